// POSTs to an address that somebody else chose: a webhook. It must not become a way into the network that the
// server stands in, nor wait for ever.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parvis::server {

struct OutboundOptions {
  bool private_targets = false;  // also this machine and its own network
  std::chrono::milliseconds patience{10'000};
};

struct OutboundPost {
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;  // JSON
};

// True when the target answered 2xx. Redirects are not followed. The name is resolved once, every address of
// it must be a public one, and the connection goes to what was checked.
bool post_outside(const OutboundPost& post, const OutboundOptions& options);

// Not of this machine, a private network, or otherwise special (IANA's registries of special-purpose
// addresses).
bool is_public_address(std::string_view address);

}  // namespace parvis::server
