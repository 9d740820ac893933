// Public test suites for JSON and UTF-8, where they are at hand: the folder that PARVIS_CORPORA names, else
// shared/corpora beside the checkout.
#ifdef PARVIS_SOURCE_DIR

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "base/json.hpp"
#include "base/utf8.hpp"

using namespace parvis;

namespace {

std::optional<std::string> corpus(const std::string& name) {
  const char* folder = std::getenv("PARVIS_CORPORA");
  const std::string path = folder != nullptr ? folder : PARVIS_SOURCE_DIR "/../shared/corpora";
  std::ifstream in(path + "/" + name, std::ios::binary);
  if (!in) {
    MESSAGE("skipped: no corpora");
    return std::nullopt;
  }
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string from_base64(std::string_view text) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned pending = 0;
  int bits = 0;
  for (const char c : text) {
    const std::size_t digit = kDigits.find(c);
    if (digit == kDigits.npos) break;
    pending = (pending << 6 | static_cast<unsigned>(digit)) & 0xFFFF;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out.push_back(static_cast<char>(pending >> bits & 0xFF));
  }
  return out;
}

// Where our wire is stricter than JSON: integers only, and no key twice.
bool stricter_here(std::string_view name, std::string_view text) {
  const bool numbers = name.find("number") != name.npos || name.find("real") != name.npos;
  return name.starts_with("y_object_duplicated_key") || (numbers && text.find_first_of(".eE") != text.npos);
}

}  // namespace

TEST_CASE("the JSON reader agrees with JSONTestSuite, but for floats and duplicate keys") {
  const auto text = corpus("text/json-test-suite.json");
  if (!text) return;
  const auto suite = JsonDocument::parse(*text);
  CHECK(suite.ok());
  if (!suite.ok()) return;
  int checked = 0;
  for (JsonValue entry = suite.value().root().first(); entry; entry = entry.next()) {
    const std::string name(entry["name"].text());
    const std::string raw = from_base64(entry["raw_b64"].text());
    const bool accepted = JsonDocument::parse(raw).ok();
    CAPTURE(name);
    if (entry["expect"].text() == "reject") CHECK_FALSE(accepted);
    if (entry["expect"].text() == "accept") CHECK(accepted == !stricter_here(name, raw));
    ++checked;
  }
  CHECK(checked > 300);
}

TEST_CASE("the UTF-8 check agrees with Markus Kuhn's stress test") {
  const auto text = corpus("text/kuhn-utf8-lines.json");
  if (!text) return;
  const auto lines = JsonDocument::parse(*text);
  CHECK(lines.ok());
  if (!lines.ok()) return;
  int checked = 0;
  for (JsonValue line = lines.value().root().first(); line; line = line.next()) {
    CAPTURE(checked);
    CHECK(utf8_valid(from_base64(line["raw_b64"].text())) == (line["validity"].text() == "valid"));
    ++checked;
  }
  CHECK(checked > 100);
}

#endif
