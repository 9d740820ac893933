#include "store/memory_writer.hpp"

#include <algorithm>

#include "store/reaction_counts.hpp"

namespace parvis::server {

namespace {

// Of a page that changes all the time only so many rankings are kept.
constexpr std::int64_t kEpochsPerSort = 64;

}  // namespace

void MemoryWriter::undo() {
  while (!undo_.empty()) {
    undo_.back()();
    undo_.pop_back();
  }
}

RowId MemoryWriter::add_site(const Site& wanted) {
  if (site(wanted.name)) return 0;
  Site kept = wanted;
  kept.id = std::max(next_id(tables_.sites), tables_.first_site);
  put(tables_.sites, kept.id, kept);
  return kept.id;
}

void MemoryWriter::set_origins(RowId site, const std::vector<std::string>& origins) {
  change(tables_.sites, site, [&](Site& kept) { kept.origins = origins; });
}

void MemoryWriter::set_owner_key(RowId site, std::string_view hash) {
  change(tables_.sites, site, [&](Site& kept) { kept.owner_key_hash = hash; });
}

void MemoryWriter::set_settings(RowId site, std::string_view settings) {
  change(tables_.sites, site, [&](Site& kept) { kept.settings = settings; });
}

RowId MemoryWriter::add_page(RowId site, std::string_view key, std::string_view url, std::int64_t now_ms) {
  Page page;
  page.id = next_id(tables_.pages);
  page.site = site;
  page.key = key;
  page.url = url;
  page.created_ms = now_ms;
  put(tables_.pages, page.id, page);
  put(tables_.page_keys, {site, page.key}, page.id);
  return page.id;
}

void MemoryWriter::set_title(RowId page, std::string_view title) {
  change(tables_.pages, page, [&](Page& kept) { kept.title = title; });
}

bool MemoryWriter::add_alias(RowId page, std::string_view key) {
  const MemoryTables::Owned name{tables_.pages.at(page).site, std::string(key)};
  if (tables_.page_keys.contains(name)) return false;
  put(tables_.page_keys, name, page);
  return true;
}

void MemoryWriter::rename_page(RowId page, std::string_view key, std::string_view url) {
  change(tables_.pages, page, [&](Page& kept) {
    kept.key = key;
    kept.url = url;
  });
}

void MemoryWriter::set_closed(RowId page, bool closed) {
  change(tables_.pages, page, [&](Page& kept) { kept.closed = closed; });
}

RowId MemoryWriter::add_visitor(std::string_view token_hash, std::int64_t) {
  const RowId id = static_cast<RowId>(tables_.visitors.size()) + 1;
  put(tables_.visitors, std::string(token_hash), id);
  return id;
}

void MemoryWriter::set_member(RowId site, RowId visitor, const Member& member) {
  put(tables_.members, {site, visitor}, member);
}

bool MemoryWriter::set_like(RowId page, RowId visitor, bool on, std::int64_t) {
  if (!set(tables_.likes, {page, visitor}, on)) return false;
  change(tables_.pages, page, [&](Page& kept) { kept.likes += on ? 1 : -1; });
  return true;
}

bool MemoryWriter::add_share(RowId page, std::string_view network, RowId visitor, std::int64_t) {
  if (!set(tables_.shares, {page, visitor, std::string(network)}, true)) return false;
  const std::tuple key{page, std::string(network)};
  put(tables_.share_counts, key, tables_.share_counts[key] + 1);
  return true;
}

bool MemoryWriter::remove_share(RowId page, std::string_view network, RowId visitor) {
  if (!set(tables_.shares, {page, visitor, std::string(network)}, false)) return false;
  const std::tuple key{page, std::string(network)};
  put(tables_.share_counts, key, tables_.share_counts[key] - 1);
  return true;
}

bool MemoryWriter::set_fan(RowId site, std::string_view community, RowId visitor, bool on, std::int64_t) {
  if (!set(tables_.fans, {site, std::string(community), visitor}, on)) return false;
  const MemoryTables::Owned key{site, std::string(community)};
  put(tables_.fan_counts, key, tables_.fan_counts[key] + (on ? 1 : -1));
  return true;
}

bool MemoryWriter::set_vote(RowId page, std::string_view comment, RowId visitor, int wanted, std::int64_t) {
  const int before = vote(page, comment, visitor);
  if (before == wanted) return false;
  const std::tuple key{page, visitor, std::string(comment)};
  if (wanted == 0)
    drop(tables_.votes, key);
  else
    put(tables_.votes, key, wanted);
  add_votes(*this, comment, (wanted > 0) - (before > 0), (wanted < 0) - (before < 0));
  return true;
}

bool MemoryWriter::set_reaction(RowId page, std::string_view comment, RowId visitor, std::string_view emoji,
                                bool on, std::int64_t) {
  if (!set(tables_.reactions, {page, visitor, std::string(comment), std::string(emoji)}, on)) return false;
  const auto count = [&](auto& kept) { add_reaction(kept.reactions, emoji, on ? 1 : -1); };
  if (comment.empty())
    change(tables_.pages, page, count);
  else
    change(tables_.comments, std::string(comment), count);
  return true;
}

bool MemoryWriter::add_report(RowId site, const ReportRow& report) {
  const std::pair key{report.comment, report.visitor};
  if (tables_.reports.contains(key)) return false;
  put(tables_.reports, key, {site, report});
  return true;
}

void MemoryWriter::add_comment(const CommentRow& comment) { insert_comment(*this, comment); }
void MemoryWriter::set_comment_status(std::string_view id, CommentRow::Status status) {
  change_status(*this, id, status);
}

void MemoryWriter::set_comment_details(const CommentRow& row) {
  change(tables_.comments, row.id, [&](CommentRow& kept) {
    kept.name = row.name;
    kept.source = row.source;
    kept.mentions = row.mentions;
    kept.edited_ms = row.edited_ms;
    kept.deleted_ms = row.deleted_ms;
    kept.former = row.former;
    kept.pinned_ms = row.pinned_ms;
    kept.featured = row.featured;
  });
}

void MemoryWriter::add_version(std::string_view comment, const CommentVersion& version) {
  auto all = versions(comment);
  all.push_back(version);
  put(tables_.versions, std::string(comment), all);
}

std::int64_t MemoryWriter::erase_deleted(std::int64_t before_ms, std::int64_t after_ms) {
  std::vector<std::string> ids;
  for (const auto& [id, row] : tables_.comments)
    if (row.status == CommentRow::Status::kErased && row.deleted_ms > 0 &&
        (row.deleted_ms < before_ms || row.deleted_ms > after_ms))
      ids.push_back(id);
  for (const std::string& id : ids) {
    drop(tables_.versions, id);
    change(tables_.comments, id, [](CommentRow& kept) {
      kept.name = kept.source = kept.mentions = "";
      kept.deleted_ms = 0;
    });
    const CommentRow& row = tables_.comments.at(id);
    forget_name(tables_.pages.at(row.page).site, row.visitor);
  }
  return std::ssize(ids);
}

void MemoryWriter::forget_name(RowId site, RowId visitor) {
  const std::string name = member(site, visitor).name;
  const auto bears_it = [&](const auto& entry) {
    const CommentRow& row = entry.second;
    return row.visitor == visitor && row.name == name && tables_.pages.at(row.page).site == site;
  };
  if (std::none_of(tables_.comments.begin(), tables_.comments.end(), bears_it))
    change(tables_.members, {site, visitor}, [](Member& kept) { kept.name.clear(); });
}

void MemoryWriter::add_webhook(const WebhookJob& job) {
  WebhookJob kept = job;
  kept.id = next_id(tables_.webhooks);
  put(tables_.webhooks, kept.id, kept);
}

void MemoryWriter::set_webhook_try(std::int64_t job, std::int64_t next_ms, std::int64_t tries) {
  change(tables_.webhooks, job, [&](WebhookJob& kept) {
    kept.next_ms = next_ms;
    kept.tries = tries;
  });
}

void MemoryWriter::drop_webhook(std::int64_t job) { drop(tables_.webhooks, job); }
void MemoryWriter::add_epoch(RowId page, Sort sort, const RankEpoch& epoch,
                             const std::vector<std::string>& ids, std::int64_t keep_after_ms) {
  std::vector<std::tuple<RowId, Sort, std::int64_t>> old;
  std::int64_t same = 0;
  for (const auto& [key, kept] : tables_.epochs) {
    if (std::get<0>(key) != page) continue;
    if (kept.epoch.made_ms < keep_after_ms)
      old.push_back(key);
    else if (std::get<1>(key) == sort && ++same > kEpochsPerSort)
      old.push_back({page, sort, tables_.epochs.lower_bound({page, sort, 0})->second.epoch.number});
  }
  for (const auto& key : old) drop(tables_.epochs, key);
  put(tables_.epochs, {page, sort, epoch.number}, MemoryEpoch{epoch, ids});
}

void MemoryWriter::drop_visitor(RowId visitor) {
  std::vector<MemoryTables::Between> members;
  for (const auto& [key, member] : tables_.members)
    if (key.second == visitor) members.push_back(key);
  for (const auto& key : members) drop(tables_.members, key);
  std::vector<MemoryTables::Owned> writes;
  for (const auto& [key, write] : tables_.writes)
    if (key.first == visitor) writes.push_back(key);
  for (const auto& key : writes) drop(tables_.writes, key);
  for (const auto& [key, report] : std::map(tables_.reports))
    if (key.second == visitor) drop(tables_.reports, key);
  for (const auto& passing : std::set(tables_.passing_writes))
    if (std::get<1>(passing) == visitor) set(tables_.passing_writes, passing, false);
  for (const auto& [hash, id] : tables_.visitors)
    if (id == visitor) {
      const std::string old = hash;
      drop(tables_.visitors, old);
      put(tables_.visitors, forgotten_hash(visitor), visitor);
      return;
    }
}

void MemoryWriter::save_write(RowId visitor, std::string_view key, const SavedWrite& write,
                              std::int64_t now_ms) {
  put(tables_.writes, {visitor, std::string(key)}, write);
  if (!write.forever) set(tables_.passing_writes, {now_ms, visitor, std::string(key)}, true);
}

void MemoryWriter::forget_writes(std::int64_t before_ms, std::int64_t limit) {
  while (limit-- > 0 && !tables_.passing_writes.empty()) {
    const auto oldest = *tables_.passing_writes.begin();
    const auto& [at, visitor, key] = oldest;
    if (at >= before_ms) return;
    drop(tables_.writes, {visitor, key});
    set(tables_.passing_writes, oldest, false);
  }
}

std::optional<CommentRow> MemoryWriter::load(std::string_view id) { return comment(id); }
void MemoryWriter::insert(const CommentRow& row) {
  put(tables_.comments, row.id, row);
  set(tables_.by_visitor, {row.page, row.visitor, row.id}, true);
  if (row.parent.empty())
    set(tables_.page_roots, {row.page, row.id}, true);
  else
    set(tables_.descendants, {row.root, row.id}, true);
  if (!row.parent.empty()) set(tables_.replies, {row.parent, row.id}, true);
}

void MemoryWriter::update(const CommentRow& row) { put(tables_.comments, row.id, row); }
void MemoryWriter::page_changed(RowId page, std::int64_t published) {
  change(tables_.pages, page, [&](Page& kept) {
    kept.comments += published;
    ++kept.changes;
  });
}

}  // namespace parvis::server
