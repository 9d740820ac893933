#include "rules/system.hpp"

#include <sys/random.h>

#include <algorithm>
#include <chrono>

namespace parvis::server {

std::int64_t system_clock_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

void system_random(unsigned char* out, std::size_t size) {
  constexpr std::size_t kMost = 256;  // what getrandom gives in one piece
  for (std::size_t done = 0; done < size;) {
    const ssize_t got = getrandom(out + done, std::min(kMost, size - done), 0);
    if (got > 0) done += static_cast<std::size_t>(got);
  }
}

}  // namespace parvis::server
