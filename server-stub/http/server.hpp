// The HTTP server: sockets, framing, compression, CORS and the access log around one function from request
// to answer. cpp-httplib listens, accepts and runs the worker threads; from the moment a socket is accepted
// it is a Connection of ours, because the library gives each open connection a thread, drops pipelined
// requests and repairs framing that must be refused.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/request.hpp"
#include "http/answering.hpp"
#include "http/connection.hpp"
#include "http/event_streams.hpp"
#include "parvis/error.hpp"

namespace parvis::server {

struct HttpOptions : AnsweringOptions {
  std::string host = "127.0.0.1";
  int port = 0;  // 0: any free one
  // Nothing but the answering function ever blocks a worker, and that mostly waits for the disk: so many
  // writers can share one commit. Threads come and go with the work.
  std::size_t workers = 128;
  std::size_t lots = 2;  // threads that watch connections and answer what is kept
  std::size_t max_connections = 10'000;
  ConnectionLimits limits;
  std::chrono::milliseconds drain{5'000};
  EventHub* events = nullptr;  // where answers that go on get their events; none: they end at once
  StreamLimits streams;
};

// Headers of everything that scripts of other sites may read: the API and the SDK's files.
HeaderList public_headers();

class HttpServer {
 public:
  // Called on worker threads, many at once. HEAD arrives as GET; OPTIONS does not arrive.
  using Respond = std::function<ApiResponse(const ApiRequest&)>;

  HttpServer(HttpOptions options, Respond respond);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Takes the port; the error says in plain words why it could not. Connections are accepted from here on
  // and answered as soon as run() is called.
  Result<int> bind();
  // Serves until stop(); then lets running requests finish. False when listening failed for good.
  bool run();
  // Any thread, any number of times, also before run().
  void stop();

  int port() const;
  std::string url() const;  // "http://127.0.0.1:8080"
  std::size_t parked() const;
  std::size_t streams() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace parvis::server
