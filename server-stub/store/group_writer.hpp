// The one thread that writes. Whatever waits while a commit is under way goes into the next commit together,
// so that many writers share one wait for the disk.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <semaphore>
#include <thread>
#include <vector>

#include "store/sqlite_database.hpp"
#include "store/store.hpp"

namespace parvis::server {

class GroupWriter {
 public:
  explicit GroupWriter(std::unique_ptr<Database> database);
  // Finishes what waits.
  ~GroupWriter();

  // Answers when the write is on disk, or refused.
  Status run(const Store::Write& write);
  void run_later(Store::Write write);

 private:
  struct Job {
    Store::Write write;
    std::optional<Status> outcome;
    std::vector<std::function<void()>> after_commit;
    std::binary_semaphore done{0};
  };

  void queue(std::shared_ptr<Job> job);
  void work();
  void commit(std::vector<std::shared_ptr<Job>>& group);
  void perform(Job& job);

  std::unique_ptr<Database> database_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::shared_ptr<Job>> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace parvis::server
