#include "http/parking.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

namespace parvis::server {
namespace {

constexpr std::chrono::milliseconds kDrainStep{10};
// Deadlines are kept this exactly. Waking the thread for each new deadline would cost more than it brings.
constexpr std::int64_t kTickMs = 200;

bool waits_here(Connection::Next next) {
  return next == Connection::Next::kReadable || next == Connection::Next::kWritable;
}

std::uint32_t events_of(Connection::Next next) {
  return next == Connection::Next::kWritable ? EPOLLOUT : EPOLLIN;
}

}  // namespace

Parking::Parking(std::size_t capacity, HandOver hand_over)
    : capacity_(capacity), hand_over_(std::move(hand_over)) {
  thread_ = std::thread([this] { watch(); });
}

Parking::~Parking() { stop(); }

void Parking::stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  sockets_.wake();
  if (thread_.joinable()) thread_.join();
  const std::lock_guard lock(mutex_);
  places_.clear();
  by_deadline_.clear();
}

void Parking::park(std::unique_ptr<Connection> connection, Connection::Next next) {
  std::unique_ptr<Connection> evicted;  // closed after the lock is released
  const std::lock_guard lock(mutex_);
  if (stop_ || (draining_ && connection->idle())) {
    evicted = std::move(connection);
    return;
  }
  const int fd = connection->fd();
  Place& place = places_[fd];
  place.events = events_of(next);
  place.connection = std::move(connection);
  list(fd, place, place.connection->deadline());
  if (!sockets_.add(fd, place.events)) {
    evicted = remove(fd);
    return;
  }
  if (places_.size() > capacity_) evicted = remove_nearest();
}

// The caller of these three holds the mutex.
void Parking::list(int fd, Place& place, SteadyTime when) {
  by_deadline_.erase({place.listed, fd});
  by_deadline_.insert({when, fd});
  place.listed = when;
}

std::unique_ptr<Connection> Parking::remove(int fd) {
  const auto found = places_.find(fd);
  if (found == places_.end()) return nullptr;
  by_deadline_.erase({found->second.listed, fd});
  auto connection = std::move(found->second.connection);
  places_.erase(found);
  return connection;
}

std::unique_ptr<Connection> Parking::remove_nearest() {
  for (auto at = by_deadline_.begin(); at != by_deadline_.end();) {
    const auto [when, fd] = *at++;
    Place& place = places_.at(fd);
    if (!place.connection) continue;
    if (place.connection->deadline() <= when) return remove(fd);
    list(fd, place, place.connection->deadline());
    at = by_deadline_.begin();
  }
  return nullptr;
}

void Parking::watch() {
  for (;;) {
    sockets_.wait(wait_time(), [this](int fd, std::uint32_t) { go_on(fd); });
    expire_overdue();
    const std::lock_guard lock(mutex_);
    if (stop_) return;
  }
}

void Parking::go_on(int fd) {
  std::unique_lock lock(mutex_);
  const auto found = places_.find(fd);
  if (found == places_.end()) return;
  auto connection = std::move(found->second.connection);
  lock.unlock();
  const Connection::Next next = connection->advance(Connection::Effort::kQuick);
  settle(std::move(connection), next);
}

// Most stay as they are: for those nothing is asked of the kernel.
void Parking::settle(std::unique_ptr<Connection> connection, Connection::Next next) {
  const int fd = connection->fd();
  std::unique_lock lock(mutex_);
  Place& place = places_.at(fd);
  if (waits_here(next) && !stop_ && !(draining_ && connection->idle())) {
    if (place.events != events_of(next)) {
      place.events = events_of(next);
      sockets_.change(fd, place.events);
    }
    if (connection->deadline() < place.listed) list(fd, place, connection->deadline());
    place.connection = std::move(connection);
    return;
  }
  remove(fd);
  sockets_.remove(fd);
  const bool closes = stop_ || waits_here(next) || next == Connection::Next::kClosed;
  lock.unlock();
  if (!closes) hand_over_(std::move(connection), next);
}

int Parking::wait_time() const {
  const std::lock_guard lock(mutex_);
  if (by_deadline_.empty()) return kTickMs;
  const auto left = by_deadline_.begin()->first - std::chrono::steady_clock::now();
  const auto ms = std::chrono::ceil<std::chrono::milliseconds>(left).count();
  return static_cast<int>(std::clamp<std::int64_t>(ms, 0, kTickMs));
}

void Parking::expire_overdue() {
  const auto now = std::chrono::steady_clock::now();
  for (;;) {
    std::unique_lock lock(mutex_);
    if (by_deadline_.empty() || by_deadline_.begin()->first > now) return;
    const int fd = by_deadline_.begin()->second;
    Place& place = places_.at(fd);
    if (const auto deadline = place.connection->deadline(); deadline > now) {
      list(fd, place, deadline);
      continue;
    }
    auto connection = std::move(place.connection);
    lock.unlock();
    const Connection::Next next = connection->expire();
    settle(std::move(connection), next);
  }
}

void Parking::drain(SteadyTime until, const std::function<std::size_t()>& busy) {
  std::vector<std::unique_ptr<Connection>> closing;
  {
    const std::lock_guard lock(mutex_);
    draining_ = true;
    std::vector<int> idle;
    for (const auto& [fd, place] : places_)
      if (place.connection && (place.connection->idle() || place.connection->lingering())) idle.push_back(fd);
    for (const int fd : idle) closing.push_back(remove(fd));
  }
  closing.clear();
  while (std::chrono::steady_clock::now() < until && (busy() > 0 || size() > 0))
    std::this_thread::sleep_for(kDrainStep);
}

std::size_t Parking::size() const {
  const std::lock_guard lock(mutex_);
  return places_.size();
}

}  // namespace parvis::server
