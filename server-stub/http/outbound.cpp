#include "http/outbound.hpp"

#include <httplib.h>
#include <netdb.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "base/url.hpp"
#include "http/address.hpp"

namespace parvis::server {

namespace {

constexpr std::array<std::string_view, 25> kSpecial = {
    "0.0.0.0/8",     "10.0.0.0/8",      "100.64.0.0/10",  "127.0.0.0/8",    "169.254.0.0/16",
    "172.16.0.0/12", "192.0.0.0/24",    "192.0.2.0/24",   "192.88.99.0/24", "192.168.0.0/16",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",    "240.0.0.0/4",
    "::/127",        "64:ff9b::/96",    "64:ff9b:1::/48", "100::/64",       "2001::/23",
    "2001:db8::/32", "2002::/16",       "fc00::/7",       "fe80::/10",      "ff00::/8"};

const std::vector<Network>& special_networks() {
  static const std::vector<Network> networks = [] {
    std::vector<Network> all;
    for (const std::string_view text : kSpecial)
      if (const auto network = Network::parse(text)) all.push_back(*network);
    return all;
  }();
  return networks;
}

std::vector<std::string> addresses_of(const std::string& host) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), nullptr, &wanted, &found) != 0) return {};
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, ::freeaddrinfo);
  std::vector<std::string> all;
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
    std::array<char, NI_MAXHOST> text{};
    if (::getnameinfo(one->ai_addr, one->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) ==
        0)
      all.emplace_back(text.data());
  }
  return all;
}

// Where to connect to; none when any of the name's addresses must not be called.
std::optional<std::string> target_of(const std::string& host, const OutboundOptions& options) {
  const auto all = addresses_of(host);
  if (all.empty()) return std::nullopt;
  if (!options.private_targets && !std::all_of(all.begin(), all.end(), is_public_address))
    return std::nullopt;
  return all.front();
}

std::string without_brackets(std::string_view host) {
  return std::string(host.starts_with('[') ? host.substr(1, host.size() - 2) : host);
}

}  // namespace

bool is_public_address(std::string_view address) {
  if (!normal_address(address)) return false;
  return !is_trusted(address, special_networks());
}

bool post_outside(const OutboundPost& post, const OutboundOptions& options) {
  constexpr std::size_t kLongestAnswer = 64 * 1024;
  const auto url = parse_url(post.url);
  if (!url) return false;
  const std::string host = without_brackets(url->host);
  const auto target = target_of(host, options);
  if (!target) return false;

  httplib::Client client(url->origin());
  if (!client.is_valid()) return false;
  client.set_hostname_addr_map({{host, *target}});
  client.set_follow_location(false);
  client.set_keep_alive(false);
  client.set_connection_timeout(options.patience);
  client.set_read_timeout(options.patience);
  client.set_write_timeout(options.patience);

  const auto deadline = std::chrono::steady_clock::now() + options.patience;
  std::size_t received = 0;
  httplib::Request request;
  request.method = "POST";
  request.path = url->path + (url->query.empty() ? "" : "?" + url->query);
  request.headers = {{"Content-Type", "application/json"}, {"User-Agent", "Parvis"}};
  for (const auto& [name, value] : post.headers) request.headers.emplace(name, value);
  request.body = post.body;
  // Whatever it says beyond its status is not read for long.
  request.content_receiver = [&](const char*, std::size_t size, std::uint64_t, std::uint64_t) {
    received += size;
    return received <= kLongestAnswer && std::chrono::steady_clock::now() < deadline;
  };
  const auto result = client.send(request);
  return result && result->status >= 200 && result->status < 300;
}

}  // namespace parvis::server
