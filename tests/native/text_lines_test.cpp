#include "text_lines.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace parvis::demo;

namespace {

std::vector<std::string> broken(std::string_view text, float width) {
  std::vector<std::string> out;
  for (const TextLine& line : break_lines(text, width, [](char32_t) { return 1.f; })) {
    out.emplace_back(text.substr(line.begin, line.end - line.begin));
  }
  return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a field's text breaks at spaces, which stay at the end of the line") {
  CHECK(broken("one two three", 8) == Lines{"one two ", "three"});
  CHECK(broken("one two", 7) == Lines{"one two"});
}

TEST_CASE("a word wider than the field is broken, and no character is split") {
  CHECK(broken("abcdefgh", 3) == Lines{"abc", "def", "gh"});
  CHECK(broken("a éééé", 3) == Lines{"a ", "ééé", "é"});
}

TEST_CASE("newlines end lines, also at the end of the text") {
  CHECK(broken("a\n\nb\n", 9) == Lines{"a", "", "b", ""});
  CHECK(broken("", 9) == Lines{""});
}

TEST_CASE("every byte of the text is in exactly one line, whatever the width") {
  std::string text = "Lorem ipsum — dolor sit-amet,\n  consectetur\n\nadipiscing élit 1234567890";
  for (float width = 1; width < 40; ++width) {
    std::string joined;
    for (const TextLine& line : break_lines(text, width, [](char32_t) { return 1.f; })) {
      joined += text.substr(line.begin, line.end - line.begin);
      if (line.hard) joined += '\n';
    }
    CHECK(joined == text);
  }
}

TEST_CASE(
    "a cursor at a soft break stands at the start of the next line, at a hard one at the end of its own") {
  std::string text = "one two\nx";
  auto lines = break_lines(text, 4, [](char32_t) { return 1.f; });
  CHECK(lines.size() == 3);
  CHECK(line_of(lines, 4) == 1);
  CHECK(line_of(lines, 7) == 1);
  CHECK(line_of(lines, 8) == 2);
  CHECK(line_of(lines, 9) == 2);
}
