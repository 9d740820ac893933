#include "http/parking.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <vector>

namespace parvis::server {
namespace {

constexpr std::chrono::milliseconds kDrainStep{10};
// Deadlines are kept this exactly. Waking the thread for each new deadline would cost more than it brings.
constexpr std::int64_t kTickMs = 200;

}  // namespace

Parking::Parking(std::size_t capacity, Leave leave)
    : capacity_(capacity),
      leave_(std::move(leave)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = wake_;
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event);
  thread_ = std::thread([this] { watch(); });
}

Parking::~Parking() {
  stop();
  ::close(wake_);
  ::close(epoll_);
}

void Parking::stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  ::eventfd_write(wake_, 1);
  if (thread_.joinable()) thread_.join();
  const std::lock_guard lock(mutex_);
  by_deadline_.clear();
  deadlines_.clear();
}

void Parking::park(std::unique_ptr<Connection> connection, Connection::Next next) {
  std::unique_ptr<Connection> evicted;  // closed after the lock is released
  const std::lock_guard lock(mutex_);
  if (stop_ || (draining_ && connection->idle())) {
    evicted = std::move(connection);
    return;
  }
  const int fd = connection->fd();
  epoll_event event{};
  event.events = (next == Connection::Next::kWritable ? EPOLLOUT : EPOLLIN) | EPOLLONESHOT;
  event.data.fd = fd;
  // One registration per connection: the second time it is only armed again.
  if (::epoll_ctl(epoll_, EPOLL_CTL_MOD, fd, &event) != 0 &&
      ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event) != 0)
    return;
  deadlines_[fd] = connection->deadline();
  by_deadline_[{connection->deadline(), fd}] = std::move(connection);
  if (by_deadline_.size() > capacity_) evicted = remove(by_deadline_.begin()->first.second);
}

// The caller holds the mutex.
std::unique_ptr<Connection> Parking::remove(int fd) {
  const auto found = deadlines_.find(fd);
  if (found == deadlines_.end()) return nullptr;
  auto node = by_deadline_.extract({found->second, fd});
  deadlines_.erase(found);
  return std::move(node.mapped());
}

void Parking::watch() {
  std::array<epoll_event, 64> events;
  for (;;) {
    const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait_time());
    for (int i = 0; i < count; ++i) {
      const int fd = events[static_cast<std::size_t>(i)].data.fd;
      if (fd == wake_) {
        eventfd_t ignored = 0;
        ::eventfd_read(wake_, &ignored);
        continue;
      }
      std::unique_lock lock(mutex_);
      auto connection = remove(fd);
      lock.unlock();
      if (connection) leave_(std::move(connection), Why::kReady);
    }
    expire_overdue();
    const std::lock_guard lock(mutex_);
    if (stop_) return;
  }
}

int Parking::wait_time() const {
  const std::lock_guard lock(mutex_);
  if (by_deadline_.empty()) return kTickMs;
  const auto left = by_deadline_.begin()->first.first - std::chrono::steady_clock::now();
  const auto ms = std::chrono::ceil<std::chrono::milliseconds>(left).count();
  return static_cast<int>(std::clamp<std::int64_t>(ms, 0, kTickMs));
}

void Parking::expire_overdue() {
  const auto now = std::chrono::steady_clock::now();
  for (;;) {
    std::unique_lock lock(mutex_);
    if (by_deadline_.empty() || by_deadline_.begin()->first.first > now) return;
    auto connection = remove(by_deadline_.begin()->first.second);
    lock.unlock();
    leave_(std::move(connection), Why::kExpired);
  }
}

void Parking::drain(SteadyTime until, const std::function<std::size_t()>& busy) {
  std::vector<std::unique_ptr<Connection>> closing;
  {
    const std::lock_guard lock(mutex_);
    draining_ = true;
    std::vector<int> idle;
    for (const auto& [key, connection] : by_deadline_)
      if (connection->idle() || connection->lingering()) idle.push_back(key.second);
    for (const int fd : idle) closing.push_back(remove(fd));
  }
  closing.clear();
  while (std::chrono::steady_clock::now() < until && (busy() > 0 || size() > 0))
    std::this_thread::sleep_for(kDrainStep);
}

std::size_t Parking::size() const {
  const std::lock_guard lock(mutex_);
  return by_deadline_.size();
}

}  // namespace parvis::server
