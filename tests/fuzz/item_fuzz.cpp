#include "fuzz_check.hpp"
#include "protocol/items_wire.hpp"

using namespace parvis;

// An item that can be read comes back as it was, whoever wrote it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document = JsonDocument::parse(test::as_text(data, size));
  if (!document.ok()) return 0;
  const auto item = read_item(document.value().root());
  if (!item.ok()) return 0;
  JsonWriter out;
  write_item(out, item.value());
  const auto again_document = JsonDocument::parse(out.text());
  FUZZ_CHECK(again_document.ok());
  const auto again = read_item(again_document.value().root());
  FUZZ_CHECK(again.ok() && again.value() == item.value());
  return 0;
}
