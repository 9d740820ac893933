#include "api/answers.hpp"

#include <algorithm>

#include "base/sha256.hpp"
#include "base/utf8.hpp"
#include "model/messages.hpp"
#include "protocol/items_wire.hpp"
#include "view/escape.hpp"

namespace parvis::server {

namespace {

// If-None-Match compares weakly: proxies that compress mark our tags as weak.
bool holds(std::string_view if_none_match, std::string_view tag) {
  return if_none_match == "*" || if_none_match.find(tag) != std::string_view::npos;
}

bool has_header(const ApiResponse& response, std::string_view name) {
  return std::any_of(response.headers.begin(), response.headers.end(),
                     [&](const auto& entry) { return entry.first == name; });
}

}  // namespace

ApiResponse json_answer(std::string body) {
  ApiResponse response;
  response.body = std::move(body);
  return response;
}

ApiResponse problem(const Error& error, std::string_view language) {
  ApiResponse response;
  const int status = error_status(error.code);
  response.status = status == 0 ? 500 : status;
  response.content_type = "application/problem+json";
  response.body = write_problem(error, "", language);
  if (error.retry_after_ms > 0)
    response.headers.emplace_back("Retry-After", std::to_string((error.retry_after_ms + 999) / 1'000));
  return response;
}

void add_common_headers(ApiResponse& response) {
  auto& headers = response.headers;
  headers.emplace_back("Access-Control-Allow-Origin", "*");
  headers.emplace_back("Access-Control-Expose-Headers", "Retry-After, ETag");
  headers.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
  headers.emplace_back("X-Content-Type-Options", "nosniff");
  if (!has_header(response, "Referrer-Policy")) headers.emplace_back("Referrer-Policy", "no-referrer");
  if (!has_header(response, "Content-Security-Policy"))
    headers.emplace_back("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  if (!has_header(response, "Cache-Control")) headers.emplace_back("Cache-Control", "no-store");
}

std::string escape_html(std::string_view text) {
  std::string out;
  view::escape_html(out, text);
  return out;
}

std::string_view header(const ApiRequest& request, std::string_view name) {
  const auto found = request.headers.find(std::string(name));
  return found == request.headers.end() ? std::string_view() : std::string_view(found->second);
}

std::string known_language(std::string_view asked) {
  while (!asked.empty()) {
    const std::string_view entry = asked.substr(0, asked.find(','));
    asked.remove_prefix(std::min(entry.size() + 1, asked.size()));
    const std::size_t start = std::min(entry.find_first_not_of(' '), entry.size());
    const std::string_view known =
        built_in_language(entry.substr(start, entry.find_first_of("; ", start) - start));
    if (!known.empty()) return std::string(known);
  }
  return "en";
}

std::string asked_language(const ApiRequest& request) {
  for (const auto& [name, value] : request.query)
    if (name == "lang") return known_language(value);
  return known_language(header(request, "accept-language"));
}

void make_cacheable(ApiResponse& response, const ApiRequest& request, std::string_view material) {
  const auto hash = sha256(material);
  const std::string tag = "\"" + base64url({reinterpret_cast<const char*>(hash.data()), 15}) + "\"";
  response.headers.emplace_back("ETag", tag);
  response.headers.emplace_back("Cache-Control", "public, max-age=0, must-revalidate");
  if (holds(header(request, "if-none-match"), tag)) {
    response.status = 304;
    response.body.clear();
  }
}

}  // namespace parvis::server
