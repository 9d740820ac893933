#include "base/json.hpp"

#include <string>

#include "base/utf8.hpp"
#include "fuzz_check.hpp"

using namespace parvis;

namespace {

void rewrite(JsonWriter& out, JsonValue value) {
  switch (value.type()) {
    case JsonValue::Type::kNull:
      out.null();
      break;
    case JsonValue::Type::kBool:
      out.boolean(value.boolean());
      break;
    case JsonValue::Type::kInteger:
      out.integer(value.integer());
      break;
    case JsonValue::Type::kString:
      out.string(value.text());
      break;
    case JsonValue::Type::kArray:
      out.begin_array();
      for (JsonValue element = value.first(); element; element = element.next()) rewrite(out, element);
      out.end_array();
      break;
    case JsonValue::Type::kObject:
      out.begin_object();
      for (JsonValue member = value.first(); member; member = member.next())
        rewrite(out.key(member.key()), member);
      out.end_object();
      break;
  }
}

std::string rewritten(const JsonDocument& document) {
  JsonWriter out;
  rewrite(out, document.root());
  return out.take();
}

}  // namespace

// What is accepted is UTF-8, and survives being written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = test::as_text(data, size);
  const auto first = JsonDocument::parse(text);
  if (!first.ok()) return 0;
  FUZZ_CHECK(utf8_valid(text));
  const std::string written = rewritten(first.value());
  const auto second = JsonDocument::parse(written);
  FUZZ_CHECK(second.ok());
  FUZZ_CHECK(rewritten(second.value()) == written);
  return 0;
}
