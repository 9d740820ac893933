#include "rules/rate_limit.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

#include "base/sha256.hpp"

namespace parvis::server {

std::int64_t RateLimiter::take(std::string_view bucket, limits::Rate rate, std::int64_t now_ms) {
  std::string key(bucket);
  Shard& shard = shards_[std::hash<std::string>{}(key) % shards_.size()];
  std::lock_guard lock(shard.mutex);
  if (shard.buckets.size() >= shard.sweep_at) {
    // Full buckets say nothing; forgetting them bounds the memory by the traffic of the last minutes.
    std::erase_if(shard.buckets, [&](const auto& entry) { return entry.second.full_at_ms <= now_ms; });
    shard.sweep_at = std::max<std::size_t>(1'024, shard.buckets.size() * 2);
  }
  Bucket& held = shard.buckets[std::move(key)];
  const std::int64_t full_at = std::max(held.full_at_ms, now_ms) + rate.every_ms;
  const std::int64_t wait = full_at - now_ms - rate.burst * rate.every_ms;
  if (wait > 0) return wait;
  held.full_at_ms = full_at;
  return 0;
}

bool is_this_machine(std::string_view address) { return address.starts_with("127.") || address == "::1"; }

std::string network_of(std::string_view address) {
  const std::string text(address);
  unsigned char octets[16];
  if (inet_pton(AF_INET, text.c_str(), octets) == 1)
    return hex({reinterpret_cast<const char*>(octets), 3}) + "/24";
  if (inet_pton(AF_INET6, text.c_str(), octets) != 1) return {};
  constexpr unsigned char kMapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (std::memcmp(octets, kMapped, sizeof kMapped) == 0)
    return hex({reinterpret_cast<const char*>(octets) + 12, 3}) + "/24";
  return hex({reinterpret_cast<const char*>(octets), 6}) + "/48";
}

}  // namespace parvis::server
