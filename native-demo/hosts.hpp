// Where the demo's requests go.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "options.hpp"
#include "parvis/client.hpp"
#include "parvis/host.hpp"

namespace parvis::demo {

struct Host {
  std::unique_ptr<Transport> transport;  // empty: not in this build
  // Keeps the server's live events coming for this client; with nullptr no more.
  std::function<void(Client*)> follow = [](Client*) {};
};

// Over HTTP, or with `offline` into the server's own rules on data in memory. `wake` is called, on any
// thread, when there is something to poll for.
Host make_host(const Options& options, const std::int64_t& clock_shift_ms, std::function<void()> wake);

}  // namespace parvis::demo
