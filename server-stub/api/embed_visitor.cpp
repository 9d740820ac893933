#include "api/embed_visitor.hpp"

#include <algorithm>

#include "api/answers.hpp"
#include "api/fields.hpp"
#include "base/decimal.hpp"
#include "base/sha256.hpp"
#include "base/url.hpp"
#include "rules/hmac.hpp"
#include "rules/sites.hpp"

namespace parvis::server {

namespace {

constexpr std::int64_t kTicketLife = 3'600'000;  // ms
constexpr std::string_view kSecureName = "__Secure-parvis";
constexpr std::string_view kPlainName = "parvis";

// Browsers keep a cookie for a frame on another site only over HTTPS, or on their own machine.
bool is_secure(const Service& service, const ApiRequest& request) {
  const std::string address = service.public_url(request);
  if (address.starts_with("https://")) return true;
  const auto url = parse_url(address);
  return url && (url->host == "localhost" || url->host == "127.0.0.1" || url->host == "[::1]");
}

std::string signature(const Site& site, std::string_view token, std::string_view time) {
  return base64url(hmac_sha256(site.salt, "asked\n" + std::string(token) + "\n" + std::string(time)));
}

}  // namespace

std::string embed_token(const ApiRequest& request) {
  std::string_view cookies = header(request, "cookie");
  while (!cookies.empty()) {
    const std::size_t end = std::min(cookies.find(';'), cookies.size());
    std::string_view one = cookies.substr(0, end);
    cookies.remove_prefix(std::min(end + 1, cookies.size()));
    one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
    const std::size_t equals = std::min(one.find('='), one.size());
    const std::string_view name = one.substr(0, equals);
    const std::string_view value = one.substr(std::min(equals + 1, one.size()));
    if ((name == kSecureName || name == kPlainName) && is_visitor_token(value)) return std::string(value);
  }
  return {};
}

void set_embed_token(ApiResponse& response, const Service& service, const ApiRequest& request,
                     std::string_view token) {
  constexpr std::string_view kRest = "; Path=/embed; Max-Age=34560000; HttpOnly; ";  // 400 days
  const bool secure = is_secure(service, request);
  std::string cookie(secure ? kSecureName : kPlainName);
  cookie.append("=").append(token).append(kRest);
  cookie += secure ? "SameSite=None; Secure; Partitioned" : "SameSite=Lax";
  response.headers.emplace_back("Set-Cookie", std::move(cookie));
}

bool comes_from_site(const Service& service, const ApiRequest& request, const Site& site) {
  const std::string_view origin = header(request, "origin");
  const auto clean = clean_origin(origin);
  if (!clean) return false;
  if (lists_origin(site, *clean)) return true;
  if (const auto own = parse_url(service.public_url(request)); own && own->origin() == *clean) return true;
  // Behind a proxy that speaks HTTPS and was not told of.
  const std::size_t host_at = origin.find("://") + 3;
  return origin.substr(host_at) == header(request, "host");
}

std::string asked_ticket(const Site& site, std::string_view token, std::int64_t now_ms) {
  const std::string time = std::to_string(now_ms);
  return time + "-" + signature(site, token, time);
}

bool was_asked(const Site& site, std::string_view token, std::string_view ticket, std::int64_t now_ms) {
  const std::size_t dash = std::min(ticket.find('-'), ticket.size());
  const std::string_view time = ticket.substr(0, dash);
  const auto asked_ms = read_decimal(time);
  if (!asked_ms || *asked_ms > now_ms || now_ms - *asked_ms > kTicketLife) return false;
  return same_secret(ticket.substr(std::min(dash + 1, ticket.size())), signature(site, token, time));
}

}  // namespace parvis::server
