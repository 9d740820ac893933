// What Unicode says of a character, by utf8proc's tables.
#pragma once

#include <string>
#include <string_view>

namespace parvis::server {

bool is_control(char32_t c);   // C0, DEL, C1, line and paragraph separators
bool is_blank(char32_t c);     // spaces of all kinds, and what only looks like one
bool is_visible(char32_t c);   // leaves ink, or at least a box
bool is_mark(char32_t c);      // stands on, in or around the character before it
bool is_stacking(char32_t c);  // a mark that piles up with others of its kind

// An address in which all that would stay unseen, or turn the text around it, is percent-encoded.
std::string seen_address(std::string_view address);

// Without what could reorder or break the text around it: bidi embeddings, overrides and isolates, and
// control characters but \n and \t.
std::string without_turns(std::string_view text);

}  // namespace parvis::server
