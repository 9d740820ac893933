// Rows of the SQLite store's queries, as values.
#pragma once

#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/sqlite_database.hpp"

namespace parvis::server {

// In the order that comment_of() reads them.
#define PARVIS_COMMENT_COLUMNS                                                                        \
  "id, page, visitor, parent, root, depth, name, source, created, status, likes, replies, children, " \
  "downs, below, edited, deleted, former, pinned, featured, answers, mentions, reactions"
#define PARVIS_VISIBLE "(status = 0 OR children > 0)"

CommentRow comment_of(const Query& query);
std::vector<CommentRow> comments_of(Query& query);
std::vector<std::string> texts_of(Query& query);

}  // namespace parvis::server
