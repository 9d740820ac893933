// What the rules take from the machine when nobody hands in something else.
#pragma once

#include <cstddef>
#include <cstdint>

namespace parvis::server {

std::int64_t system_clock_ms();
void system_random(unsigned char* out, std::size_t size);  // cryptographically secure

}  // namespace parvis::server
