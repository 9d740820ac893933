// What one thread waits for: its sockets, and other threads that wake it.
#pragma once

#include <sys/epoll.h>
#include <sys/eventfd.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace parvis::server {

class ReadySockets {
 public:
  ReadySockets();
  ~ReadySockets();
  ReadySockets(const ReadySockets&) = delete;
  ReadySockets& operator=(const ReadySockets&) = delete;

  bool add(int fd, std::uint32_t events) { return control(EPOLL_CTL_ADD, fd, events); }
  bool change(int fd, std::uint32_t events) { return control(EPOLL_CTL_MOD, fd, events); }
  void remove(int fd) { control(EPOLL_CTL_DEL, fd, 0); }
  void wake() { ::eventfd_write(wake_, 1); }  // any thread

  // Calls `ready(fd, events)` for each socket that is ready.
  template <typename Ready>
  void wait(int timeout_ms, Ready&& ready) {
    const int count = ::epoll_wait(epoll_, events_.data(), static_cast<int>(events_.size()), timeout_ms);
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events_[static_cast<std::size_t>(i)];
      if (event.data.fd != wake_) {
        ready(event.data.fd, event.events);
        continue;
      }
      eventfd_t ignored = 0;
      ::eventfd_read(wake_, &ignored);
    }
  }

 private:
  bool control(int operation, int fd, std::uint32_t events);

  const int epoll_;
  const int wake_;
  std::array<epoll_event, 64> events_{};
};

}  // namespace parvis::server
