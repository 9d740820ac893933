// UTF-8 without locale: checks and measures. Strict: no surrogates, no overlong forms, at most U+10FFFF.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace parvis {

bool utf8_valid(std::string_view text);
// Code points in valid UTF-8.
std::size_t utf8_length(std::string_view text);
// The longest prefix of whole code points with at most `max_code_points` of them.
std::string_view utf8_prefix(std::string_view text, std::size_t max_code_points);
// Reads the code point at `position` and moves past it; U+FFFD and one byte on for a broken sequence.
char32_t utf8_next(std::string_view text, std::size_t& position);
void utf8_append(std::string& out, char32_t code_point);

}  // namespace parvis
