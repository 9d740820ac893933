// Who is on the other side: the socket's peer, or what a trusted proxy says of it. Limits per network hang
// on this, so nothing that a client can send may decide it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parvis::server {

// An IPv4 or IPv6 network; IPv4 is held in its IPv6-mapped form, so that "::ffff:10.0.0.1" is 10.0.0.1.
class Network {
 public:
  // "10.0.0.0/8", "2001:db8::/32" or one address; none when it is not a network or has bits set past its
  // length.
  static std::optional<Network> parse(std::string_view text);
  bool contains(std::string_view address) const;

 private:
  std::array<unsigned char, 16> bytes_{};
  int bits_ = 128;
};

// The canonical numeric form; also takes "1.2.3.4:567" and "[::1]:567", which some proxies write.
std::optional<std::string> normal_address(std::string_view text);

// The address of the peer of a connected socket; "0.0.0.0" when it is already gone.
std::string peer_address(int fd);

// Walks X-Forwarded-For from its end, for as long as the address that reported an entry is a trusted proxy.
std::string client_address(const std::string& peer, std::string_view forwarded_for,
                           const std::vector<Network>& trusted);

bool is_trusted(std::string_view address, const std::vector<Network>& trusted);

}  // namespace parvis::server
