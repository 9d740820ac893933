#include "fonts.hpp"

#include <cmath>

#include "imgui_freetype.h"

namespace parvis::demo {
namespace {

// What French, English and most European comments need, and the symbols that people type. Dear ImGui
// knows 16-bit glyphs only, so there is no emoji, and it does not shape Arabic or Indic scripts (README.md).
constexpr ImWchar kLetters[] = {0x0020, 0x024F, 0x0300, 0x036F, 0x0370, 0x052F, 0x1E00,
                                0x1EFF, 0x2000, 0x206F, 0x2070, 0x209F, 0x20A0, 0x20CF,
                                0x2100, 0x215F, 0xFFFD, 0xFFFD, 0};
constexpr ImWchar kSymbolRanges[] = {0x2000, 0x206F, 0x2190, 0x21FF, 0x2200, 0x22FF, 0x2300, 0x23FF,
                                     0x25A0, 0x27BF, 0x2B00, 0x2BFF, 0xFFFD, 0xFFFD, 0};

struct Wanted {
  const std::string* file;
  float size;
  unsigned int imitation;  // FreeType flags
};

Wanted wanted(const FontFiles& files, FontStyle style) {
  constexpr unsigned int kBold = ImGuiFreeTypeBuilderFlags_Bold, kOblique = ImGuiFreeTypeBuilderFlags_Oblique;
  auto pick = [&](const std::string& file, float size, unsigned int imitation) {
    return file.empty() ? Wanted{&files.regular, size, imitation} : Wanted{&file, size, 0};
  };
  // Sizes count from the lowest to the highest letter, about 1.2 times what typesetters say.
  switch (style) {
    case FontStyle::kBody:
      return pick(files.regular, 17, 0);
    case FontStyle::kBold:
      return pick(files.bold, 17, kBold);
    case FontStyle::kItalic:
      return pick(files.italic, 17, kOblique);
    case FontStyle::kBoldItalic:
      return pick(files.bold_italic, 17, kBold | kOblique);
    case FontStyle::kMono:
      return pick(files.mono, 16, 0);
    case FontStyle::kSmall:
      return pick(files.regular, 15, 0);
    case FontStyle::kSmallBold:
      return pick(files.bold, 15, kBold);
    case FontStyle::kHeading:
      return pick(files.bold, 21, kBold);
    case FontStyle::kTitle:
      return pick(files.bold, 34, kBold);
  }
  return pick(files.regular, 17, 0);
}

}  // namespace

bool Fonts::load(const FontFiles& files, float scale) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
  for (int i = 0; i < kFontStyleCount; ++i) {
    auto style = static_cast<FontStyle>(i);
    Wanted want = wanted(files, style);
    float size = std::round(want.size * scale);
    ImFontConfig config;
    config.OversampleH = 1;
    config.FontBuilderFlags = want.imitation;
    fonts_[static_cast<std::size_t>(i)] =
        atlas.AddFontFromFileTTF(want.file->c_str(), size, &config, kLetters);
    if (fonts_[static_cast<std::size_t>(i)] == nullptr) return false;
    if (style == FontStyle::kTitle || style == FontStyle::kHeading) continue;
    config.MergeMode = true;
    config.FontBuilderFlags = 0;
    atlas.AddFontFromFileTTF(want.file->c_str(), size, &config, kSymbolRanges);
    for (const std::string& file : files.symbols) {
      atlas.AddFontFromFileTTF(file.c_str(), size, &config, kLetters);
      atlas.AddFontFromFileTTF(file.c_str(), size, &config, kSymbolRanges);
    }
  }
  icons_.reserve(atlas, scale);
  pictures_.reserve(atlas, scale);
  if (!atlas.Build()) return false;
  icons_.paint(atlas);
  pictures_.paint(atlas);
  ImGui::GetIO().FontDefault = get(FontStyle::kBody);
  return true;
}

}  // namespace parvis::demo
