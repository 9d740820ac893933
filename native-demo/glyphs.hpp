// What Dear ImGui 1.86 can show of a text: characters of 16 bits, one glyph each.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace parvis::demo {

// Reads one character of UTF-8 and moves `at` behind it; what is none reads as U+FFFD, byte by byte.
// (Dear ImGui's own reader knows no characters above 16 bits.)
char32_t next_character(std::string_view text, std::size_t& at);

// The glyph to show for a character: itself, a likeness for the commonest emoji, a small square for the
// rest; 0: nothing (joiners and variation selectors).
char32_t glyph_for(char32_t c);

// True when each character shows as itself, and to the right of the one before it.
bool shows_as_is(std::string_view text);
std::string showable(std::string_view text);

}  // namespace parvis::demo
