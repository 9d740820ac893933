#include "markdown_marks.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace parvis::demo {
namespace {

// Puts the cursor so that the words between the marks stay selected, or can be typed there.
void around(EditBuffer& buffer, std::string_view before, std::string_view after) {
  std::size_t from = std::min(buffer.cursor(), buffer.anchor());
  std::string inner(buffer.selection());
  buffer.insert(std::string(before) + inner + std::string(after));
  buffer.move_to(from + before.size(), false);
  buffer.move_to(from + before.size() + inner.size(), true);
}

void select_whole_lines(EditBuffer& buffer) {
  auto [from, to] = std::minmax({buffer.cursor(), buffer.anchor()});
  std::size_t line = from == 0 ? std::string::npos : buffer.text().rfind('\n', from - 1);
  std::size_t end = std::min(buffer.text().find('\n', to), buffer.text().size());
  buffer.move_to(line == std::string::npos ? 0 : line + 1, false);
  buffer.move_to(end, true);
}

void before_each_line(EditBuffer& buffer, std::string_view mark) {
  select_whole_lines(buffer);
  std::string marked(mark);
  for (char c : std::string(buffer.selection())) {
    marked += c;
    if (c == '\n') marked += mark;
  }
  buffer.insert(marked);
}

void code(EditBuffer& buffer) {
  if (buffer.selection().find('\n') == std::string_view::npos) return around(buffer, "`", "`");
  select_whole_lines(buffer);
  around(buffer, "```\n", "\n```");
}

}  // namespace

void mark(EditBuffer& buffer, Mark what) {
  switch (what) {
    case Mark::kBold:
      return around(buffer, "**", "**");
    case Mark::kItalic:
      return around(buffer, "*", "*");
    case Mark::kLink:
      return around(buffer, "[", "](https://)");
    case Mark::kQuote:
      return before_each_line(buffer, "> ");
    case Mark::kCode:
      return code(buffer);
    case Mark::kList:
      return before_each_line(buffer, "- ");
    case Mark::kSpoiler:
      return around(buffer, "||", "||");
  }
}

}  // namespace parvis::demo
