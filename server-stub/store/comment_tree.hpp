// Keeps the derived numbers of a comment tree right when one comment changes; the one implementation for
// every store. Works up the chain of parents in a loop, so depth costs no stack.
#pragma once

#include <optional>
#include <string_view>

#include "store/rows.hpp"

namespace parvis::server {

// What a store supplies: plain reading and writing back of rows.
class CommentTable {
 public:
  virtual ~CommentTable() {}
  virtual std::optional<CommentRow> load(std::string_view id) = 0;
  virtual void insert(const CommentRow& row) = 0;
  virtual void update(const CommentRow& row) = 0;  // all that may change
  // Adds to the page's published comments and marks its order as changed.
  virtual void page_changed(RowId page, std::int64_t published) = 0;
};

void insert_comment(CommentTable& table, CommentRow row);
void change_status(CommentTable& table, std::string_view id, CommentRow::Status status);
void add_votes(CommentTable& table, std::string_view id, std::int64_t likes, std::int64_t downs);

}  // namespace parvis::server
