#include "rules/characters.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <initializer_list>

#include "base/url.hpp"
#include "base/utf8.hpp"

namespace parvis::server {

namespace {

bool between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

const utf8proc_property_t& properties(char32_t c) {
  return *utf8proc_get_property(static_cast<utf8proc_int32_t>(c));
}

bool has_category(char32_t c, std::initializer_list<int> categories) {
  return std::find(categories.begin(), categories.end(), properties(c).category) != categories.end();
}

// Default_Ignorable_Code_Point; the table says it of assigned characters only.
bool is_ignorable(char32_t c) {
  return properties(c).ignorable || c == 0x2065 || between(c, 0xFFF0, 0xFFF8) || between(c, 0xE0000, 0xE0FFF);
}

// Letters and symbols whose glyph is empty: Hangul fillers, the blank Braille pattern, the null notehead.
bool is_filler(char32_t c) {
  return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800 || c == 0x1D159;
}

bool turns(char32_t c) { return between(c, 0x202A, 0x202E) || between(c, 0x2066, 0x2069); }

}  // namespace

bool is_control(char32_t c) { return c < 0x20 || between(c, 0x7F, 0x9F) || c == 0x2028 || c == 0x2029; }

bool is_blank(char32_t c) {
  return between(c, 0x09, 0x0D) || is_filler(c) ||
         has_category(c, {UTF8PROC_CATEGORY_ZS, UTF8PROC_CATEGORY_ZL, UTF8PROC_CATEGORY_ZP});
}

bool is_visible(char32_t c) {
  if (is_control(c) || is_blank(c) || is_ignorable(c)) return false;
  // Of the format characters only those that enclose the digits after them show.
  return properties(c).category != UTF8PROC_CATEGORY_CF ||
         properties(c).boundclass == UTF8PROC_BOUNDCLASS_PREPEND;
}

bool is_mark(char32_t c) {
  return has_category(c, {UTF8PROC_CATEGORY_MN, UTF8PROC_CATEGORY_MC, UTF8PROC_CATEGORY_ME});
}

bool is_stacking(char32_t c) {
  return properties(c).category == UTF8PROC_CATEGORY_ME ||
         (properties(c).category == UTF8PROC_CATEGORY_MN && properties(c).combining_class != 0);
}

std::string seen_address(std::string_view address) {
  std::string out;
  for (std::size_t at = 0; at < address.size();) {
    const std::size_t start = at;
    const char32_t c = utf8_next(address, at);
    const std::string_view bytes = address.substr(start, at - start);
    if (c >= 0x80 && !is_visible(c))
      out += percent_encode(bytes);
    else
      out += bytes;
  }
  return out;
}

std::string without_turns(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = utf8_next(text, at);
    const bool kept = c == '\n' || c == '\t' || c == 0x2028 || c == 0x2029 || !(is_control(c) || turns(c));
    if (kept) out.append(text.substr(start, at - start));
  }
  return out;
}

}  // namespace parvis::server
