// The one thread that writes. Whatever waits while a commit is under way goes into the next commit together,
// so that many writers share one wait for the disk.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "store/sqlite_database.hpp"
#include "store/store.hpp"

namespace parvis::server {

class GroupWriter {
 public:
  // `path` is where to open the database again after the medium failed. `versions` must outlive the writer.
  GroupWriter(std::unique_ptr<Database> database, std::string path, Versions& versions);
  // Finishes what waits.
  ~GroupWriter();

  // Answers when the write is on disk, or refused. After a failure of the medium all are refused at once,
  // until the file has been opened again and found sound.
  Status run(const Store::Write& write);
  void run_later(Store::Write write);
  StoreFigures figures();

 private:
  struct Job {
    Store::Write write;
    std::optional<Status> outcome;
    std::vector<std::function<void()>> after_commit;
    Changes changes;

    void end();
    void wait();

   private:
    // Not a semaphore: the library's yields a dozen times before it sleeps, as often as there are writers.
    std::mutex mutex_;
    std::condition_variable ended_;
    bool has_ended_ = false;
  };

  void queue(std::shared_ptr<Job> job);
  void work();
  // Empty when there is nothing to write and nobody to write for.
  std::vector<std::shared_ptr<Job>> next_group();
  void count(const std::vector<std::shared_ptr<Job>>& group);
  void truncate_log_when_due();
  void recover();
  void commit(std::vector<std::shared_ptr<Job>>& group);
  void perform(Job& job);
  void look_for_others();
  void tell_of_everything();

  const std::string path_;
  std::unique_ptr<Database> database_;
  bool medium_failed_ = false;
  Versions& versions_;
  std::int64_t others_ = 0;  // grows when another process has written
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::shared_ptr<Job>> waiting_;
  StoreFigures figures_;
  bool stopping_ = false;
  bool recovering_ = false;
  std::optional<std::chrono::steady_clock::time_point> truncation_due_;
  std::thread thread_;
};

}  // namespace parvis::server
