// The client: one per server and site. It owns the queue of requests, retries, the outbox and the state
// that widgets share. Create it, the widgets, and call poll() all on one thread; there are no others.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "parvis/host.hpp"
#include "parvis/model.hpp"
#include "parvis/visibility.hpp"

namespace parvis {

class ClientCore;  // private

struct ClientOptions {
  std::string server;  // "https://community.example", no trailing slash needed
  std::string site;    // empty: the server finds the site by the page's address
  std::string language = "en";
  RandomBytes random = {};  // empty: the platform's secure source (native only; wasm hosts hand one in)
  // Everything mounted is read again this often, so that others' actions show; 0: never.
  std::int64_t reread_every_ms = 60'000;
  // Keep when each page was read last, to tell what is new, even for readers who never acted.
  bool remember_visits = false;
};

class PARVIS_PUBLIC Client {
 public:
  // `transport` and `storage` must outlive the client.
  Client(ClientOptions options, Transport& transport, Storage& storage);
  // Widgets still alive keep their last state; their verbs do nothing any more.
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Delivers answers, runs timers, then calls every changed widget's on_change. `now_ms` is the time in
  // milliseconds since the Unix epoch. Returns when it wants to be called next (kNever: only after an
  // action or an answer). Calling more often is cheap; calling from on_change is refused and does nothing.
  std::int64_t poll(std::int64_t now_ms);
  static constexpr std::int64_t kNever = INT64_MAX;

  // True while an accepted action has not been answered yet.
  bool busy() const;

  // Asks the server again for everything mounted.
  void refresh();
  // Something changed on a page: the data of one event of the server's stream (GET /v1/events), or
  // {"type":"reset"} where the stream lost its place.
  Status push(std::string_view json);
  // The address of that stream for all that is mounted; empty while no page is known to the server yet. Ask
  // it with the parameter `after` or the header Last-Event-ID, at first newest_event() if that is not empty.
  std::string events_address() const;
  // Id of the newest event that is known from the answers to reads; empty: none is.
  std::string newest_event() const;

  ClientCore& core() { return *core_; }  // for the widgets

 private:
  std::unique_ptr<ClientCore> core_;
};

}  // namespace parvis
