// Finished answers to GETs, compressed and framed, for as long as they are true. Bounded in bytes; what was
// not asked for the longest goes first.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace parvis::server {

struct KeptAnswer {
  std::string head;       // all header lines but Date and Connection
  std::string unchanged;  // the same of a 304
  std::string body;
  std::string etag;
  std::function<bool()> still_true;
};
using KeptAnswerPtr = std::shared_ptr<const KeptAnswer>;

class AnswerCache {
 public:
  explicit AnswerCache(std::size_t max_bytes) : max_bytes_(max_bytes / kShards) {}

  // Also one that is not true any more: it tells that this request's answers can be kept.
  KeptAnswerPtr find(const std::string& key);
  void keep(const std::string& key, KeptAnswerPtr answer);

  std::uint64_t hits() const { return hits_.load(std::memory_order_relaxed); }
  std::uint64_t misses() const { return misses_.load(std::memory_order_relaxed); }
  void count(bool hit) { (hit ? hits_ : misses_).fetch_add(1, std::memory_order_relaxed); }
  std::size_t bytes();

 private:
  static constexpr std::size_t kShards = 8;
  struct Entry {
    std::string key;
    KeptAnswerPtr answer;
    std::size_t bytes;
  };
  struct Shard {
    std::mutex mutex;
    std::list<Entry> entries;  // last asked for first
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key;
    std::size_t bytes = 0;
  };
  Shard& shard_of(std::string_view key) { return shards_[std::hash<std::string_view>{}(key) % kShards]; }

  const std::size_t max_bytes_;  // of a shard
  std::array<Shard, kShards> shards_;
  std::atomic<std::uint64_t> hits_{0};
  std::atomic<std::uint64_t> misses_{0};
};

}  // namespace parvis::server
