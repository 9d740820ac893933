#include "http/answer_cache.hpp"

#include <utility>

namespace parvis::server {

KeptAnswerPtr AnswerCache::find(const std::string& key) {
  Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  const auto found = shard.by_key.find(key);
  if (found == shard.by_key.end()) return nullptr;
  if (found->second != shard.entries.begin())
    shard.entries.splice(shard.entries.begin(), shard.entries, found->second);
  return found->second->answer;
}

void AnswerCache::keep(const std::string& key, KeptAnswerPtr answer) {
  constexpr std::size_t kOverhead = 256;
  const std::size_t bytes =
      kOverhead + key.size() + answer->head.size() + answer->unchanged.size() + answer->body.size();
  if (bytes > max_bytes_) return;
  Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  const auto drop = [&shard](std::list<Entry>::iterator entry) {
    shard.bytes -= entry->bytes;
    shard.by_key.erase(entry->key);
    shard.entries.erase(entry);
  };
  if (const auto found = shard.by_key.find(key); found != shard.by_key.end()) drop(found->second);
  shard.entries.push_front({key, std::move(answer), bytes});
  shard.by_key.emplace(shard.entries.front().key, shard.entries.begin());
  shard.bytes += bytes;
  while (shard.bytes > max_bytes_) drop(std::prev(shard.entries.end()));
}

std::size_t AnswerCache::bytes() {
  std::size_t all = 0;
  for (Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    all += shard.bytes;
  }
  return all;
}

}  // namespace parvis::server
