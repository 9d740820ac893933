#include "http/api_request.hpp"

#include <algorithm>

#include "base/url.hpp"
#include "http/compress.hpp"

namespace parvis::server {
namespace {

bool said_by_proxies(std::string_view name) {
  return name.starts_with("x-forwarded-") || name == "forwarded" || name == "x-real-ip";
}

// Decodes every part, since the shared parser is lenient and a broken escape must not become other text.
bool decodes(std::string_view query) {
  while (!query.empty()) {
    const auto end = std::min(query.find_first_of("&="), query.size());
    if (!percent_decode(query.substr(0, end))) return false;
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return true;
}

}  // namespace

std::optional<ApiRequest> to_api_request(const RequestHead& head, std::string body, const std::string& peer,
                                         const std::vector<Network>& trusted) {
  if (!decodes(head.query)) return std::nullopt;
  ApiRequest request;
  request.method = head.method == "HEAD" ? "GET" : head.method;
  request.path = head.path;
  request.query = parse_query(head.query);
  request.body = std::move(body);
  const bool proxied = is_trusted(peer, trusted);
  for (const auto& [name, value] : head.fields) {
    if (!proxied && said_by_proxies(name)) continue;
    const auto [entry, fresh] = request.headers.emplace(name, value);
    if (!fresh) entry->second += (name == "cookie" ? "; " : ", ") + value;
  }
  const auto tags = request.headers.find("if-none-match");
  if (tags != request.headers.end()) tags->second = plain_etags(tags->second);
  request.client_address = client_address(peer, head.field("x-forwarded-for"), trusted);
  return request;
}

ApiResponse options_answer() {
  ApiResponse response;
  response.status = 204;
  response.content_type.clear();
  response.headers = {{"Allow", "GET, HEAD, POST, OPTIONS"},
                      {"Access-Control-Allow-Methods", "GET, HEAD, POST"},
                      {"Access-Control-Allow-Headers", "Content-Type"},
                      {"Access-Control-Max-Age", "86400"}};
  return response;
}

}  // namespace parvis::server
