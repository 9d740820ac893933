// Fault rules and seed files of the test double.
#include "base/json.hpp"
#include "fuzz_check.hpp"
#include "stub/fault.hpp"
#include "stub/world.hpp"

using namespace parvis;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = test::as_text(data, size);
  const auto document = JsonDocument::parse(text);
  if (document.ok()) {
    auto rule = server::read_fault_rule(document.value().root());
    if (rule.ok()) {
      FUZZ_CHECK(rule.value().every >= 1 && rule.value().fault.delay_ms >= 0);
      (void)server::matches(rule.value(), {"GET", "/v1/read", {}, {}, {}, {}}, "demo");
      (void)server::falls_due(rule.value(), 0, false);
    }
  }
  // A crowd of millions is a wish that a test file may have, and a fuzzer's way to hang.
  if (text.find("times") != std::string_view::npos) return 0;
  server::WorldOptions options;
  options.seed = text;
  (void)server::World::make(options);
  return 0;
}
