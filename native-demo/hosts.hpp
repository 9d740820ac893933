// Where the demo's requests go.
#pragma once

#include <cstdint>
#include <memory>

#include "options.hpp"
#include "parvis/host.hpp"

namespace parvis::demo {

// Over HTTP, or with `offline` into the server's own rules on data in memory. Empty: not in this build.
std::unique_ptr<Transport> make_transport(const Options& options, const std::int64_t& clock_shift_ms);

}  // namespace parvis::demo
