#include "hosts.hpp"

#include <chrono>
#include <utility>

#include "parvis/httplib_transport.hpp"
#ifdef PARVIS_DEMO_OFFLINE
#include "parvis/memory_transport.hpp"
#endif

namespace parvis::demo {
namespace {

Host over_http(std::function<void()> wake) {
  HttplibOptions options;
  options.wake = std::move(wake);
  auto transport = std::make_unique<HttplibTransport>(std::move(options));
  auto follow = [http = transport.get()](Client* client) { http->follow(client); };
  return {std::move(transport), std::move(follow)};
}

}  // namespace

Host make_host(const Options& options, [[maybe_unused]] const std::int64_t& clock_shift_ms,
               std::function<void()> wake) {
  if (!options.offline) return over_http(std::move(wake));
#ifdef PARVIS_DEMO_OFFLINE
  MemoryOptions memory;
  memory.sites.clear();
  memory.demo_shop = true;
  memory.clock = [&clock_shift_ms, pinned = options.now_ms] {
    using namespace std::chrono;
    auto now = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    return (pinned == 0 ? now : pinned) + clock_shift_ms;
  };
  return {.transport = std::make_unique<MemoryTransport>(std::move(memory))};
#else
  return {};
#endif
}

}  // namespace parvis::demo
