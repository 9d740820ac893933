#include "store/sqlite_rows.hpp"

namespace parvis::server {

CommentRow comment_of(const Query& query) {
  CommentRow row;
  row.id = query.text(0);
  row.page = query.integer(1);
  row.visitor = query.integer(2);
  row.parent = query.text(3);
  row.root = query.text(4);
  row.depth = static_cast<std::int32_t>(query.integer(5));
  row.name = query.text(6);
  row.source = query.text(7);
  row.created_ms = query.integer(8);
  row.status = static_cast<CommentRow::Status>(query.integer(9));
  row.likes = query.integer(10);
  row.replies = query.integer(11);
  row.children = query.integer(12);
  row.downs = query.integer(13);
  row.below = query.integer(14);
  row.edited_ms = query.integer(15);
  row.deleted_ms = query.integer(16);
  row.former = static_cast<CommentRow::Status>(query.integer(17));
  row.pinned_ms = query.integer(18);
  row.featured = query.integer(19) != 0;
  row.answers = query.integer(20);
  row.mentions = query.text(21);
  row.reactions = query.text(22);
  return row;
}

std::vector<CommentRow> comments_of(Query& query) {
  std::vector<CommentRow> rows;
  while (query.next()) rows.push_back(comment_of(query));
  return rows;
}

std::vector<std::string> texts_of(Query& query) {
  std::vector<std::string> texts;
  while (query.next()) texts.push_back(query.text(0));
  return texts;
}

}  // namespace parvis::server
