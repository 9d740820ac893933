// Where a page of a thread ends, as opaque text. It names a top-level comment and the direction: pages go on
// after it, or (with b) before it. With REPLY its replies after (before) that one come first.
//   i[b].ROOT[.REPLY]         in the orders by time
//   r[b].EPOCH.RANK[.REPLY]   in a frozen ranking; RANK is the comment's own
//   p[b].ROOT[.REPLY]         among the pinned ones, which stand before all others
//   s.REPLY                   below the one comment whose subtree is shown
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parvis::server {

struct Cursor {
  char place = 'p';
  bool back = false;
  std::string root;  // empty: before the first; for `back` after the last
  std::int64_t epoch = 0, rank = -1;
  std::string reply;
};

std::optional<Cursor> read_cursor(std::string_view text);
std::string cursor_text(const Cursor& cursor);

}  // namespace parvis::server
