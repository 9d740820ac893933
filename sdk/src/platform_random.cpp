#include "platform_random.hpp"

#if defined(_WIN32)
#include <windows.h>
// after windows.h, which it needs
#include <bcrypt.h>
#elif !defined(__wasm__)
#include <sys/random.h>
#include <unistd.h>
#endif

namespace parvis {

#if defined(_WIN32)

void platform_random(unsigned char* out, std::size_t size) {
  const auto length = static_cast<ULONG>(size);
  if (BCryptGenRandom(nullptr, out, length, BCRYPT_USE_SYSTEM_PREFERRED_RNG) != 0) __builtin_trap();
}

#elif defined(__wasm__)

// A module has no platform of its own: its host hands a source in, always.
void platform_random(unsigned char*, std::size_t) { __builtin_trap(); }

#else

void platform_random(unsigned char* out, std::size_t size) {
  constexpr std::size_t kMost = 256;  // that getentropy gives at once
  while (size > 0) {
    const std::size_t part = size < kMost ? size : kMost;
    // A token that could be guessed is worse than no program.
    if (getentropy(out, part) != 0) __builtin_trap();
    out += part;
    size -= part;
  }
}

#endif

}  // namespace parvis
