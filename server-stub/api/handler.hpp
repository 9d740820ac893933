// The whole API as one function from request to response: no sockets, no threads of its own. The http layer,
// the memory transport and the contract tests all call this.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "api/request.hpp"
#include "parvis/host.hpp"
#include "rules/events.hpp"
#include "rules/system.hpp"
#include "store/store.hpp"

namespace parvis::server {

using Clock = std::function<std::int64_t()>;  // milliseconds since the Unix epoch

struct HandlerOptions {
  Clock clock = {};         // empty: the system's
  RandomBytes random = {};  // empty: the system's secure source
  bool rate_limits = true;
  EventHub* events = nullptr;   // where writes are told of; none: a hub of the handler's own
  std::string public_url = {};  // where browsers reach this server; empty: "http://" and the Host header
};

// Safe to call from many threads at once.
class Handler {
 public:
  // `store` must outlive the handler.
  Handler(Store& store, HandlerOptions options);
  ~Handler();
  Handler(const Handler&) = delete;
  Handler& operator=(const Handler&) = delete;

  // Answers every request, errors as RFC 9457 problem documents. Never throws.
  ApiResponse handle(const ApiRequest& request);
  // What has to be done once a minute; requests see to it too, so this is for quiet hours.
  void tidy();

 private:
  struct Impl;
  Impl* impl_;
};

}  // namespace parvis::server
