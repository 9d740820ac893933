// The platform's cryptographically secure source of random bytes.
#pragma once

#include <cstddef>

namespace parvis {

void platform_random(unsigned char* out, std::size_t size);

}  // namespace parvis
