#include "http/ready_sockets.hpp"

#include <unistd.h>

namespace parvis::server {

ReadySockets::ReadySockets()
    : epoll_(::epoll_create1(EPOLL_CLOEXEC)), wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  add(wake_, EPOLLIN);
}

ReadySockets::~ReadySockets() {
  ::close(wake_);
  ::close(epoll_);
}

bool ReadySockets::control(int operation, int fd, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.fd = fd;
  return ::epoll_ctl(epoll_, operation, fd, &event) == 0;
}

}  // namespace parvis::server
