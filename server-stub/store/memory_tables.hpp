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

#include "store/reader_verbs.inc"

 protected:
  MemoryTables& tables_;
};

}  // namespace parvis::server
