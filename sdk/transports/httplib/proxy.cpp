#include "proxy.hpp"

#include <charconv>
#include <cstdlib>
#include <initializer_list>

namespace parvis {
namespace {

std::optional<Proxy> read_proxy(std::string_view text) {
  if (const std::size_t scheme = text.find("://"); scheme != std::string_view::npos)
    text.remove_prefix(scheme + 3);
  text = text.substr(0, text.find('/'));
  Proxy proxy;
  if (const std::size_t at = text.rfind('@'); at != std::string_view::npos) {
    const std::string_view who = text.substr(0, at);
    const std::size_t colon = who.find(':');
    proxy.user = who.substr(0, colon);
    if (colon != std::string_view::npos) proxy.password = who.substr(colon + 1);
    text.remove_prefix(at + 1);
  }
  const std::size_t colon = text.rfind(':');
  proxy.port = 8080;
  if (colon != std::string_view::npos && text.find(']', colon) == std::string_view::npos) {
    const std::string_view port = text.substr(colon + 1);
    const auto read = std::from_chars(port.data(), port.data() + port.size(), proxy.port);
    if (read.ec != std::errc() || proxy.port < 1 || proxy.port > 65'535) return std::nullopt;
    text = text.substr(0, colon);
  }
  proxy.host = text;
  if (proxy.host.empty()) return std::nullopt;
  return proxy;
}

std::string first_set(std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  }
  return {};
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// "example.org" and ".example.org" both stand for the domain and all below it.
bool covers(std::string_view rule, std::string_view host) {
  if (rule == "*") return true;
  if (rule.starts_with('.')) rule.remove_prefix(1);
  if (rule.empty() || !host.ends_with(rule)) return false;
  return host.size() == rule.size() || host[host.size() - rule.size() - 1] == '.';
}

bool is_this_machine(std::string_view host) {
  return covers("localhost", host) || host.starts_with("127.") || host == "[::1]";
}

}  // namespace

// HTTP_PROXY in capitals is not read, as by others: where a web server starts programs, its visitors set it.
ProxyRules::ProxyRules(std::string_view option) {
  if (option == "direct") return;
  if (!option.empty()) {
    plain_ = secure_ = read_proxy(option);
    return;
  }
  from_environment_ = true;
  plain_ = read_proxy(first_set({"http_proxy", "all_proxy", "ALL_PROXY"}));
  secure_ = read_proxy(first_set({"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}));
  exceptions_ = first_set({"no_proxy", "NO_PROXY"});
}

std::optional<Proxy> ProxyRules::find(std::string_view origin) const {
  const bool secure = origin.starts_with("https:");
  std::string_view host = origin.substr(origin.find("://") + 3);
  if (const std::size_t colon = host.rfind(':');
      colon != std::string_view::npos && host.find(']', colon) == host.npos) {
    host = host.substr(0, colon);
  }
  if (from_environment_ && is_this_machine(host)) return std::nullopt;
  std::string_view rules = exceptions_;
  while (!rules.empty()) {
    const std::size_t end = rules.find(',');
    if (covers(trimmed(rules.substr(0, end)), host)) return std::nullopt;
    rules = end == std::string_view::npos ? std::string_view() : rules.substr(end + 1);
  }
  return secure ? secure_ : plain_;
}

}  // namespace parvis
