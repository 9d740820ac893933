#include "glyphs.hpp"

#include <doctest/doctest.h>

using namespace parvis::demo;

TEST_CASE("text that can be shown is shown as it is") {
  for (const char* text : {"", "plain", "déjà vu", "♥ → €", "Ω Я"}) {
    CHECK(shows_as_is(text));
    CHECK(showable(text) == text);
  }
}

TEST_CASE("emoji show as what comes closest, joiners and selectors as nothing") {
  CHECK(showable("Merci 🙂") == "Merci ☺");
  CHECK(showable("❤️") == "❤");
  CHECK(showable("🖤💚") == "♥♥");
  CHECK(showable("👩‍🚀!") == "▫▫!");
  CHECK(showable("👍🏽") == "▫");
}

TEST_CASE("broken UTF-8 is read byte by byte and never beyond the end") {
  for (std::string_view text : {"\xF0\x9F\x98", "\xC3", "\x80\x80", "\xE2\x82x", "\xFF\xFE"}) {
    std::size_t at = 0, steps = 0;
    while (at < text.size()) {
      next_character(text, at);
      ++steps;
    }
    CHECK(at == text.size());
    CHECK(steps >= 1);
    CHECK_FALSE(showable(text).empty());
  }
}
