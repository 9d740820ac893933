// Our own cases: what a reader types, and the tree that everybody draws.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "protocol/items_wire.hpp"
#include "rules/markdown.hpp"

using namespace parvis;
using namespace parvis::server;

TEST_CASE("each case of cases.json comes out as it says") {
  std::ifstream file(std::string(PARVIS_SOURCE_DIR) + "/tests/markdown/cases.json");
  CHECK(file);
  int checked = 0;
  for (const auto& one : nlohmann::json::parse(file)) {
    JsonWriter out;
    write_rich(out, parse_markdown(one["markdown"].get<std::string>()));
    CAPTURE(one["about"]);
    CHECK(nlohmann::json::parse(out.take()).dump() == one["tree"].dump());
    ++checked;
  }
  CHECK(checked > 50);
}
