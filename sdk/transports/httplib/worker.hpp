// One thread's way of carrying requests: it keeps a connection to the origins it last spoke to.
#pragma once

#include <httplib.h>

#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "parvis/httplib_transport.hpp"

namespace parvis {

class Worker {
 public:
  explicit Worker(HttplibOptions options) : options_(std::move(options)) {}
  ~Worker();

  // On the worker's thread. Never throws.
  Result<HttpResponse> carry(const HttpRequest& request);
  // On any thread: cuts off the request under way, be it connecting or waiting, and all later ones.
  void stop();

 private:
  struct Connection {
    std::string origin;
    std::unique_ptr<httplib::Client> client;
    int watched = -1;  // our duplicate of its socket
  };

  Result<HttpResponse> attempt(const HttpRequest& request);
  httplib::Client& connection_to(const std::string& origin);
  void configure(Connection& connection);
  void forget_oldest();
  void watch(Connection& connection, socket_t socket);
  bool stopped();
  Error failure(httplib::Error error, std::int64_t elapsed_ms);

  HttplibOptions options_;
  std::mutex mutex_;
  std::list<Connection> connections_;  // most recent first; the list and `watched` belong to the mutex
  bool stopped_ = false;
};

}  // namespace parvis
