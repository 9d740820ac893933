// Carries requests over HTTP and HTTPS for native programs. Connections are made and used on threads of its
// own; whatever they bring is handed over in poll(), on the caller's thread. Create, use and destroy it on
// one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "parvis/host.hpp"
#include "parvis/visibility.hpp"

namespace parvis {

struct HttplibOptions {
  std::int64_t connect_timeout_ms = 10'000;
  std::int64_t answer_timeout_ms = 30'000;  // without any byte arriving
  int connections = 4;                      // requests under way at once, each on a thread of its own
  std::string user_agent = {};              // empty: "parvis/" and the version
  std::int64_t total_timeout_ms = 120'000;  // for the whole of an answer that trickles in
  // Certificates of servers are always verified: against this file of certificates (PEM), or the system's.
  std::string ca_file = {};
  // "http://[user:password@]host:port", or "direct". Empty: as https_proxy, http_proxy, all_proxy and
  // no_proxy of the environment say when the transport is made, which never concern this very machine.
  std::string proxy = {};
  std::int64_t silence_ms = 50'000;  // a stream of events without a sign of life so long is opened anew
  // Called, on a thread of the transport's own, when poll() has something to deliver: to end the wait of an
  // event loop, and for nothing else.
  std::function<void()> wake = {};
};

class Client;

class PARVIS_PUBLIC HttplibTransport final : public Transport {
 public:
  explicit HttplibTransport(HttplibOptions options = {});
  // Cuts off what is under way and returns within about a second; answers not yet delivered are dropped.
  ~HttplibTransport() override;
  HttplibTransport(const HttplibTransport&) = delete;
  HttplibTransport& operator=(const HttplibTransport&) = delete;

  void send(HttpRequest request, Done done) override;
  void poll() override;

  // Ends what is under way and what waits: the next poll() delivers it as kCancelled.
  void cancel();
  // Keeps the server's stream of events open for whatever the client has mounted, and hands each event to
  // Client::push in poll(). The client must live until follow(nullptr) or the last poll().
  void follow(Client* client);

 private:
  struct PARVIS_PRIVATE Shared;  // with the threads
  std::shared_ptr<Shared> shared_;
  struct PARVIS_PRIVATE Following;
  std::unique_ptr<Following> following_;
};

}  // namespace parvis
