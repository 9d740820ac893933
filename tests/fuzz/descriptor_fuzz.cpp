#include "fuzz_check.hpp"
#include "protocol/items_wire.hpp"

using namespace parvis;

// What is understood is written in a form that is understood alike.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto descriptor = read_descriptor(test::as_text(data, size));
  if (!descriptor.ok()) return 0;
  const auto again = read_descriptor(write_descriptor(descriptor.value()));
  FUZZ_CHECK(again.ok() && again.value() == descriptor.value());
  return 0;
}
