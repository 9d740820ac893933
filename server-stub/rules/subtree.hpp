// What stands below one comment, in stretches: depth-first, the oldest of each comment's replies first. In
// that order a comment always comes after its parent, new ones never come between two that were there, and so
// stretches that are read one after the other neither skip nor repeat. No recursion: depth costs time, not
// stack.
#pragma once

#include <string_view>
#include <vector>

#include "store/store.hpp"

namespace parvis::server {

struct Stretch {
  std::vector<CommentRow> rows;
  bool more = false;  // there is more in the direction of reading
};

// At most `limit` comments below `top` after `from`; the first ones when that is `top` itself.
Stretch subtree_after(Reader& reader, const CommentRow& top, const CommentRow& from, std::int64_t limit);

// The last ones before `from`, in the same order; the last of all when that is `top` itself. Those in `shown`
// are left out.
Stretch subtree_before(Reader& reader, const CommentRow& top, const CommentRow& from, std::int64_t limit,
                       const std::vector<CommentRow>& shown);

// The comments between `top` and `row`, from the top down, both left out; of very many those nearest to
// `row`.
std::vector<CommentRow> ancestors(Reader& reader, const CommentRow& row, std::string_view top);

}  // namespace parvis::server
