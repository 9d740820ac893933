// The two seams between Parvis and the outside world, both supplied by the host: Transport carries bytes
// to the server, Storage keeps a few small values on the device. Everything in this header is used from
// one thread only, the one that calls Client::poll.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "parvis/error.hpp"

namespace parvis {

struct HttpRequest {
  std::string method;  // "GET" or "POST"
  std::string url;     // absolute, never contains a secret
  std::string body;    // POST only, JSON; sent as text/plain;charset=UTF-8 so that browsers need no preflight
};

struct HttpResponse {
  int status = 0;
  std::int64_t retry_after_ms = 0;  // from the Retry-After header; 0 when absent
  std::string body;
};

// Carries one request to the server. Retry, back-off, ordering and idempotency belong to the client, so a
// transport makes exactly one attempt.
class Transport {
 public:
  using Done = std::function<void(Result<HttpResponse>)>;

  virtual ~Transport() {}

  // Returns at once. `done` is called exactly once, from inside poll() and never from inside send(): with
  // the response whatever its status, or with kNetwork, kTimeout or kCancelled when none arrived.
  virtual void send(HttpRequest request, Done done) = 0;

  // Delivers what has arrived since the last call. Client::poll calls it.
  virtual void poll() = 0;
};

// Small values that outlive the process: the visitor token, the outbox, the Mastodon instance. Nothing is
// ever written before the visitor acts.
class Storage {
 public:
  virtual ~Storage() {}
  virtual std::optional<std::string> get(std::string_view key) = 0;
  // False when the value could not be kept; the client then works on for this session only.
  virtual bool set(std::string_view key, std::string_view value) = 0;
  virtual void remove(std::string_view key) = 0;
};

// Fills `size` bytes from the platform's cryptographically secure source. Tests hand in a seeded one.
using RandomBytes = std::function<void(unsigned char* out, std::size_t size)>;

}  // namespace parvis
