#include "glyphs.hpp"

#include "imgui_internal.h"

namespace parvis::demo {
namespace {

bool within(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

}  // namespace

char32_t next_character(std::string_view text, std::size_t& at) {
  auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) return lead;
  int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  if (more == 0 || text.size() - at < static_cast<std::size_t>(more)) return 0xFFFD;
  char32_t c = lead & (0x3Fu >> more);
  for (int i = 0; i < more; ++i) {
    auto byte = static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]);
    if ((byte & 0xC0) != 0x80) return 0xFFFD;
    c = c << 6 | (byte & 0x3F);
  }
  at += static_cast<std::size_t>(more);
  return c;
}

char32_t glyph_for(char32_t c) {
  if (c == 0x200D || within(c, 0xFE00, 0xFE0F) || within(c, 0x1F3FB, 0x1F3FF) || within(c, 0xE0000, 0xE01EF))
    return 0;
  if (c <= 0xFFFF) return c;
  if (within(c, 0x1F600, 0x1F64F) || within(c, 0x1F910, 0x1F92F) || within(c, 0x1F970, 0x1F97A)) return U'☺';
  if (within(c, 0x1F493, 0x1F49F) || within(c, 0x1F90D, 0x1F90E) || c == 0x1F5A4 || c == 0x1F9E1) return U'♥';
  if (c == 0x1F31F) return U'★';
  if (c == 0x1F31E) return U'☀';
  if (within(c, 0x1F3B5, 0x1F3B6)) return U'♪';
  return U'▫';
}

// Only these leads start a character that glyph_for changes or that script_of knows: those from U+0590 on but
// for the Latin letters of U+1E00-1EFF and the symbols of U+2000-2DFF.
bool shows_as_is(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0xD6) continue;
    auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
    bool latin = byte == 0xE1 && next >= 0xB8 && next <= 0xBB;
    bool symbol = byte == 0xE2 && next < 0xB8 && text.substr(i, 3) != "\u200D";
    if (!latin && !symbol) return false;
  }
  return true;
}

std::string showable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    char bytes[5] = {};
    if (char32_t glyph = glyph_for(next_character(text, at)); glyph != 0)
      out += ImTextCharToUtf8(bytes, glyph);
  }
  return out;
}

}  // namespace parvis::demo
