#include "scripts.hpp"

#include <doctest/doctest.h>

#include "fonts.hpp"
#include "glyphs.hpp"
#include "imgui_internal.h"
#include "parvis/text.hpp"
#include "ui_harness.hpp"

using namespace parvis;
using namespace parvis::demo;

namespace {

// Fonts of their own, in a context of their own.
struct Letters {
  Letters() { ImGui::CreateContext(&atlas); }
  ~Letters() { ImGui::DestroyContext(); }

  // How many letters of `text`, as it is drawn, have no glyph.
  int lacking(std::string_view text) const {
    int count = 0;
    for (std::size_t at = 0; at < text.size();) {
      char32_t c = next_character(text, at);
      bool there = fonts.get(FontStyle::kBody)->FindGlyphNoFallback(static_cast<ImWchar>(c)) != nullptr;
      if (c != ' ' && !there) ++count;
    }
    return count;
  }

  ImFontAtlas atlas;
  Fonts fonts;
};

}  // namespace

TEST_CASE("each language is written in letters of its own, once they were wanted") {
  Letters letters;
  FontFiles files = find_fonts();
  CHECK(letters.fonts.load(files, 1));
  for (const char* language : {"ar", "he", "ja", "zh-Hans", "ko"}) {
    CAPTURE(language);
    std::string words = display_order(message("thread.offline", language));
    CHECK(letters.lacking(words) > 0);
    letters.fonts.want(words);
    CHECK(letters.fonts.outdated());
    CHECK(letters.fonts.load(files, 1));
    CHECK(letters.lacking(words) == 0);
    letters.fonts.want(words);
    CHECK_FALSE(letters.fonts.outdated());
  }
  CHECK_FALSE(letters.fonts.missing());
}

TEST_CASE("a script without a font is told, and what to install for it") {
  Letters letters;
  FontFiles files = find_fonts();
  files.scripts = {};
  CHECK(letters.fonts.load(files, 1));
  letters.fonts.want("déjà vu");
  CHECK_FALSE(letters.fonts.missing());
  letters.fonts.want("日本語");
  CHECK_FALSE(letters.fonts.outdated());
  CHECK(letters.fonts.missing() == Script::kEastAsian);
  CHECK(font_package(Script::kEastAsian) == "fonts-noto-cjk");
}

TEST_CASE("letters that the font of their script lacks are told too") {
  Letters letters;
  FontFiles files = find_fonts();
  files.scripts.fill(files.regular);
  letters.fonts.want("שלום");
  CHECK(letters.fonts.load(files, 1));
  CHECK(letters.fonts.missing() == Script::kHebrew);
}

TEST_CASE("the window tells which font to install") {
  FontFiles files = find_fonts();
  files.scripts = {};
  Options options;
  options.language = "ja";
  Screen screen(options);
  screen.write_with(files);
  CHECK(screen.shows("apt install fonts-noto-cjk"));
  screen.write_with(find_fonts());
  CHECK_FALSE(screen.shows("apt install"));
}

TEST_CASE("what is read from right to left is drawn in that order, numbers and foreign words in theirs") {
  CHECK(display_order("plain 12") == "plain 12");
  CHECK(display_order("שלום") == "םולש");
  CHECK(display_order("שלום 12") == "12 םולש");
  CHECK(display_order("mug שלום!") == "mug םולש!");
  CHECK(starts_from_right("12 שלום mug"));
  CHECK_FALSE(starts_from_right("mug שלום"));
  CHECK_FALSE(starts_from_right("12!"));
}

TEST_CASE("Arabic letters are joined") { CHECK(display_order("سلام") == "\uFEE1\uFEFC\uFEB3"); }

TEST_CASE("marks that turn the direction have no glyph and cannot turn what comes after the line") {
  CHECK(display_order("a\u202Ebc\u202Cd") == "acbd");
  CHECK(display_order("ab\u202E") == "ab");
}

TEST_CASE("the caret stands at the right edge of a letter that is read from the right") {
  std::vector<PlacedGlyph> placed = place_glyphs("a שב");
  REQUIRE(placed.size() == 4);
  CHECK(placed[0].place == 0);
  CHECK_FALSE(placed[0].from_right);
  CHECK(placed[2].place == 3);
  CHECK(placed[2].from_right);
  CHECK(placed[3].place == 2);
}
