// Carries requests over HTTP and HTTPS for native programs. Connections are made and used on threads of its
// own; whatever they bring is handed over in poll(), on the caller's thread. Create, use and destroy it on
// one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "parvis/host.hpp"

namespace parvis {

struct HttplibOptions {
  std::int64_t connect_timeout_ms = 10'000;
  std::int64_t answer_timeout_ms = 30'000;  // without any byte arriving
  int connections = 4;                      // requests under way at once, each on a thread of its own
  std::string user_agent;                   // empty: "parvis/" and the version
};

class HttplibTransport final : public Transport {
 public:
  explicit HttplibTransport(HttplibOptions options = {});
  // Cuts off what is under way and returns within about a second; answers not yet delivered are dropped.
  ~HttplibTransport() override;
  HttplibTransport(const HttplibTransport&) = delete;
  HttplibTransport& operator=(const HttplibTransport&) = delete;

  void send(HttpRequest request, Done done) override;
  void poll() override;

 private:
  struct Shared;  // with the threads
  std::shared_ptr<Shared> shared_;
};

}  // namespace parvis
