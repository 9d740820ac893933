// The verbs of the SQLite store, on one connection inside one transaction.
#pragma once

#include "store/comment_tree.hpp"
#include "store/sqlite_database.hpp"
#include "store/store.hpp"

namespace parvis::server {

class SqliteReader : public Writer {
 public:
  explicit SqliteReader(Database& database) : database_(database) {}

  std::vector<Site> sites() override;
  std::optional<Site> site(std::string_view name) override;
  std::optional<Site> site_of_origin(std::string_view origin) override;
  std::optional<Page> page(RowId site, std::string_view key) override;
  std::optional<Page> page_by_id(RowId page) override;
  std::vector<NetworkCount> shares(RowId page) override;
  std::int64_t fans(RowId site, std::string_view community) override;
  RowId visitor(std::string_view token_hash) override;
  Member member(RowId site, RowId visitor) override;
  bool likes_page(RowId page, RowId visitor) override;
  bool is_fan(RowId site, std::string_view community, RowId visitor) override;
  std::vector<std::string> shared_by(RowId page, RowId visitor) override;
  std::vector<std::string> comments_by(RowId page, RowId visitor, std::int64_t limit) override;
  std::vector<std::string> comments_liked_by(RowId page, RowId visitor, std::int64_t limit) override;
  bool likes_comment(RowId page, std::string_view comment, RowId visitor) override;
  std::optional<CommentRow> comment(std::string_view id) override;
  std::string last_comment_id() override;
  std::vector<CommentRow> roots(RowId page, RootOrder order, std::string_view after,
                                std::int64_t limit) override;
  std::vector<CommentRow> descendants(std::string_view root, std::string_view after,
                                      std::int64_t limit) override;
  std::vector<std::string> ranking(RowId page) override;
  std::optional<RankEpoch> newest_epoch(RowId page) override;
  std::optional<std::vector<std::string>> ranked(RowId page, std::int64_t epoch, std::int64_t first,
                                                 std::int64_t limit) override;
  std::optional<SavedWrite> saved_write(RowId visitor, std::string_view key) override;
  std::vector<std::string> recount() override;

 protected:
  Database& database_;
};

class SqliteWriter final : public SqliteReader, private CommentTable {
 public:
  using SqliteReader::SqliteReader;

  RowId add_site(const Site& site) override;
  void set_origins(RowId site, const std::vector<std::string>& origins) override;
  void set_owner_key(RowId site, std::string_view hash) override;
  RowId add_page(RowId site, std::string_view key, std::string_view url) override;
  bool add_alias(RowId page, std::string_view key) override;
  void rename_page(RowId page, std::string_view key, std::string_view url) override;
  void merge_pages(RowId from, RowId into) override;
  void set_closed(RowId page, bool closed) override;
  RowId add_visitor(std::string_view token_hash, std::int64_t now_ms) override;
  void set_member(RowId site, RowId visitor, const Member& member) override;
  bool set_like(RowId page, RowId visitor, bool on, std::int64_t now_ms) override;
  bool add_share(RowId page, std::string_view network, RowId visitor, std::int64_t now_ms) override;
  bool set_fan(RowId site, std::string_view community, RowId visitor, bool on, std::int64_t now_ms) override;
  bool set_comment_like(RowId page, std::string_view comment, RowId visitor, bool on,
                        std::int64_t now_ms) override;
  void add_comment(const CommentRow& comment) override;
  void set_comment_status(std::string_view id, CommentRow::Status status) override;
  void add_epoch(RowId page, const RankEpoch& epoch, const std::vector<std::string>& ids,
                 std::int64_t keep_after_ms) override;
  void save_write(RowId visitor, std::string_view key, const SavedWrite& write, std::int64_t now_ms) override;
  void forget_writes(std::int64_t before_ms, std::int64_t limit) override;

 private:
  std::optional<CommentRow> load(std::string_view id) override;
  void insert(const CommentRow& row) override;
  void update(const CommentRow& row) override;
  void page_changed(RowId page, std::int64_t published) override;
};

}  // namespace parvis::server
