#include "http/worker_pool.hpp"

#include <system_error>
#include <utility>

namespace parvis::server {
namespace {

constexpr std::chrono::seconds kIdleEnough{5};

}  // namespace

void WorkerPool::enqueue(std::function<void()> job) {
  const std::lock_guard lock(mutex_);
  if (stopping_) return;
  jobs_.push_back(std::move(job));
  if (jobs_.size() <= idle_) {
    called_.notify_one();
    return;
  }
  if (threads_ == most_) return;
  try {
    std::thread([this] { work(); }).detach();
    ++threads_;
  } catch (const std::system_error&) {
    // No more threads to be had: those that there are will come to it.
  }
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    if (jobs_.empty()) {
      ++idle_;
      called_.wait_for(lock, kIdleEnough, [this] { return stopping_ || !jobs_.empty(); });
      --idle_;
      if (jobs_.empty()) break;
    }
    auto job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job();
    job = nullptr;
    lock.lock();
  }
  --threads_;
  std::notify_all_at_thread_exit(ended_, std::move(lock));
}

void WorkerPool::stop() {
  std::unique_lock lock(mutex_);
  stopping_ = true;
  called_.notify_all();
  ended_.wait(lock, [this] { return threads_ == 0; });
}

std::size_t WorkerPool::waiting() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size();
}

std::size_t WorkerPool::threads() const {
  const std::lock_guard lock(mutex_);
  return threads_;
}

}  // namespace parvis::server
