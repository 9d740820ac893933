// Finds fonts on the machine and fills the one texture of the window: letters, icons, pictures.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "icons.hpp"
#include "imgui.h"
#include "pictures.hpp"

namespace parvis::demo {

enum class FontStyle : std::uint8_t {
  kBody,
  kBold,
  kItalic,
  kBoldItalic,
  kMono,
  kSmall,
  kSmallBold,
  kHeading,
  kTitle,
};
inline constexpr int kFontStyleCount = 9;

// Files of one family; an empty name means that the style is imitated from the regular one.
struct FontFiles {
  std::string family;
  std::string regular, bold, italic, bold_italic, mono;
  std::vector<std::string> symbols;  // take over where the family has no glyph
};

// Looks in the folders of fonts of the user and of the system. An empty `regular`: none of the known
// families is there; font_help() then says what to do.
FontFiles find_fonts();
std::string font_help();

class Fonts {
 public:
  // Fills the font texture for `scale` (texture pixels per logical pixel).
  bool load(const FontFiles& files, float scale);
  ImFont* get(FontStyle style) const { return fonts_[static_cast<std::size_t>(style)]; }
  const IconAtlas& icons() const { return icons_; }
  const PictureAtlas& pictures() const { return pictures_; }

 private:
  std::array<ImFont*, kFontStyleCount> fonts_{};
  IconAtlas icons_;
  PictureAtlas pictures_;
};

}  // namespace parvis::demo
