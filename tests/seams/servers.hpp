// Servers of a test, each with a thread and a port of its own, and a caller that waits for answers.
#pragma once

#include <doctest/doctest.h>
#include <httplib.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "parvis/httplib_transport.hpp"

namespace parvis::test {

inline bool wait_until(const std::function<bool()>& holds) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!holds()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

// Serves what the test has put into `server` by then.
class Serving {
 public:
  Serving(httplib::Server& server, std::string scheme)
      : server_(server), scheme_(std::move(scheme)), port_(server.bind_to_any_port("127.0.0.1")) {
    server_.set_keep_alive_max_count(100);
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    CHECK(wait_until([this] { return server_.is_running(); }));
  }
  ~Serving() {
    server_.stop();
    thread_.join();
  }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  int port() const { return port_; }
  std::string address(const std::string& host = "127.0.0.1") const {
    return scheme_ + "://" + host + ":" + std::to_string(port_);
  }

 private:
  httplib::Server& server_;
  std::string scheme_;
  int port_;
  std::thread thread_;
};

inline Result<HttpResponse> call(HttplibTransport& transport, const std::string& url) {
  std::optional<Result<HttpResponse>> got;
  transport.send({"GET", url, {}}, [&](Result<HttpResponse> result) { got.emplace(std::move(result)); });
  const bool came = wait_until([&] {
    transport.poll();
    return got.has_value();
  });
  return came ? std::move(*got)
              : Result<HttpResponse>(Error{ErrorCode::kInternal, "the test waited in vain", 0});
}

}  // namespace parvis::test
