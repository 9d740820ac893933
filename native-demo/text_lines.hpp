// Breaks plain text into the lines of a text field.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace parvis::demo {

struct TextLine {
  std::size_t begin = 0;
  std::size_t end = 0;  // spaces at a break belong to the line before it
  bool hard = false;    // ends with a newline, which is not part of the line
};

using CharWidth = std::function<float(char32_t)>;

// Always at least one line. A word wider than `width` is broken anywhere.
std::vector<TextLine> break_lines(std::string_view text, float width, const CharWidth& width_of);
// The line that a cursor at `position` stands in.
std::size_t line_of(const std::vector<TextLine>& lines, std::size_t position);

}  // namespace parvis::demo
