// The memory store's tables and its reading half.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "store/store.hpp"

namespace parvis::server {

struct MemoryEpoch {
  RankEpoch epoch;
  std::vector<std::string> ids;
};

struct MemoryTables {
  using Owned = std::pair<RowId, std::string>;  // (site or page or visitor, name)
  using Between = std::pair<RowId, RowId>;      // (page or site, visitor)

  RowId first_site = 1;
  std::map<RowId, Site> sites;
  std::map<RowId, Page> pages;
  std::map<Owned, RowId> page_keys;  // aliases too
  std::map<std::string, RowId, std::less<>> visitors;
  std::map<Between, Member> members;
  std::set<Between> likes;
  std::set<std::tuple<RowId, RowId, std::string>> shares;  // page, visitor, network
  std::map<std::tuple<RowId, std::string>, std::int64_t> share_counts;
  std::set<std::tuple<RowId, std::string, RowId>> fans;  // site, community, visitor
  std::map<Owned, std::int64_t> fan_counts;
  std::map<std::string, CommentRow, std::less<>> comments;
  std::set<Owned> page_roots;                                  // page, comment
  std::set<std::pair<std::string, std::string>> descendants;   // root, comment
  std::set<std::tuple<RowId, RowId, std::string>> by_visitor;  // page, visitor, comment
  std::set<std::pair<std::string, std::string>> replies;       // parent, comment
  std::map<std::tuple<RowId, RowId, std::string>, int> votes;  // page, visitor, comment
  // Page, visitor, comment (empty: the page itself), emoji.
  std::set<std::tuple<RowId, RowId, std::string, std::string>> reactions;
  std::map<std::string, std::vector<CommentVersion>> versions;
  std::map<std::pair<std::string, RowId>, std::pair<RowId, ReportRow>> reports;  // comment, visitor: site
  std::map<std::int64_t, WebhookJob> webhooks;
  std::map<std::tuple<RowId, Sort, std::int64_t>, MemoryEpoch> epochs;  // page, sort, number
  std::map<Owned, SavedWrite> writes;
  std::set<std::tuple<std::int64_t, RowId, std::string>> passing_writes;  // time, visitor, key
};

class MemoryReader : public Writer {
 public:
  explicit MemoryReader(MemoryTables& tables) : tables_(tables) {}

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
  MemoryTables& tables_;
};

}  // namespace parvis::server
