// Where connections wait without a thread of their own: one epoll thread watches all of them, lets each go on
// as far as that takes no waiting when its socket is ready, and ends it when its deadline has passed.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <unordered_map>
#include <utility>

#include "http/connection.hpp"
#include "http/ready_sockets.hpp"

namespace parvis::server {

class Parking {
 public:
  using HandOver = std::function<void(std::unique_ptr<Connection>, Connection::Next)>;

  // `hand_over` takes connections that shall not wait here any more; it is called on the epoll thread and
  // must not block. Over `capacity` the connection nearest to its deadline has to go, so that sockets which
  // only sit there never lock a new visitor out.
  Parking(std::size_t capacity, HandOver hand_over);
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
  using Deadline = std::pair<SteadyTime, int>;  // when, descriptor
  struct Place {
    std::unique_ptr<Connection> connection;  // empty while the epoll thread has it in hand
    std::uint32_t events = 0;
    SteadyTime listed;  // in by_deadline_; the real deadline is this or later
  };

  void watch();
  void go_on(int fd);
  void settle(std::unique_ptr<Connection> connection, Connection::Next next);
  void expire_overdue();
  int wait_time() const;
  void list(int fd, Place& place, SteadyTime when);
  std::unique_ptr<Connection> remove(int fd);
  std::unique_ptr<Connection> remove_nearest();

  const std::size_t capacity_;
  const HandOver hand_over_;
  ReadySockets sockets_;
  mutable std::mutex mutex_;
  std::unordered_map<int, Place> places_;
  std::set<Deadline> by_deadline_;
  bool draining_ = false;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace parvis::server
