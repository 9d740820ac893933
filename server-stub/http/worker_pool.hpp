// Threads for what may wait: as many as there is work at once, up to a limit, and fewer again when it is
// quiet, so that an idle server is small.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace parvis::server {

class WorkerPool {
 public:
  explicit WorkerPool(std::size_t most) : most_(most) {}
  ~WorkerPool() { stop(); }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Dropped when the pool has stopped.
  void enqueue(std::function<void()> job);
  // Finishes what is queued.
  void stop();

  std::size_t waiting() const;
  std::size_t threads() const;

 private:
  using Threads = std::list<std::thread>;

  void work(Threads::iterator self);

  const std::size_t most_;
  mutable std::mutex mutex_;
  std::condition_variable called_;
  std::condition_variable ended_;
  std::deque<std::function<void()>> jobs_;
  Threads threads_;
  Threads gone_;  // not joined yet
  std::size_t idle_ = 0;
  bool stopping_ = false;
};

}  // namespace parvis::server
