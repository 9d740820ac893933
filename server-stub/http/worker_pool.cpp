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
  if (threads_.size() == most_) return;
  const auto place = threads_.emplace(threads_.end());
  try {
    *place = std::thread([this, place] { work(place); });
  } catch (const std::system_error&) {
    threads_.erase(place);  // no more to be had: those that there are will come to it
  }
}

void WorkerPool::work(Threads::iterator self) {
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
  // Each that goes waits for the one that went before it, and stop() for the last: none outlives the pool.
  Threads before = std::exchange(gone_, {});
  gone_.splice(gone_.end(), threads_, self);
  ended_.notify_all();
  lock.unlock();
  for (auto& thread : before) thread.join();
}

void WorkerPool::stop() {
  std::unique_lock lock(mutex_);
  stopping_ = true;
  called_.notify_all();
  ended_.wait(lock, [this] { return threads_.empty(); });
  Threads last = std::exchange(gone_, {});
  lock.unlock();
  for (auto& thread : last) thread.join();
}

std::size_t WorkerPool::waiting() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size();
}

std::size_t WorkerPool::threads() const {
  const std::lock_guard lock(mutex_);
  return threads_.size();
}

}  // namespace parvis::server
