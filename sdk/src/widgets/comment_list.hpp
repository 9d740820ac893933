// Depth-first lists of comments: every comment stands right after its parent's subtree so far.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "parvis/model.hpp"

namespace parvis {

// Begins to look at `from`, and goes on from the start.
std::optional<std::size_t> find_comment(const CommentList& comments, std::string_view id,
                                        std::size_t from = 0);
// The index right after the comment's last descendant.
std::size_t subtree_end(const CommentList& comments, std::size_t index);
// Puts a new comment where a reader looks for it: a reply after its parent's other replies, a top-level one
// last when oldest come first, else on top but below what is pinned. Sets its depth. A reply whose parent is
// not shown is left out.
void place_comment(CommentList& comments, Comment comment, Sort sort);
// The same, and counts it in its parent.
void insert_comment(CommentList& comments, Comment comment, Sort sort);
// Adds a later page, leaving out what is already shown because it moved between pages. Replies go to their
// parents, which may stand on an earlier page; the rest comes last.
void append_comments(CommentList& comments, const CommentList& later);
// Adds an earlier page: each comment stands after the one before it on that page, replies below their
// parents.
void prepend_comments(CommentList& comments, const CommentList& earlier);
// Takes over what changed, but not the place in the thread nor what is the reader's own.
void update_comment(CommentList& comments, std::size_t index, const Comment& now);
void count_reply(CommentList& comments, std::size_t index, std::int64_t change);
std::int64_t root_count(const CommentList& comments);

// Source text as plain paragraphs, to show until the server made the comment's real tree.
std::vector<RichNode> plain_paragraphs(std::string_view text);

bool is_blank(std::string_view text);

}  // namespace parvis
