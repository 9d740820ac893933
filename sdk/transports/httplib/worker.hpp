// One thread's way of carrying requests: it keeps a connection to the origins it last spoke to.
#pragma once

#include <httplib.h>

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "parvis/httplib_transport.hpp"
#include "proxy.hpp"

namespace parvis {

class Worker {
 public:
  Worker(HttplibOptions options, ProxyRules proxies)
      : options_(std::move(options)), proxies_(std::move(proxies)) {}
  ~Worker();

  // On the worker's thread. Never throws.
  Result<HttpResponse> carry(const HttpRequest& request);
  // Reads an endless answer until it ends, breaks or is stopped; `receive` gets its bytes. Answers what an
  // ordinary request would have: status 200 when the stream merely ended.
  using Receive = std::function<void(std::string_view bytes)>;
  Result<HttpResponse> listen(const std::string& url, const std::string& last_event_id,
                              const Receive& receive);
  // On any thread: cuts off the request under way, be it connecting or waiting, and all later ones.
  void stop();
  bool stopped();

 private:
  struct Connection {
    std::string origin;
    std::unique_ptr<httplib::Client> client;
    int watched = -1;  // our duplicate of its socket
  };

  Result<HttpResponse> attempt(const HttpRequest& request);
  Result<HttpResponse> perform(const std::string& url, httplib::Request& wire, std::string& body);
  httplib::Client& connection_to(const std::string& origin);
  void configure(Connection& connection);
  void forget_oldest();
  void watch(Connection& connection, socket_t socket);
  Error failure(httplib::Error error, std::int64_t elapsed_ms);

  HttplibOptions options_;
  ProxyRules proxies_;
  std::mutex mutex_;
  std::list<Connection> connections_;  // most recent first; the list and `watched` belong to the mutex
  bool stopped_ = false;
};

}  // namespace parvis
