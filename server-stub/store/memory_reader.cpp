#include <algorithm>

#include "store/memory_tables.hpp"

namespace parvis::server {

namespace {

// The texts of all (page, visitor, text) entries, in order.
std::vector<std::string> texts_of(const std::set<std::tuple<RowId, RowId, std::string>>& set, RowId page,
                                  RowId visitor) {
  std::vector<std::string> found;
  for (auto at = set.lower_bound({page, visitor, ""}); at != set.end(); ++at) {
    if (std::get<0>(*at) != page || std::get<1>(*at) != visitor) break;
    found.push_back(std::get<2>(*at));
  }
  return found;
}

std::vector<std::string> newest(std::vector<std::string> ids, std::int64_t limit) {
  std::reverse(ids.begin(), ids.end());
  if (static_cast<std::int64_t>(ids.size()) > limit) ids.resize(static_cast<std::size_t>(limit));
  return ids;
}

}  // namespace

std::vector<Site> MemoryReader::sites() {
  std::vector<Site> all;
  for (const auto& [id, site] : tables_.sites) all.push_back(site);
  return all;
}

std::optional<Site> MemoryReader::site(std::string_view name) {
  for (const auto& [id, site] : tables_.sites)
    if (site.name == name) return site;
  return std::nullopt;
}

std::optional<Site> MemoryReader::site_of_origin(std::string_view origin) {
  for (const auto& [id, site] : tables_.sites)
    if (std::find(site.origins.begin(), site.origins.end(), origin) != site.origins.end()) return site;
  return std::nullopt;
}

std::optional<Page> MemoryReader::page(RowId site, std::string_view key) {
  auto found = tables_.page_keys.find({site, std::string(key)});
  if (found == tables_.page_keys.end()) return std::nullopt;
  return page_by_id(found->second);
}

std::optional<Page> MemoryReader::page_by_id(RowId page) {
  auto found = tables_.pages.find(page);
  if (found == tables_.pages.end()) return std::nullopt;
  return found->second;
}

std::vector<NetworkCount> MemoryReader::shares(RowId page) {
  std::vector<NetworkCount> all;
  for (auto at = tables_.share_counts.lower_bound({page, ""}); at != tables_.share_counts.end(); ++at) {
    if (std::get<0>(at->first) != page) break;
    all.push_back({std::get<1>(at->first), at->second});
  }
  return all;
}

std::int64_t MemoryReader::fans(RowId site, std::string_view community) {
  auto found = tables_.fan_counts.find({site, std::string(community)});
  return found == tables_.fan_counts.end() ? 0 : found->second;
}

RowId MemoryReader::visitor(std::string_view token_hash) {
  auto found = tables_.visitors.find(token_hash);
  return found == tables_.visitors.end() ? 0 : found->second;
}

Member MemoryReader::member(RowId site, RowId visitor) {
  auto found = tables_.members.find({site, visitor});
  return found == tables_.members.end() ? Member{} : found->second;
}

bool MemoryReader::likes_page(RowId page, RowId visitor) { return tables_.likes.contains({page, visitor}); }

bool MemoryReader::is_fan(RowId site, std::string_view community, RowId visitor) {
  return tables_.fans.contains({site, std::string(community), visitor});
}

std::vector<std::string> MemoryReader::shared_by(RowId page, RowId visitor) {
  return texts_of(tables_.shares, page, visitor);
}

std::vector<std::string> MemoryReader::comments_by(RowId page, RowId visitor, std::int64_t limit) {
  auto ids = texts_of(tables_.by_visitor, page, visitor);
  std::erase_if(ids, [&](const std::string& id) {
    return tables_.comments.at(id).status != CommentRow::Status::kPublished;
  });
  return newest(std::move(ids), limit);
}

std::optional<CommentRow> MemoryReader::comment(std::string_view id) {
  auto found = tables_.comments.find(id);
  if (found == tables_.comments.end()) return std::nullopt;
  return found->second;
}

std::string MemoryReader::last_comment_id() {
  return tables_.comments.empty() ? std::string() : tables_.comments.rbegin()->first;
}

std::optional<SavedWrite> MemoryReader::saved_write(RowId visitor, std::string_view key) {
  auto found = tables_.writes.find({visitor, std::string(key)});
  if (found == tables_.writes.end()) return std::nullopt;
  return found->second;
}

}  // namespace parvis::server
