// The memory store's questions about threads.
#include <algorithm>

#include "store/memory_tables.hpp"

namespace parvis::server {

namespace {

bool full(const auto& list, std::int64_t limit) { return std::ssize(list) >= limit; }

// Visible comments out of a set of (owner, id), as Reader::roots says.
template <typename Owner>
std::vector<CommentRow> listed(const MemoryTables& tables, const std::set<std::pair<Owner, std::string>>& set,
                               const Owner& owner, Order order, std::string_view after, std::int64_t limit) {
  std::vector<CommentRow> found;
  const auto take = [&](const std::string& id) {
    const CommentRow& row = tables.comments.find(id)->second;
    if (row.visible()) found.push_back(row);
  };
  const std::pair<Owner, std::string> mark(owner, after);
  if (order == Order::kOldest) {
    for (auto at = set.upper_bound(mark); at != set.end() && at->first == owner && !full(found, limit); ++at)
      take(at->second);
    return found;
  }
  // No id is above this.
  auto at = set.lower_bound(after.empty() ? std::pair<Owner, std::string>(owner, "~") : mark);
  while (at != set.begin() && !full(found, limit)) {
    --at;
    if (at->first != owner) break;
    take(at->second);
  }
  return found;
}

std::vector<CommentRow> newest(const MemoryTables& tables, std::int64_t limit, auto&& wanted) {
  std::vector<CommentRow> found;
  for (auto at = tables.comments.rbegin(); at != tables.comments.rend() && !full(found, limit); ++at)
    if (at->second.status == CommentRow::Status::kPublished && wanted(at->second))
      found.push_back(at->second);
  return found;
}

RowId site_of(const MemoryTables& tables, const CommentRow& row) { return tables.pages.at(row.page).site; }

}  // namespace

std::vector<CommentRow> MemoryReader::roots(RowId page, Order order, std::string_view after,
                                            std::int64_t limit) {
  return listed(tables_, tables_.page_roots, page, order, after, limit);
}

std::vector<CommentRow> MemoryReader::replies(std::string_view parent, Order order, std::string_view after,
                                              std::int64_t limit) {
  return listed(tables_, tables_.replies, std::string(parent), order, after, limit);
}

std::vector<CommentRow> MemoryReader::descendants(std::string_view root, std::string_view after,
                                                  std::int64_t limit) {
  return listed(tables_, tables_.descendants, std::string(root), Order::kOldest, after, limit);
}

std::vector<CommentRow> MemoryReader::pinned(RowId page) {
  auto rows = listed(tables_, tables_.page_roots, page, Order::kNewest, "", INT64_MAX);
  std::erase_if(rows, [](const CommentRow& row) { return row.pinned_ms == 0; });
  return rows;
}

std::vector<CommentRow> MemoryReader::recent(RowId site, std::int64_t limit) {
  return newest(tables_, limit, [&](const CommentRow& row) { return site_of(tables_, row) == site; });
}

std::vector<CommentRow> MemoryReader::recent_of_page(RowId page, std::int64_t limit) {
  return newest(tables_, limit, [&](const CommentRow& row) { return row.page == page; });
}

std::vector<CommentRow> MemoryReader::answers_to(RowId site, RowId visitor, std::int64_t limit) {
  return newest(tables_, limit, [&](const CommentRow& row) {
    return row.answers == visitor && row.visitor != visitor && site_of(tables_, row) == site;
  });
}

NewComments MemoryReader::new_comments(RowId page, std::string_view after, RowId visitor,
                                       std::int64_t limit) {
  NewComments found;
  for (auto at = tables_.comments.upper_bound(after); at != tables_.comments.end(); ++at) {
    const CommentRow& row = at->second;
    if (row.page != page || row.visitor == visitor || row.status != CommentRow::Status::kPublished) continue;
    ++found.count;
    if (!full(found.ids, limit)) found.ids.push_back(row.id);
  }
  return found;
}

std::vector<std::string> MemoryReader::comments_voted_by(RowId page, RowId visitor, int vote,
                                                         std::int64_t limit) {
  std::vector<std::string> found;
  for (auto at = tables_.votes.lower_bound({page, visitor, ""}); at != tables_.votes.end(); ++at) {
    if (std::get<0>(at->first) != page || std::get<1>(at->first) != visitor) break;
    if (at->second == vote) found.push_back(std::get<2>(at->first));
  }
  std::reverse(found.begin(), found.end());
  if (full(found, limit)) found.resize(static_cast<std::size_t>(limit));
  return found;
}

int MemoryReader::vote(RowId page, std::string_view comment, RowId visitor) {
  const auto found = tables_.votes.find({page, visitor, std::string(comment)});
  return found == tables_.votes.end() ? 0 : found->second;
}

std::vector<std::pair<std::string, std::string>> MemoryReader::reacted_by(RowId page, RowId visitor,
                                                                          std::int64_t limit) {
  std::vector<std::pair<std::string, std::string>> all;
  for (auto at = tables_.reactions.lower_bound({page, visitor, "", ""}); at != tables_.reactions.end();
       ++at) {
    const auto& [of, by, comment, emoji] = *at;
    if (of != page || by != visitor) break;
    all.emplace_back(comment, emoji);
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  if (full(all, limit)) all.resize(static_cast<std::size_t>(limit));
  return all;
}

RowId MemoryReader::person(RowId page, std::string_view name) {
  const auto rows =
      newest(tables_, 1, [&](const CommentRow& row) { return row.page == page && row.name == name; });
  return rows.empty() ? 0 : rows.front().visitor;
}

std::vector<CommentVersion> MemoryReader::versions(std::string_view comment) {
  const auto found = tables_.versions.find(std::string(comment));
  return found == tables_.versions.end() ? std::vector<CommentVersion>() : found->second;
}

std::optional<ReportRow> MemoryReader::report(std::string_view comment, RowId visitor) {
  const auto found = tables_.reports.find({std::string(comment), visitor});
  return found == tables_.reports.end() ? std::nullopt : std::optional(found->second.second);
}

std::vector<ReportRow> MemoryReader::reports(RowId site, std::int64_t limit) {
  std::vector<ReportRow> all;
  for (const auto& [key, entry] : tables_.reports)
    if (entry.first == site) all.push_back(entry.second);
  std::sort(all.begin(), all.end(), [](const ReportRow& a, const ReportRow& b) {
    return std::tie(a.at_ms, a.comment, a.visitor) > std::tie(b.at_ms, b.comment, b.visitor);
  });
  if (full(all, limit)) all.resize(static_cast<std::size_t>(limit));
  return all;
}

std::vector<RankedRoot> MemoryReader::roots_to_rank(RowId page) {
  std::vector<RankedRoot> all;
  for (const CommentRow& row : roots(page, Order::kOldest, "", INT64_MAX))
    all.push_back({row.id, row.likes, row.downs, row.replies, row.below});
  return all;
}

std::optional<RankEpoch> MemoryReader::newest_epoch(RowId page, Sort sort) {
  auto at = tables_.epochs.upper_bound({page, sort, INT64_MAX});
  if (at == tables_.epochs.begin()) return std::nullopt;
  --at;
  if (std::get<0>(at->first) != page || std::get<1>(at->first) != sort) return std::nullopt;
  return at->second.epoch;
}

std::optional<std::vector<std::string>> MemoryReader::ranked(RowId page, Sort sort, std::int64_t epoch,
                                                             std::int64_t first, std::int64_t limit) {
  auto found = tables_.epochs.find({page, sort, epoch});
  if (found == tables_.epochs.end()) return std::nullopt;
  const auto& ids = found->second.ids;
  const auto size = static_cast<std::int64_t>(ids.size());
  const std::int64_t from = std::min(first, size), to = std::min(size, from + limit);
  return std::vector<std::string>(ids.begin() + from, ids.begin() + to);
}

std::optional<std::int64_t> MemoryReader::rank_of(RowId page, Sort sort, std::int64_t epoch,
                                                  std::string_view id) {
  auto found = tables_.epochs.find({page, sort, epoch});
  if (found == tables_.epochs.end()) return std::nullopt;
  const auto& ids = found->second.ids;
  const auto at = std::find(ids.begin(), ids.end(), id);
  if (at == ids.end()) return std::nullopt;
  return at - ids.begin();
}

std::optional<WebhookJob> MemoryReader::webhook(std::int64_t job) {
  const auto found = tables_.webhooks.find(job);
  if (found == tables_.webhooks.end()) return std::nullopt;
  return found->second;
}

std::vector<WebhookJob> MemoryReader::due_webhooks(std::int64_t from_ms, std::int64_t to_ms,
                                                   std::int64_t limit) {
  std::vector<WebhookJob> jobs;
  for (const auto& [id, job] : tables_.webhooks)
    if (job.next_ms >= from_ms && job.next_ms <= to_ms) jobs.push_back(job);
  std::sort(jobs.begin(), jobs.end(), [](const WebhookJob& a, const WebhookJob& b) {
    return std::tie(a.next_ms, a.id) < std::tie(b.next_ms, b.id);
  });
  if (full(jobs, limit)) jobs.resize(static_cast<std::size_t>(limit));
  return jobs;
}

}  // namespace parvis::server
