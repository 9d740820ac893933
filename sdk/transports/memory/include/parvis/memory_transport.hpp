// The reference server inside the process: its own request handler on a store that lives as long as this
// object. For tests, demos and working offline. Given a clock and a seeded source of random bytes, the same
// calls give the same answers. Create, use and destroy it on one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parvis/host.hpp"

namespace parvis {

struct MemorySite {
  std::string name;
  std::vector<std::string> origins;
};

struct MemoryOptions {
  std::vector<MemorySite> sites = {{"shop", {"https://shop.example"}}};
  std::function<std::int64_t()> clock = {};  // milliseconds since the Unix epoch; empty: the system's
  RandomBytes random = {};                   // empty: the system's secure source
  bool rate_limits = false;
  bool demo_shop = false;       // also the site "demo" with pages and comments to look at
  int latency_polls = 1;        // answers come with this poll after send, and
  std::int64_t latency_ms = 0;  // not before this time by the clock
};

class MemoryTransport final : public Transport {
 public:
  explicit MemoryTransport(MemoryOptions options = {});
  ~MemoryTransport() override;
  MemoryTransport(const MemoryTransport&) = delete;
  MemoryTransport& operator=(const MemoryTransport&) = delete;

  void send(HttpRequest request, Done done) override;
  void poll() override;

  // One request answered at once, past all latency and faults: for seeding and for looking.
  HttpResponse answer(const HttpRequest& request);
  // The key with which the owner of a site moderates; empty for an unknown site.
  std::string owner_key(std::string_view site) const;

  // Faults, for the requests sent from now on.
  // The next `count` requests do not reach the server: answered with `status` and nothing else, or not at all
  // when it is 0.
  void fail_next(int count, int status, std::int64_t retry_after_ms = 0);
  // The next `count` requests take effect, but their answers are lost on the way.
  void lose_next_answers(int count);
  void set_offline(bool offline);
  void set_latency(int polls, std::int64_t milliseconds = 0);

  // Every request handed to send() so far, in order.
  const std::vector<HttpRequest>& requests() const;
  void forget_requests();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace parvis
