#include <algorithm>
#include <limits>

#include "parvis/model.hpp"

namespace parvis {
namespace {

std::int32_t top_of(const ThreadState& thread) {
  return thread.under.empty() || thread.comments.empty() ? 0 : thread.comments.front().depth;
}

// A thread opened at a comment shows all of what leads there.
std::int32_t deepest_shown(const ThreadState& thread) {
  if (!thread.at.empty() || thread.comments.empty()) return std::numeric_limits<std::int32_t>::max();
  return top_of(thread) + kDeepestIndent;
}

}  // namespace

bool is_collapsed(const Comment& comment, const ThreadState& thread) {
  return std::find(thread.collapsed.begin(), thread.collapsed.end(), comment.id) != thread.collapsed.end();
}

std::int32_t indent_of(const Comment& comment, const ThreadState& thread) {
  return std::clamp(comment.depth - top_of(thread), 0, kDeepestIndent);
}

bool continues_elsewhere(const Comment& comment, const ThreadState& thread) {
  return comment.depth >= deepest_shown(thread) && comment.replies > 0;
}

bool may_edit(const Comment& comment, const ThreadState& thread, std::int64_t now_ms) {
  return comment.mine && !comment.pending && !thread.closed && comment.status == CommentStatus::kPublished &&
         now_ms - comment.created_ms < thread.edit_ms;
}

CommentList shown_comments(const ThreadState& thread) {
  const std::int32_t deepest = deepest_shown(thread);
  CommentList shown;
  std::int32_t folded = std::numeric_limits<std::int32_t>::max();  // deeper ones are not shown
  for (std::size_t i = 0; i < thread.comments.size(); ++i) {
    const Comment& comment = thread.comments[i];
    if (comment.depth > folded || comment.depth > deepest) continue;
    const bool folds = !thread.collapsed.empty() && is_collapsed(comment, thread);
    folded = folds ? comment.depth : std::numeric_limits<std::int32_t>::max();
    shown.push_back_shared(thread.comments, i);
  }
  return shown;
}

}  // namespace parvis
