#include "http/address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>

#include "http/header_check.hpp"

namespace parvis::server {
namespace {

using Bytes = std::array<unsigned char, 16>;
constexpr int kMappedBits = 96;  // the prefix ::ffff:0:0/96 before the four bytes of an IPv4 address

bool is_mapped(const Bytes& bytes) {
  constexpr Bytes prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  return std::equal(bytes.begin(), bytes.begin() + kMappedBits / 8, prefix.begin());
}

std::optional<Bytes> parse_bytes(std::string_view text) {
  const std::string terminated(text);
  Bytes bytes{};
  if (::inet_pton(AF_INET6, terminated.c_str(), bytes.data()) == 1) return bytes;
  if (::inet_pton(AF_INET, terminated.c_str(), bytes.data() + kMappedBits / 8) != 1) return std::nullopt;
  bytes[10] = bytes[11] = 0xff;
  return bytes;
}

bool bit(const Bytes& bytes, int index) { return (bytes[index / 8] >> (7 - index % 8)) & 1; }

std::string to_text(const Bytes& bytes) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const bool four = is_mapped(bytes);
  ::inet_ntop(four ? AF_INET : AF_INET6, bytes.data() + (four ? kMappedBits / 8 : 0), text.data(),
              text.size());
  return text.data();
}

}  // namespace

std::optional<Network> Network::parse(std::string_view text) {
  const auto slash = text.find('/');
  const auto bytes = parse_bytes(text.substr(0, slash));
  if (!bytes) return std::nullopt;
  Network network;
  network.bytes_ = *bytes;
  if (slash == std::string_view::npos) return network;

  const bool four = text.find(':') == std::string_view::npos;
  const auto digits = text.substr(slash + 1);
  int bits = -1;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  if (failure != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  if (bits < 0 || bits > (four ? 32 : 128)) return std::nullopt;
  network.bits_ = four ? bits + kMappedBits : bits;
  // 10.1.2.3/8 is more likely a slip than an intention; trusting too many is dangerous.
  for (int i = network.bits_; i < 128; ++i)
    if (bit(network.bytes_, i)) return std::nullopt;
  return network;
}

bool Network::contains(std::string_view address) const {
  const auto bytes = parse_bytes(address);
  if (!bytes) return false;
  for (int i = 0; i < bits_; ++i)
    if (bit(*bytes, i) != bit(bytes_, i)) return false;
  return true;
}

std::optional<std::string> normal_address(std::string_view text) {
  text = trim(text);
  if (text.starts_with('[')) {
    text = text.substr(1, text.find(']') - 1);
  } else if (std::count(text.begin(), text.end(), ':') == 1) {
    text = text.substr(0, text.find(':'));
  }
  const auto bytes = parse_bytes(text);
  if (!bytes) return std::nullopt;
  return to_text(*bytes);
}

std::string peer_address(int fd) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  auto* address = reinterpret_cast<sockaddr*>(&storage);
  if (::getpeername(fd, address, &size) != 0) return "0.0.0.0";
  Bytes bytes{};
  if (storage.ss_family == AF_INET6) {
    const auto& six = reinterpret_cast<const sockaddr_in6&>(storage).sin6_addr;
    std::copy(std::begin(six.s6_addr), std::end(six.s6_addr), bytes.begin());
  } else {
    const auto* four =
        reinterpret_cast<const unsigned char*>(&reinterpret_cast<const sockaddr_in&>(storage).sin_addr);
    bytes[10] = bytes[11] = 0xff;
    std::copy(four, four + 4, bytes.begin() + kMappedBits / 8);
  }
  return to_text(bytes);
}

bool is_trusted(std::string_view address, const std::vector<Network>& trusted) {
  return std::any_of(trusted.begin(), trusted.end(), [&](const Network& n) { return n.contains(address); });
}

std::string client_address(const std::string& peer, std::string_view forwarded_for,
                           const std::vector<Network>& trusted) {
  std::string address = peer;
  while (!forwarded_for.empty() && is_trusted(address, trusted)) {
    const auto comma = forwarded_for.rfind(',');
    const auto begin = comma == std::string_view::npos ? 0 : comma + 1;
    const auto entry = normal_address(forwarded_for.substr(begin));
    if (!entry) break;
    address = *entry;
    forwarded_for = forwarded_for.substr(0, comma == std::string_view::npos ? 0 : comma);
  }
  return address;
}

}  // namespace parvis::server
