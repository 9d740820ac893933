// The verbs of the SQLite store, on one connection inside one transaction.
#pragma once

#include "store/comment_tree.hpp"
#include "store/sqlite_database.hpp"
#include "store/store.hpp"

namespace parvis::server {

class SqliteReader : public Writer {
 public:
  explicit SqliteReader(Database& database) : database_(database) {}

#include "store/reader_verbs.inc"

 protected:
  Database& database_;
};

class SqliteWriter final : public SqliteReader, private CommentTable {
 public:
  using SqliteReader::SqliteReader;

#include "store/writer_verbs.inc"

 private:
  std::optional<CommentRow> load(std::string_view id) override;
  void insert(const CommentRow& row) override;
  void update(const CommentRow& row) override;
  void page_changed(RowId page, std::int64_t published) override;
};

}  // namespace parvis::server
