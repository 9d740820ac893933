#include "stub/delivery.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace parvis::server {

namespace {

constexpr int kReaderPatience = 10'000;  // ms that a client may take to read on

// The sockets never block; a worker of a test double may.
bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
      continue;
    }
    if (errno == EINTR) continue;
    pollfd ready{socket, POLLOUT, 0};
    if ((errno != EAGAIN && errno != EWOULDBLOCK) || ::poll(&ready, 1, kReaderPatience) <= 0) return false;
  }
  return true;
}

// Neither JSON nor text, whatever it was announced as.
std::string garbage(std::size_t size) {
  std::string bytes = "\xff\xfe{[\"";
  for (std::size_t i = 0; bytes.size() < size; ++i) bytes += static_cast<char>((i * 193 + 0x80) & 0xff);
  return bytes;
}

}  // namespace

bool Patience::wait(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  return !ended_.wait_for(lock, time, [this] { return over_; });
}

void Patience::end() {
  {
    std::lock_guard lock(mutex_);
    over_ = true;
  }
  ended_.notify_all();
}

void drop_connection(ApiResponse& response) {
  response.deliver = [](int socket, std::string_view) {
    // A reset, which no client can take for an empty answer.
    const linger at_once{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  };
}

void spoil(ApiResponse& response, const Fault& fault, Patience& patience) {
  if (fault.garbage) response.body = garbage(std::max<std::size_t>(response.body.size(), 16));
  if (fault.truncate == Fault::kAll && fault.drip_ms == 0) return;
  response.deliver = [fault, &patience](int socket, std::string_view bytes) {
    const std::size_t body = bytes.find("\r\n\r\n") + 4;
    if (fault.truncate != Fault::kAll)
      bytes = bytes.substr(0, body + static_cast<std::size_t>(fault.truncate));
    if (fault.drip_ms == 0) return void(send_all(socket, bytes));
    while (!bytes.empty()) {
      const auto drop = bytes.substr(0, static_cast<std::size_t>(fault.drip_bytes));
      if (!send_all(socket, drop)) return;
      bytes.remove_prefix(drop.size());
      if (!bytes.empty() && !patience.wait(std::chrono::milliseconds(fault.drip_ms))) return;
    }
  };
}

}  // namespace parvis::server
