#include "rules/emoji.hpp"

#include <vector>

#include "base/utf8.hpp"

namespace parvis::server {

namespace {

constexpr char32_t kJoiner = 0x200D, kEmojiStyle = 0xFE0F, kKeycap = 0x20E3;

bool between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

bool letter_of_flag(char32_t c) { return between(c, 0x1F1E6, 0x1F1FF); }
bool keycap_base(char32_t c) { return between(c, '0', '9') || c == '#' || c == '*'; }
bool skin(char32_t c) { return between(c, 0x1F3FB, 0x1F3FF); }
bool tag(char32_t c) { return between(c, 0xE0020, 0xE007F); }

// The blocks that hold the pictographs of Unicode, and the few that stand alone elsewhere.
bool symbol(char32_t c) {
  return (between(c, 0x1F000, 0x1FAFF) && !letter_of_flag(c) && !skin(c)) || between(c, 0x2194, 0x21AA) ||
         between(c, 0x231A, 0x23FF) || c == 0x24C2 || between(c, 0x25AA, 0x27BF) ||
         between(c, 0x2934, 0x2935) || between(c, 0x2B05, 0x2B55) || c == 0x3030 || c == 0x303D ||
         c == 0x3297 || c == 0x3299 || c == 0xA9 || c == 0xAE || c == 0x203C || c == 0x2049 || c == 0x2122 ||
         c == 0x2139;
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) points_.push_back(utf8_next(text, at));
  }

  bool one_emoji() {
    if (!element()) return false;
    while (take(kJoiner))
      if (!element()) return false;
    return at_ == points_.size();
  }

 private:
  char32_t here() const { return at_ < points_.size() ? points_[at_] : 0; }
  bool take(char32_t c) {
    const bool found = here() == c;
    at_ += found;
    return found;
  }
  bool element() {
    const char32_t first = here();
    ++at_;
    if (letter_of_flag(first)) return letter_of_flag(here()) && ++at_;
    if (keycap_base(first)) {
      (void)take(kEmojiStyle);
      return take(kKeycap);
    }
    if (!symbol(first)) return false;
    if (skin(here()))
      ++at_;
    else
      (void)take(kEmojiStyle);
    while (tag(here())) ++at_;
    return true;
  }

  std::vector<char32_t> points_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_emoji(std::string_view text) {
  constexpr std::size_t kLongest = 64;  // bytes; a family of four with skin tones takes 41
  return !text.empty() && text.size() <= kLongest && utf8_valid(text) && Scanner(text).one_emoji();
}

}  // namespace parvis::server
