#include "http_fixture.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <ctime>

#include "http/header_check.hpp"

namespace parvis::test {

using namespace std::chrono_literals;

server::HttpOptions RunningServer::quick() {
  server::HttpOptions options;
  options.workers = 2;
  options.access_log = false;
  options.default_headers = server::public_headers();
  options.limits.header = 1000ms;
  options.limits.body = 1000ms;
  options.limits.linger = 300ms;
  options.limits.max_body = 64 * 1024;
  options.drain = 2s;
  return options;
}

server::ApiResponse RunningServer::echo(const server::ApiRequest& request) {
  server::ApiResponse response;
  response.content_type = "application/octet-stream";
  response.body = request.method + " " + request.path + "|";
  for (const auto& [name, value] : request.query) response.body += name + "=" + value + ";";
  response.body += "|" + request.client_address + "|" + request.body;
  return response;
}

RunningServer::RunningServer(server::HttpOptions options, server::HttpServer::Respond respond)
    : server_(std::move(options), std::move(respond)) {
  const auto port = server_.bind();
  CHECK(port.ok());
  thread_ = std::thread([this] { CHECK(server_.run()); });
}

RunningServer::~RunningServer() {
  server_.stop();
  thread_.join();
}

bool RunningServer::parks(std::size_t count) const {
  for (int i = 0; i < 2000 && server_.parked() != count; ++i) std::this_thread::sleep_for(5ms);
  return server_.parked() == count;
}

std::string Answer::header(std::string_view name) const {
  std::string_view rest = head;
  while (!rest.empty()) {
    const auto end = rest.find("\r\n");
    const auto line = rest.substr(0, end);
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && server::to_lower(line.substr(0, colon)) == name)
      return std::string(server::trim(line.substr(colon + 1)));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 2);
  }
  return {};
}

RawClient::RawClient(int port, int receive_buffer) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (receive_buffer > 0) ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  CHECK(::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  const int on = 1;
  ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const timeval patience{5, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
}

RawClient::~RawClient() { ::close(fd_); }

void RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return;  // the server may have had enough; the answer tells
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void RawClient::finish_sending() { ::shutdown(fd_, SHUT_WR); }

bool RawClient::fill() {
  std::array<char, 16 * 1024> bytes;
  const auto count = ::recv(fd_, bytes.data(), bytes.size(), 0);
  if (count > 0) buffer_.append(bytes.data(), static_cast<std::size_t>(count));
  return count > 0;
}

Answer RawClient::receive(bool bodiless) {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
    if (!fill()) return {};
  Answer answer;
  answer.head = buffer_.substr(0, end);
  buffer_.erase(0, end + 4);
  if (answer.head.size() > 12) answer.status = std::atoi(answer.head.c_str() + 9);
  const auto length =
      bodiless ? 0 : static_cast<std::size_t>(std::atoll(answer.header("content-length").c_str()));
  while (buffer_.size() < length)
    if (!fill()) return {};
  answer.body = buffer_.substr(0, length);
  buffer_.erase(0, length);
  return answer;
}

std::optional<std::string> RawClient::receive_chunk() {
  std::size_t line = 0;
  while ((line = buffer_.find("\r\n")) == std::string::npos)
    if (!fill()) return std::nullopt;
  const auto size = static_cast<std::size_t>(std::strtoul(buffer_.c_str(), nullptr, 16));
  while (buffer_.size() < line + 2 + size + 2)
    if (!fill()) return std::nullopt;
  std::string chunk = buffer_.substr(line + 2, size);
  buffer_.erase(0, line + 2 + size + 2);
  return chunk;
}

bool RawClient::receive_until(std::string_view bytes) {
  while (buffer_.find(bytes) == std::string::npos)
    if (!fill()) return false;
  return true;
}

bool RawClient::closed() {
  if (!buffer_.empty()) return false;
  char byte = 0;
  return ::recv(fd_, &byte, 1, 0) == 0;
}

double idle_cpu() {
  const auto from = std::chrono::steady_clock::now();
  const std::clock_t before = std::clock();
  std::this_thread::sleep_for(500ms);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - from;
  return static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC / took.count();
}

std::string get(std::string_view target, std::string_view header_lines) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: a.example\r\n" + std::string(header_lines) +
         "\r\n";
}

std::string post(std::string_view target, std::string_view body, std::string_view header_lines) {
  return "POST " + std::string(target) +
         " HTTP/1.1\r\nHost: a.example\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(header_lines) + "\r\n" + std::string(body);
}

}  // namespace parvis::test
