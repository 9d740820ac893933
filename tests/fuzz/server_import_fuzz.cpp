// Import files: whatever they hold, either all of a sound site comes in or nothing does.
#include <sstream>
#include <string>

#include "fuzz_check.hpp"
#include "store/sqlite_transfer.hpp"

using namespace parvis;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::istringstream in{std::string(test::as_text(data, size))};
  const auto name = server::read_site(":memory:", in);
  if (!name.ok()) FUZZ_CHECK(name.error().code == ErrorCode::kStorage);
  return 0;
}
