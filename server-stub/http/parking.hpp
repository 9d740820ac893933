// Where connections wait without a thread of their own: one epoll thread watches all of them and hands each
// back when its socket is ready, or ends it when its deadline has passed.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "http/connection.hpp"

namespace parvis::server {

class Parking {
 public:
  enum class Why { kReady, kExpired };
  using Leave = std::function<void(std::unique_ptr<Connection>, Why)>;

  // `leave` is called on the epoll thread and must not block. Over `capacity` the connection nearest to its
  // deadline has to go, so that sockets which only sit there never lock a new visitor out.
  Parking(std::size_t capacity, Leave leave);
  ~Parking();
  Parking(const Parking&) = delete;
  Parking& operator=(const Parking&) = delete;

  // `next` is kReadable or kWritable. Any thread.
  void park(std::unique_ptr<Connection> connection, Connection::Next next);

  // From now on connections between two requests are closed instead of parked. Returns when the others are
  // gone too, or at `until`. `busy` tells how many are with workers.
  void drain(SteadyTime until, const std::function<std::size_t()>& busy);

  // Closes whatever is still parked, and all that come later.
  void stop();

  std::size_t size() const;

 private:
  using Key = std::pair<SteadyTime, int>;  // deadline, descriptor

  void watch();
  void expire_overdue();
  int wait_time() const;
  std::unique_ptr<Connection> remove(int fd);

  const std::size_t capacity_;
  const Leave leave_;
  const int epoll_;
  const int wake_;
  mutable std::mutex mutex_;
  std::map<Key, std::unique_ptr<Connection>> by_deadline_;
  std::map<int, SteadyTime> deadlines_;
  bool draining_ = false;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace parvis::server
