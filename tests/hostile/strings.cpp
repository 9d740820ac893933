#include "strings.hpp"

#include "../support/corpus.hpp"

namespace parvis::test {

std::string repeated(const std::string& piece, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += piece;
  return out;
}

std::vector<std::string> hostile_strings() {
  std::ifstream file(std::string(PARVIS_SOURCE_DIR) + "/tests/hostile/strings.json");
  CHECK(file);
  std::vector<std::string> all;
  for (const auto& group : nlohmann::json::parse(file))
    for (const auto& one : group)
      all.push_back(one.is_string() ? one.get<std::string>() : repeated(one["repeat"], one["times"]));
  return all;
}

std::vector<std::string> broken_json_strings() {
  return {"\\ud800",
          "\\udfff",
          "\\ud800\\ud800",
          "\\udc00\\ud800",
          "a\\ud83d b",
          "\\ud83d\\u0041",
          "\xFF",
          "\xC0\xAF",
          "\xE2\x82",
          "\xED\xA0\x80",
          "\xF4\x90\x80\x80",
          "\xF8\x88\x80\x80\x80",
          "a\x80",
          "\xC3(",
          "\xEF\xBF",
          "\\x41",
          "\\u12",
          "\\",
          "\x01",
          "\n"};
}

std::vector<std::string> outside_strings() {
  std::vector<std::string> all;
  for (const char* name :
       {"xss/payloadbox-intruder.half.json", "xss/patt-md-blocks.json", "xss/patt-crlf.json",
        "xss/patt-open-redirect.json", "xss/patt-intruders.half.json", "xss/blns.json",
        "xss/owasp-filter-evasion.json", "xss/live-chromium156-free.json"})
    for (const auto& one : corpus(name))
      if (one.is_string()) all.push_back(one);
  return all;
}

}  // namespace parvis::test
