// A property that must hold for every input: the fuzzer reports the input for which it does not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#define FUZZ_CHECK(property)           \
  do {                                 \
    if (!(property)) __builtin_trap(); \
  } while (false)

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace parvis::test {

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace parvis::test
