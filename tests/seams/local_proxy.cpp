#include "local_proxy.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace parvis::test {
namespace {

sockaddr_in local(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

std::string read_head(int client) {
  std::string head;
  char c = 0;
  while (head.find("\r\n\r\n") == std::string::npos && recv(client, &c, 1, 0) == 1) head += c;
  return head;
}

void copy_both_ways(int one, int other) {
  pollfd both[] = {{one, POLLIN, 0}, {other, POLLIN, 0}};
  char bytes[4096];
  while (poll(both, 2, -1) > 0) {
    for (int i = 0; i < 2; ++i) {
      if (both[i].revents == 0) continue;
      const ssize_t got = recv(both[i].fd, bytes, sizeof bytes, 0);
      if (got <= 0) return;
      send(both[1 - i].fd, bytes, static_cast<std::size_t>(got), MSG_NOSIGNAL);
    }
  }
}

}  // namespace

LocalProxy::LocalProxy() : listener_(socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address = local(0);
  bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
  listen(listener_, 8);
  socklen_t length = sizeof address;
  getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

LocalProxy::~LocalProxy() {
  shutdown(listener_, SHUT_RDWR);
  thread_.join();
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (const int socket : open_) shutdown(socket, SHUT_RDWR);
  }
  for (std::thread& carrier : carriers_) carrier.join();
  for (const int socket : open_) close(socket);
  close(listener_);
}

std::string LocalProxy::address(const std::string& user) const {
  return "http://" + user + (user.empty() ? "" : "@") + "127.0.0.1:" + std::to_string(port_);
}

std::vector<std::string> LocalProxy::heads() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return heads_;
}

void LocalProxy::serve() {
  while (true) {
    const int client = accept(listener_, nullptr, nullptr);
    if (client < 0) return;
    const std::lock_guard<std::mutex> lock(mutex_);
    open_.push_back(client);
    carriers_.emplace_back([this, client] { carry(client); });
  }
}

// The targets of these tests all lie on this machine, so the port tells them apart.
void LocalProxy::carry(int client) {
  const std::string head = read_head(client);
  if (head.empty()) return;
  const bool tunnel = head.starts_with("CONNECT ");
  const std::size_t from = tunnel ? 8 : head.find("://") + 3;
  const int port = std::stoi(head.substr(head.find(':', from) + 1));
  const int server = socket(AF_INET, SOCK_STREAM, 0);
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    heads_.push_back(head);
    open_.push_back(server);
  }
  sockaddr_in address = local(port);
  if (connect(server, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) return;
  if (tunnel) {
    constexpr char kOpen[] = "HTTP/1.1 200 Connection established\r\n\r\n";
    send(client, kOpen, sizeof kOpen - 1, MSG_NOSIGNAL);
  } else {
    const std::size_t path = head.find('/', from);
    const std::string request = head.substr(0, head.find(' ') + 1) + head.substr(path);
    send(server, request.data(), request.size(), MSG_NOSIGNAL);
  }
  copy_both_ways(client, server);
}

}  // namespace parvis::test
