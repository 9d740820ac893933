#include "hosts.hpp"

#include <utility>

#include "parvis/httplib_transport.hpp"
#ifdef PARVIS_DEMO_OFFLINE
#include "parvis/memory_transport.hpp"
#endif

namespace parvis::demo {

std::unique_ptr<Transport> make_transport(const Options& options) {
  if (!options.offline) return std::make_unique<HttplibTransport>();
#ifdef PARVIS_DEMO_OFFLINE
  MemoryOptions memory;
  memory.sites.clear();
  memory.demo_shop = true;
  return std::make_unique<MemoryTransport>(std::move(memory));
#else
  return nullptr;
#endif
}

}  // namespace parvis::demo
