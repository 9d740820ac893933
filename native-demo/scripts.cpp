#include "scripts.hpp"

#include <fribidi.h>

#include <vector>

#include "glyphs.hpp"
#include "imgui_internal.h"

namespace parvis::demo {
namespace {

bool within(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

bool is_mark_of_direction(char32_t c) {
  return c == 0x200E || c == 0x200F || c == 0x061C || c == 0xFEFF || within(c, 0x202A, 0x202E) ||
         within(c, 0x2066, 0x2069);
}

std::vector<FriBidiChar> characters(std::string_view text) {
  std::vector<FriBidiChar> out;
  for (std::size_t at = 0; at < text.size();) out.push_back(next_character(text, at));
  return out;
}

}  // namespace

std::optional<Script> script_of(char32_t c) {
  if (c < 0x0590) return std::nullopt;
  if (within(c, 0x0590, 0x05FF) || within(c, 0xFB1D, 0xFB4F)) return Script::kHebrew;
  if (within(c, 0x0600, 0x06FF) || within(c, 0x0750, 0x077F) || within(c, 0x08A0, 0x08FF) ||
      within(c, 0xFB50, 0xFDFF) || within(c, 0xFE70, 0xFEFE))
    return Script::kArabic;
  if (within(c, 0x1100, 0x11FF) || within(c, 0x2E80, 0x9FFF) || within(c, 0xA960, 0xA97F) ||
      within(c, 0xAC00, 0xD7FF) || within(c, 0xF900, 0xFAFF) || within(c, 0xFE30, 0xFE4F) ||
      within(c, 0xFF00, 0xFFEF))
    return Script::kEastAsian;
  return std::nullopt;
}

bool starts_from_right(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    FriBidiCharType type = fribidi_get_bidi_type(next_character(text, at));
    if (FRIBIDI_IS_LETTER(type)) return FRIBIDI_IS_RTL(type);
  }
  return false;
}

std::vector<PlacedGlyph> place_glyphs(std::string_view line) {
  std::vector<FriBidiChar> logical = characters(line), visual(logical.size() + 1);
  std::vector<FriBidiStrIndex> places(logical.size());
  std::vector<FriBidiLevel> levels(logical.size());
  FriBidiParType direction = FRIBIDI_PAR_ON;
  bool placed = !logical.empty() &&
                fribidi_log2vis(logical.data(), static_cast<FriBidiStrIndex>(logical.size()), &direction,
                                visual.data(), places.data(), nullptr, levels.data()) != 0;
  std::vector<PlacedGlyph> out;
  for (std::size_t i = 0; i < logical.size(); ++i) {
    if (!placed) {
      out.push_back({logical[i], i, false});
      continue;
    }
    auto place = static_cast<std::size_t>(places[i]);
    char32_t glyph = visual[place];
    out.push_back({is_mark_of_direction(glyph) ? 0 : glyph, place, FRIBIDI_LEVEL_IS_RTL(levels[i]) != 0});
  }
  return out;
}

std::string display_order(std::string_view line) {
  std::vector<PlacedGlyph> placed = place_glyphs(line);
  std::vector<char32_t> visual(placed.size());
  for (const PlacedGlyph& one : placed) visual[one.place] = one.glyph;
  std::string out;
  for (char32_t glyph : visual) {
    char bytes[5] = {};
    if (glyph != 0) out += ImTextCharToUtf8(bytes, glyph);
  }
  return out;
}

}  // namespace parvis::demo
