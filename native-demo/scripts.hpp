// The scripts of the SDK's languages that fonts for Latin, Greek and Cyrillic letters lack.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parvis::demo {

enum class Script : std::uint8_t { kHebrew, kArabic, kEastAsian };
inline constexpr int kScriptCount = 3;

std::optional<Script> script_of(char32_t c);

// Whether the first letter that has a direction has that of Hebrew and Arabic.
bool starts_from_right(std::string_view text);

// Where each character of a line stands.
struct PlacedGlyph {
  char32_t glyph;     // 0: none
  std::size_t place;  // counted from the left
  bool from_right;    // the next character stands to its left
};
std::vector<PlacedGlyph> place_glyphs(std::string_view line);

// The characters in the order in which they stand from left to right, Arabic letters joined: for a renderer
// that puts one glyph after the other. One line.
std::string display_order(std::string_view line);

}  // namespace parvis::demo
