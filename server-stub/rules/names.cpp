#include "rules/names.hpp"

#include "base/utf8.hpp"
#include "rules/limits.hpp"
#include "rules/refusal.hpp"

namespace parvis::server {

namespace {

bool between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

bool control(char32_t c) { return c < 0x20 || between(c, 0x7F, 0x9F) || c == 0x2028 || c == 0x2029; }

bool blank(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x1680 ||
         between(c, 0x2000, 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000 || c == 0x2800 || c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
}

bool joiner(char32_t c) { return c == 0x200C || c == 0x200D; }  // emoji and Persian need them inside a word

bool invisible(char32_t c) {
  return control(c) || c == 0xAD || c == 0x034F || c == 0x061C || c == 0x180E || between(c, 0x200B, 0x200F) ||
         between(c, 0x202A, 0x202E) || between(c, 0x2060, 0x206F) || c == 0xFEFF ||
         between(c, 0xFFF0, 0xFFFB) || between(c, 0xE0000, 0xE0FFF);
}

bool combining(char32_t c) {
  return between(c, 0x0300, 0x036F) || between(c, 0x0483, 0x0489) || between(c, 0x1AB0, 0x1AFF) ||
         between(c, 0x1DC0, 0x1DFF) || between(c, 0x20D0, 0x20FF) || between(c, 0xFE20, 0xFE2F);
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
    if (control(utf8_next(text, at))) return true;
  return false;
}

Result<std::string> clean_name(std::string_view typed) {
  if (!utf8_valid(typed)) return invalid("name", "not UTF-8");
  if (utf8_length(typed) > limits::kName) return too_long("name", limits::kName);
  constexpr int kMarksPerLetter = 3;
  std::string out;
  char32_t pending = 0;  // a space or joiner, written only once something visible follows
  int marks = 0;
  for (std::size_t at = 0; at < typed.size();) {
    const char32_t c = utf8_next(typed, at);
    if (blank(c)) {
      pending = ' ';
      continue;
    }
    if (joiner(c)) {
      if (pending == 0) pending = c;
      continue;
    }
    if (invisible(c)) continue;
    marks = combining(c) ? marks + 1 : 0;
    if (marks > kMarksPerLetter || (marks > 0 && out.empty())) continue;
    if (pending != 0 && !out.empty()) utf8_append(out, pending);
    pending = 0;
    utf8_append(out, c);
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
