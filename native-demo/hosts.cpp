#include "hosts.hpp"

#include <chrono>
#include <utility>

#include "parvis/httplib_transport.hpp"
#ifdef PARVIS_DEMO_OFFLINE
#include "parvis/memory_transport.hpp"
#endif

namespace parvis::demo {

std::unique_ptr<Transport> make_transport(const Options& options,
                                          [[maybe_unused]] const std::int64_t& clock_shift_ms) {
  if (!options.offline) return std::make_unique<HttplibTransport>();
#ifdef PARVIS_DEMO_OFFLINE
  MemoryOptions memory;
  memory.sites.clear();
  memory.demo_shop = true;
  memory.clock = [&clock_shift_ms] {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count() + clock_shift_ms;
  };
  return std::make_unique<MemoryTransport>(std::move(memory));
#else
  return nullptr;
#endif
}

}  // namespace parvis::demo
