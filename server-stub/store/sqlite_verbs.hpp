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
  std::vector<std::string> comments_voted_by(RowId page, RowId visitor, int vote,
                                             std::int64_t limit) override;
  int vote(RowId page, std::string_view comment, RowId visitor) override;
  std::vector<std::pair<std::string, std::string>> reacted_by(RowId page, RowId visitor,
                                                              std::int64_t limit) override;
  RowId person(RowId page, std::string_view name) override;
  std::optional<CommentRow> comment(std::string_view id) override;
  std::string last_comment_id() override;
  std::vector<CommentRow> roots(RowId page, Order order, std::string_view after, std::int64_t limit) override;
  std::vector<CommentRow> replies(std::string_view parent, Order order, std::string_view after,
                                  std::int64_t limit) override;
  std::vector<CommentRow> pinned(RowId page) override;
  std::vector<CommentRow> recent(RowId site, std::int64_t limit) override;
  std::vector<CommentRow> recent_of_page(RowId page, std::int64_t limit) override;
  std::vector<CommentRow> answers_to(RowId site, RowId visitor, std::int64_t limit) override;
  NewComments new_comments(RowId page, std::string_view after, RowId visitor, std::int64_t limit) override;
  std::vector<CommentVersion> versions(std::string_view comment) override;
  std::vector<ReportRow> reports(RowId site, std::int64_t limit) override;
  std::vector<CommentRow> descendants(std::string_view root, std::string_view after,
                                      std::int64_t limit) override;
  std::vector<RankedRoot> roots_to_rank(RowId page) override;
  std::optional<RankEpoch> newest_epoch(RowId page, Sort sort) override;
  std::optional<std::vector<std::string>> ranked(RowId page, Sort sort, std::int64_t epoch,
                                                 std::int64_t first, std::int64_t limit) override;
  std::optional<std::int64_t> rank_of(RowId page, Sort sort, std::int64_t epoch,
                                      std::string_view id) override;
  std::optional<WebhookJob> webhook(std::int64_t job) override;
  std::vector<WebhookJob> due_webhooks(std::int64_t now_ms, std::int64_t limit) override;
  std::vector<Belonging> belongings(RowId visitor) override;
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
  void set_settings(RowId site, std::string_view settings) override;
  RowId add_page(RowId site, std::string_view key, std::string_view url, std::int64_t now_ms) override;
  void set_title(RowId page, std::string_view title) override;
  bool add_alias(RowId page, std::string_view key) override;
  void rename_page(RowId page, std::string_view key, std::string_view url) override;
  void merge_pages(RowId from, RowId into) override;
  void set_closed(RowId page, bool closed) override;
  RowId add_visitor(std::string_view token_hash, std::int64_t now_ms) override;
  void set_member(RowId site, RowId visitor, const Member& member) override;
  bool set_like(RowId page, RowId visitor, bool on, std::int64_t now_ms) override;
  bool add_share(RowId page, std::string_view network, RowId visitor, std::int64_t now_ms) override;
  bool remove_share(RowId page, std::string_view network, RowId visitor) override;
  bool set_fan(RowId site, std::string_view community, RowId visitor, bool on, std::int64_t now_ms) override;
  bool set_vote(RowId page, std::string_view comment, RowId visitor, int vote, std::int64_t now_ms) override;
  bool set_reaction(RowId page, std::string_view comment, RowId visitor, std::string_view emoji, bool on,
                    std::int64_t now_ms) override;
  bool add_report(RowId site, const ReportRow& report) override;
  void add_comment(const CommentRow& comment) override;
  void set_comment_status(std::string_view id, CommentRow::Status status) override;
  void set_comment_details(const CommentRow& comment) override;
  void add_version(std::string_view comment, const CommentVersion& version) override;
  std::int64_t erase_deleted(std::int64_t before_ms) override;
  void add_webhook(const WebhookJob& job) override;
  void set_webhook_try(std::int64_t job, std::int64_t next_ms, std::int64_t tries) override;
  void drop_webhook(std::int64_t job) override;
  void add_epoch(RowId page, Sort sort, const RankEpoch& epoch, const std::vector<std::string>& ids,
                 std::int64_t keep_after_ms) override;
  void drop_visitor(RowId visitor) override;
  void save_write(RowId visitor, std::string_view key, const SavedWrite& write, std::int64_t now_ms) override;
  void forget_writes(std::int64_t before_ms, std::int64_t limit) override;

 private:
  std::optional<CommentRow> load(std::string_view id) override;
  void insert(const CommentRow& row) override;
  void update(const CommentRow& row) override;
  void page_changed(RowId page, std::int64_t published) override;
};

}  // namespace parvis::server
