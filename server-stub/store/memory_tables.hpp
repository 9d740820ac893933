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
  std::set<std::tuple<RowId, RowId, std::string>> comment_likes;
  std::map<Between, MemoryEpoch> epochs;  // page, number
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
  MemoryTables& tables_;
};

}  // namespace parvis::server
