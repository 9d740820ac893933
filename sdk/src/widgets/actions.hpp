// What a controller asks of the client that carries its actions to the server.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/requests.hpp"

namespace parvis {

// Who acted. `key` is set when the same action was already sent elsewhere under that idempotency key (the
// web's loader before the core was there); sending it again is then harmless and brings its answer here.
struct Origin {
  std::uint64_t subscription = 0;
  std::string key = {};
};

class Actions {
 public:
  virtual ~Actions() {}

  // Queues the action and answers its idempotency key; empty when the queue is full.
  virtual std::string submit(const Write& write, const Origin& origin) = 0;
  // Takes an action back that was never sent. False: it may have reached the server.
  virtual bool withdraw(std::string_view key) = 0;

  // Small values kept on the device; empty when there is none.
  virtual std::string remembered(std::string_view name) = 0;
  virtual void remember(std::string_view name, std::string_view value) = 0;

  virtual std::int64_t now_ms() const = 0;
};

}  // namespace parvis
