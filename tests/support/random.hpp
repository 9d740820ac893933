// A small seeded generator, the same sequence on every platform.
#pragma once

#include <cstdint>

namespace parvis::test {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 2862933555777941757U + 3037000493U) {}

  std::uint64_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }
  // 0 … bound - 1
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>((next() >> 11) % bound); }
  bool one_in(std::size_t chances) { return below(chances) == 0; }

 private:
  std::uint64_t state_;
};

}  // namespace parvis::test
