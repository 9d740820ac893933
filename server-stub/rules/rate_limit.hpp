// Token buckets, in memory: a bucket per visitor and per network. Safe to call from many threads at once.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "rules/limits.hpp"

namespace parvis::server {

class RateLimiter {
 public:
  // 0: go ahead; else the milliseconds to wait.
  std::int64_t take(std::string_view bucket, limits::Rate rate, std::int64_t now_ms);
  // Forgets whoever has taken nothing for so long that it makes no difference: at most two minutes.
  void sweep(std::int64_t now_ms);
  std::size_t size();

 private:
  struct Bucket {
    std::int64_t full_at_ms = 0;  // when it will be full again if nothing more is taken
  };
  struct Shard {
    void sweep(std::int64_t now_ms);

    std::mutex mutex;
    std::unordered_map<std::string, Bucket> buckets;
    std::size_t sweep_at = 1'024;
  };
  std::array<Shard, 16> shards_;
};

// The /24 of an IPv4 address, the /48 of an IPv6 one, in hex; empty for what is no address (calls from inside
// the process).
std::string network_of(std::string_view address);
// A loopback address: a program beside the server, or a proxy that was not named as trusted.
bool is_this_machine(std::string_view address);

}  // namespace parvis::server
