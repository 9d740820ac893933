// Where the letters of a field stand, and the caret between them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "imgui.h"
#include "text_lines.hpp"

namespace parvis::demo {

struct FieldLayout {
  ImFont* font;
  float size = 0;  // of the font on screen
  float line_height = 0;
  ImVec2 origin = {};  // of the first line
  std::vector<TextLine> lines = {};

  float width_of(char32_t c) const;
  float x_of(std::string_view text, const TextLine& line, std::size_t position) const;
  std::size_t position_at(std::string_view text, std::size_t line_index, float x) const;
  std::size_t line_at(float y) const;

 private:
  struct CaretPlace {
    std::size_t position;
    float x;
  };
  // Before each character of a line, and behind the last.
  std::vector<CaretPlace> caret_places(std::string_view text, const TextLine& line) const;
};

}  // namespace parvis::demo
