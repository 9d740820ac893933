#include "fonts.hpp"

#include <cmath>
#include <fstream>
#include <iterator>

#include "glyphs.hpp"
#include "imgui_freetype.h"

namespace parvis::demo {
namespace {

// What most European comments need, and the symbols that people type; want() tells of the rest.
constexpr ImWchar kLetters[] = {0x0020, 0x024F, 0x0300, 0x036F, 0x0370, 0x052F, 0x1E00,
                                0x1EFF, 0x2000, 0x206F, 0x2070, 0x209F, 0x20A0, 0x20CF,
                                0x2100, 0x215F, 0xFFFD, 0xFFFD, 0};
constexpr ImWchar kSymbolRanges[] = {0x2000, 0x206F, 0x2190, 0x21FF, 0x2200, 0x22FF, 0x2300, 0x23FF,
                                     0x25A0, 0x27BF, 0x2B00, 0x2BFF, 0xFFFD, 0xFFFD, 0};

constexpr unsigned int kBold = ImGuiFreeTypeBuilderFlags_Bold, kOblique = ImGuiFreeTypeBuilderFlags_Oblique;

struct StyleFont {
  std::string FontFiles::*file;
  float size;              // from the lowest to the highest letter, about 1.2 times what typesetters say
  unsigned int imitation;  // how a file of regular letters comes near to the style
};
constexpr StyleFont kStyles[kFontStyleCount] = {
    {&FontFiles::regular, 17, 0},       {&FontFiles::bold, 17, kBold},
    {&FontFiles::italic, 17, kOblique}, {&FontFiles::bold_italic, 17, kBold | kOblique},
    {&FontFiles::mono, 16, 0},          {&FontFiles::regular, 15, 0},
    {&FontFiles::bold, 15, kBold},      {&FontFiles::bold, 21, kBold},
    {&FontFiles::bold, 34, kBold},
};

std::vector<char> bytes_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

void Fonts::want(std::string_view text) const {
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next_character(text, at);
    auto script = script_of(c);
    if (!script || wanted_.GetBit(c)) continue;
    wanted_.SetBit(c);
    if (has_script_[static_cast<std::size_t>(*script)])
      outdated_ = true;
    else
      missing_ = script;
  }
}

// A file of East Asian letters has tens of megabytes: it is read when the first of them is wanted, once.
void Fonts::add_scripts(ImFontAtlas& atlas, const FontFiles& files, float size, unsigned int imitation) {
  if (wanted_ranges_.Size <= 1) return;
  for (std::size_t i = 0; i < kScriptCount; ++i) {
    if (!has_script_[i]) continue;
    std::vector<char>& bytes = script_files_[i];
    if (bytes.empty()) bytes = bytes_of(files.scripts[i]);
    ImFontConfig config;
    config.OversampleH = 1;
    config.MergeMode = true;
    config.FontBuilderFlags = imitation;
    config.FontDataOwnedByAtlas = false;
    config.FontNo = static_cast<Script>(i) == Script::kEastAsian ? files.east_asian_face : 0;
    atlas.AddFontFromMemoryTTF(bytes.data(), static_cast<int>(bytes.size()), size, &config,
                               wanted_ranges_.Data);
  }
}

// The file of a script may still lack some of it.
void Fonts::look_for_missing() {
  for (const ImWchar* range = wanted_ranges_.Data; range[0] != 0; range += 2) {
    for (ImWchar c = range[0]; c <= range[1]; ++c) {
      if (get(FontStyle::kBody)->FindGlyphNoFallback(c) == nullptr) missing_ = script_of(c);
    }
  }
}

bool Fonts::load(const FontFiles& files, float scale) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
  for (std::size_t i = 0; i < kScriptCount; ++i) has_script_[i] = !files.scripts[i].empty();
  wanted_ranges_.clear();
  wanted_.BuildRanges(&wanted_ranges_);
  outdated_ = false;
  for (int i = 0; i < kFontStyleCount; ++i) {
    auto style = static_cast<FontStyle>(i);
    const StyleFont& made_of = kStyles[i];
    bool imitated = (files.*made_of.file).empty();
    const std::string& file = imitated ? files.regular : files.*made_of.file;
    float size = std::round(made_of.size * scale);
    ImFontConfig config;
    config.OversampleH = 1;
    config.FontBuilderFlags = imitated ? made_of.imitation : 0;
    ImFont* font = atlas.AddFontFromFileTTF(file.c_str(), size, &config, kLetters);
    if (font == nullptr) return false;
    fonts_[static_cast<std::size_t>(i)] = font;
    if (style == FontStyle::kTitle) continue;
    add_scripts(atlas, files, size, made_of.imitation);
    if (style == FontStyle::kHeading) continue;
    config.MergeMode = true;
    config.FontBuilderFlags = 0;
    atlas.AddFontFromFileTTF(file.c_str(), size, &config, kSymbolRanges);
    for (const std::string& symbols : files.symbols) {
      atlas.AddFontFromFileTTF(symbols.c_str(), size, &config, kLetters);
      atlas.AddFontFromFileTTF(symbols.c_str(), size, &config, kSymbolRanges);
    }
  }
  icons_.reserve(atlas, scale);
  pictures_.reserve(atlas, scale);
  if (!atlas.Build()) return false;
  icons_.paint(atlas);
  pictures_.paint(atlas);
  ImGui::GetIO().FontDefault = get(FontStyle::kBody);
  look_for_missing();
  return true;
}

}  // namespace parvis::demo
