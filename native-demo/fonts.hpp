// Finds fonts on the machine and fills the one texture of the window: letters, icons, pictures.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "icons.hpp"
#include "imgui.h"
#include "pictures.hpp"
#include "scripts.hpp"

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
  std::array<std::string, kScriptCount> scripts;
  int east_asian_face = 0;  // in that file: Han characters look different in China, Japan and Korea
};

// Looks in the folders of fonts of the user and of the system. An empty `regular`: none of the known
// families is there; font_help() then says what to do.
FontFiles find_fonts(std::string_view language = "en");
std::string font_help();
// What to install for the letters of a script.
std::string_view font_package(Script script);

class Fonts {
 public:
  Fonts() = default;
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  // Fills the font texture for `scale` (texture pixels per logical pixel).
  bool load(const FontFiles& files, float scale);
  // Whatever is drawn tells here, since all letters of these scripts would be too many to have ready: what is
  // new makes the fonts outdated, and load() takes it in.
  void want(std::string_view text) const;
  bool outdated() const { return outdated_; }
  // A script that was wanted and that no font on this machine has.
  std::optional<Script> missing() const { return missing_; }
  ImFont* get(FontStyle style) const { return fonts_[static_cast<std::size_t>(style)]; }
  const IconAtlas& icons() const { return icons_; }
  const PictureAtlas& pictures() const { return pictures_; }

 private:
  void look_for_missing();
  void add_scripts(ImFontAtlas& atlas, const FontFiles& files, float size, unsigned int imitation);

  std::array<ImFont*, kFontStyleCount> fonts_{};
  std::array<bool, kScriptCount> has_script_{};
  std::array<std::vector<char>, kScriptCount> script_files_;
  mutable ImFontGlyphRangesBuilder wanted_;
  ImVector<ImWchar> wanted_ranges_;
  mutable bool outdated_ = false;
  mutable std::optional<Script> missing_;
  IconAtlas icons_;
  PictureAtlas pictures_;
};

}  // namespace parvis::demo
