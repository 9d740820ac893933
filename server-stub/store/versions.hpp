// What has changed since, without asking the store: counters that grow with every commit, so that an answer
// made earlier can be known to be true still. Pages share counters by chance now and then; then an answer is
// made afresh without need, never kept in error.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parvis::server {

using Topic = std::uint32_t;

// What an answer was made from.
struct SeenVersions {
  std::uint64_t commits = 0;
  std::uint64_t everything = 0;
  bool any_commit = false;  // it depends on more than its topics
  std::vector<std::pair<Topic, std::uint64_t>> topics;
};

class Versions {
 public:
  static Topic page(std::string_view key) { return slot(std::hash<std::string_view>{}(key)); }
  static Topic community(std::string_view name) { return slot(~std::hash<std::string_view>{}(name)); }

  // A reader calls start() before it reads and see() for each topic afterwards; settled() says whether no
  // commit fell between, which nobody could tell apart later.
  SeenVersions start() const { return {commits_.load(), everything_.load(), false, {}}; }
  void see(SeenVersions& seen, Topic topic) const { seen.topics.emplace_back(topic, topics_[topic].load()); }
  bool settled(const SeenVersions& seen) const { return commits_.load() == seen.commits; }
  bool still_true(const SeenVersions& seen) const {
    if (everything_.load() != seen.everything || (seen.any_commit && !settled(seen))) return false;
    for (const auto& [topic, version] : seen.topics)
      if (topics_[topic].load() != version) return false;
    return true;
  }

  // The store calls these when a commit can be read, before its writers are answered: first committed(), then
  // what it changed.
  void committed() { ++commits_; }
  void changed(Topic topic) { ++topics_[topic]; }
  void changed_everything() { ++everything_; }

 private:
  static constexpr std::size_t kSlots = 8'192;
  static Topic slot(std::size_t hash) { return static_cast<Topic>(hash % kSlots); }

  std::atomic<std::uint64_t> commits_{0};
  std::atomic<std::uint64_t> everything_{0};
  std::array<std::atomic<std::uint64_t>, kSlots> topics_{};
};

// What one write changes for readers.
class Changes {
 public:
  void only(Topic topic) {
    known_ = true;
    topics_.push_back(topic);
  }
  void nothing() { known_ = true; }
  void tell(Versions& versions) const {
    if (!known_) versions.changed_everything();
    for (const Topic topic : topics_) versions.changed(topic);
  }

 private:
  bool known_ = false;
  std::vector<Topic> topics_;
};

}  // namespace parvis::server
