#include "field_layout.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "glyphs.hpp"
#include "scripts.hpp"

namespace parvis::demo {

float FieldLayout::width_of(char32_t c) const {
  char32_t glyph = glyph_for(c);
  return glyph == 0 ? 0 : font->GetCharAdvance(static_cast<ImWchar>(glyph)) * size / font->FontSize;
}

std::vector<FieldLayout::CaretPlace> FieldLayout::caret_places(std::string_view text,
                                                               const TextLine& line) const {
  std::vector<PlacedGlyph> glyphs = place_glyphs(text.substr(line.begin, line.end - line.begin));
  std::vector<float> lefts(glyphs.size() + 1, origin.x);
  for (const PlacedGlyph& one : glyphs) lefts[one.place + 1] = width_of(one.glyph);
  std::partial_sum(lefts.begin(), lefts.end(), lefts.begin());
  std::vector<CaretPlace> out;
  std::size_t at = line.begin;
  float after = origin.x;
  for (const PlacedGlyph& one : glyphs) {
    float left = lefts[one.place], right = lefts[one.place + 1];
    out.push_back({at, one.from_right ? right : left});
    after = one.from_right ? left : right;
    next_character(text, at);
  }
  out.push_back({line.end, after});
  return out;
}

float FieldLayout::x_of(std::string_view text, const TextLine& line, std::size_t position) const {
  float x = origin.x;
  for (const CaretPlace& place : caret_places(text, line)) {
    if (place.position > std::min(position, line.end)) break;
    x = place.x;
  }
  return x;
}

std::size_t FieldLayout::position_at(std::string_view text, std::size_t line_index, float x) const {
  const TextLine& line = lines[line_index];
  std::vector<CaretPlace> places = caret_places(text, line);
  bool soft = !line.hard && line_index + 1 < lines.size();
  if (soft && places.size() > 1) places.pop_back();
  auto nearer = [x](const CaretPlace& a, const CaretPlace& b) {
    return std::abs(a.x - x) < std::abs(b.x - x);
  };
  return std::min_element(places.begin(), places.end(), nearer)->position;
}

std::size_t FieldLayout::line_at(float y) const {
  auto index = static_cast<int>((y - origin.y) / line_height);
  return static_cast<std::size_t>(std::clamp(index, 0, static_cast<int>(lines.size()) - 1));
}

}  // namespace parvis::demo
