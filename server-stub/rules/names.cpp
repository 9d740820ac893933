#include "rules/names.hpp"

#include "base/utf8.hpp"
#include "rules/characters.hpp"
#include "rules/limits.hpp"
#include "rules/refusal.hpp"

namespace parvis::server {

namespace {

constexpr int kStackedMarks = 3;  // more tower over the neighbouring lines
constexpr int kMarks = 8;         // of all kinds in a row, as Tibetan and Indic scripts need them

bool between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

bool is_joiner(char32_t c) { return c == 0x200C || c == 0x200D; }
// Persian, Indic scripts and emoji need joiners; between Latin letters they only make two names look alike.
bool takes_joiner(char32_t c) { return c >= 0x0600; }

bool is_selector(char32_t c) {
  return between(c, 0xFE00, 0xFE0F) || between(c, 0xE0100, 0xE01EF) || between(c, 0x180B, 0x180D) ||
         c == 0x180F;
}
// Emoji, ideographs and Mongolian letters have variants; on others a selector is only invisible.
bool takes_selector(char32_t base, char32_t selector) {
  if (between(selector, 0xFE00, 0xFE0F))
    return between(base, '0', '9') || base == '#' || base == '*' || base == 0xA9 || base == 0xAE ||
           between(base, 0x2010, 0x2BFF) || base >= 0x1F000;
  if (between(selector, 0xE0100, 0xE01EF)) return between(base, 0x3400, 0x9FFF) || base >= 0x20000;
  return between(base, 0x1820, 0x18AA);
}

}  // namespace

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kBlank) - first + 1));
}

bool has_control(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (is_control(utf8_next(text, at))) return true;
  return false;
}

Result<std::string> clean_name(std::string_view typed) {
  if (!utf8_valid(typed)) return invalid("name", "not UTF-8");
  if (utf8_length(typed) > limits::kName) return too_long("name", limits::kName);
  std::string out;
  char32_t pending = 0;  // a space or joiner, written only once something visible follows
  char32_t last = 0;     // what was written last
  int marks = 0, stacked = 0;
  for (std::size_t at = 0; at < typed.size();) {
    const char32_t c = utf8_next(typed, at);
    if (is_blank(c)) {
      pending = ' ';
      continue;
    }
    if (is_joiner(c)) {
      if (pending == 0 && takes_joiner(last)) pending = c;
      continue;
    }
    if (is_selector(c)) {
      if (pending != 0 || !takes_selector(last, c)) continue;
    } else if (!is_visible(c)) {
      continue;
    }
    const bool mark = is_mark(c) && !is_selector(c);
    marks = mark ? marks + 1 : 0;
    stacked = mark && is_stacking(c) ? stacked + 1 : mark ? stacked : 0;
    if (mark && (last == 0 || pending == ' ' || marks > kMarks || stacked > kStackedMarks)) continue;
    if (pending != 0 && last != 0 && (pending == ' ' || takes_joiner(c))) utf8_append(out, pending);
    pending = 0;
    utf8_append(out, c);
    last = c;
  }
  return out;
}

std::string clean_text(std::string_view typed) {
  std::string out;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const auto c = static_cast<unsigned char>(typed[i]);
    if (c == '\r') {
      out += '\n';
      if (i + 1 < typed.size() && typed[i + 1] == '\n') ++i;
    } else if ((c >= 0x20 && c != 0x7F) || c == '\n' || c == '\t') {
      out += typed[i];
    }
  }
  while (!out.empty() && (out.back() == ' ' || out.back() == '\n' || out.back() == '\t')) out.pop_back();
  return out;
}

}  // namespace parvis::server
