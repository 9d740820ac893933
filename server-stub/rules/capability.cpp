#include "rules/capability.hpp"

#include <charconv>

#include "base/sha256.hpp"
#include "rules/hmac.hpp"

namespace parvis::server {

std::string replies_capability(const Site& site, RowId visitor) {
  constexpr std::size_t kBytes = 18;
  const std::string number = std::to_string(visitor);
  return number + "-" + base64url(hmac_sha256(site.salt, "replies\n" + number).substr(0, kBytes));
}

RowId visitor_of_capability(const Site& site, std::string_view capability) {
  RowId visitor = 0;
  const auto read = std::from_chars(capability.data(), capability.data() + capability.size(), visitor);
  if (read.ec != std::errc() || visitor <= 0) return 0;
  return same_secret(capability, replies_capability(site, visitor)) ? visitor : 0;
}

}  // namespace parvis::server
