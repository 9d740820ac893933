#include "text_lines.hpp"

#include "glyphs.hpp"

namespace parvis::demo {

std::vector<TextLine> break_lines(std::string_view text, float width, const CharWidth& width_of) {
  std::vector<TextLine> lines;
  std::size_t begin = 0, at = 0, last_break = 0;
  float used = 0, used_since_break = 0;
  while (at < text.size()) {
    std::size_t here = at;
    char32_t c = next_character(text, at);
    if (c == '\n') {
      lines.push_back({begin, here, true});
      begin = last_break = at;
      used = used_since_break = 0;
      continue;
    }
    float w = width_of(c);
    if (c != ' ' && used + w > width && here > begin) {
      std::size_t end = last_break > begin ? last_break : here;
      if (end == here) used_since_break = 0;
      lines.push_back({begin, end, false});
      begin = last_break = end;
      used = used_since_break;
    }
    used += w;
    used_since_break += w;
    if (c == ' ' || c == '-') {
      last_break = at;
      used_since_break = 0;
    }
  }
  lines.push_back({begin, text.size(), false});
  return lines;
}

std::size_t line_of(const std::vector<TextLine>& lines, std::size_t position) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    bool ends_here = position == lines[i].end && (lines[i].hard || i + 1 == lines.size());
    if (position < lines[i].end || ends_here) return i;
  }
  return lines.size() - 1;
}

}  // namespace parvis::demo
