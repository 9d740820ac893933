#include "rules/rate_limit.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

#include "base/sha256.hpp"

namespace parvis::server {

namespace {

// Of all rates, from empty to full.
constexpr std::int64_t kLongestWait = 120'000;

constexpr bool fills_in_time(limits::Rate rate) { return rate.burst * rate.every_ms <= kLongestWait; }
static_assert(fills_in_time(limits::kWritesPerVisitor) && fills_in_time(limits::kCommentsPerVisitor) &&
              fills_in_time(limits::kWritesPerNetwork) && fills_in_time(limits::kReadsPerNetwork) &&
              fills_in_time(limits::kMePerVisitor) && fills_in_time(limits::kOwnerFailuresPerNetwork) &&
              fills_in_time(limits::kPreviewsPerNetwork));

}  // namespace

// Full buckets say nothing, and those that are full in a far future come from a clock that was set back.
void RateLimiter::Shard::sweep(std::int64_t now_ms) {
  std::erase_if(buckets, [&](const auto& entry) {
    return entry.second.full_at_ms <= now_ms || entry.second.full_at_ms > now_ms + kLongestWait;
  });
  sweep_at = std::max<std::size_t>(1'024, buckets.size() * 2);
}

void RateLimiter::sweep(std::int64_t now_ms) {
  for (Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    shard.sweep(now_ms);
  }
}

std::size_t RateLimiter::size() {
  std::size_t all = 0;
  for (Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    all += shard.buckets.size();
  }
  return all;
}

std::int64_t RateLimiter::take(std::string_view bucket, limits::Rate rate, std::int64_t now_ms) {
  std::string key(bucket);
  Shard& shard = shards_[std::hash<std::string>{}(key) % shards_.size()];
  std::lock_guard lock(shard.mutex);
  if (shard.buckets.size() >= shard.sweep_at) shard.sweep(now_ms);
  Bucket& held = shard.buckets[std::move(key)];
  // A clock that was set back must not make anybody wait for more than they took.
  const std::int64_t empty_now = now_ms + rate.burst * rate.every_ms;
  const std::int64_t full_at = std::clamp(held.full_at_ms, now_ms, empty_now) + rate.every_ms;
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
