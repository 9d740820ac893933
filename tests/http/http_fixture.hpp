// A server on a port that the kernel chose, and a client that sends raw bytes.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "http/server.hpp"

namespace parvis::test {

// Answers from another thread until it is destroyed. Without an answering function it echoes what the api
// layer would see: "METHOD PATH|name=value…|client address|body".
class RunningServer {
 public:
  explicit RunningServer(server::HttpOptions options = quick(), server::HttpServer::Respond respond = echo);
  ~RunningServer();

  // Short deadlines, few workers, no log.
  static server::HttpOptions quick();
  static server::ApiResponse echo(const server::ApiRequest& request);

  int port() const { return server_.port(); }
  server::HttpServer& server() { return server_; }
  // Waits until this many connections are parked; false when that does not happen in ten seconds.
  bool parks(std::size_t count) const;

 private:
  server::HttpServer server_;
  std::thread thread_;
};

struct Answer {
  int status = 0;  // 0: the connection ended before an answer
  std::string head;
  std::string body;

  // The value of a header, "" when absent; `name` in lower case.
  std::string header(std::string_view name) const;
};

class RawClient {
 public:
  // `receive_buffer`: of the kernel, in bytes; 0: its default.
  explicit RawClient(int port, int receive_buffer = 0);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  void send(std::string_view bytes);
  void finish_sending();  // half-close
  // The next answer on the connection, by its Content-Length. `bodiless`: to a HEAD request.
  Answer receive(bool bodiless = false);
  // The next chunk of a chunked answer; empty: the last one; none: the connection ended before.
  std::optional<std::string> receive_chunk();
  // False when the connection ends before these bytes came.
  bool receive_until(std::string_view bytes);
  // True when the server closes, without further bytes, within five seconds.
  bool closed();

  Answer exchange(std::string_view bytes) {
    send(bytes);
    return receive();
  }

 private:
  bool fill();

  int fd_ = -1;
  std::string buffer_;
};

// The share of one core that this process, server and clients, takes for half a second of doing nothing.
double idle_cpu();

// "GET /path HTTP/1.1" with a Host and whatever header lines are given, each ending in CRLF.
std::string get(std::string_view target, std::string_view header_lines = {});
std::string post(std::string_view target, std::string_view body, std::string_view header_lines = {});

}  // namespace parvis::test
