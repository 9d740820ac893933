#include "store/memory_store.hpp"

#include <mutex>
#include <shared_mutex>

#include "store/comment_tree.hpp"
#include "store/memory_tables.hpp"
#include "store/reaction_counts.hpp"

namespace parvis::server {

namespace {

// Of a page that changes all the time only so many rankings are kept.
constexpr std::int64_t kEpochsPerSort = 64;

// Every change goes through put() and drop(), which remember how to undo it.
class MemoryWriter final : public MemoryReader, private CommentTable {
 public:
  using MemoryReader::MemoryReader;

  void undo() {
    while (!undo_.empty()) {
      undo_.back()();
      undo_.pop_back();
    }
  }

  RowId add_site(const Site& wanted) override {
    if (site(wanted.name)) return 0;
    Site kept = wanted;
    kept.id = std::max(next_id(tables_.sites), tables_.first_site);
    put(tables_.sites, kept.id, kept);
    return kept.id;
  }
  void set_origins(RowId site, const std::vector<std::string>& origins) override {
    change(tables_.sites, site, [&](Site& kept) { kept.origins = origins; });
  }
  void set_owner_key(RowId site, std::string_view hash) override {
    change(tables_.sites, site, [&](Site& kept) { kept.owner_key_hash = hash; });
  }
  void set_settings(RowId site, std::string_view settings) override {
    change(tables_.sites, site, [&](Site& kept) { kept.settings = settings; });
  }
  RowId add_page(RowId site, std::string_view key, std::string_view url, std::int64_t now_ms) override {
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
  void set_title(RowId page, std::string_view title) override {
    change(tables_.pages, page, [&](Page& kept) { kept.title = title; });
  }
  bool add_alias(RowId page, std::string_view key) override {
    const MemoryTables::Owned name{tables_.pages.at(page).site, std::string(key)};
    if (tables_.page_keys.contains(name)) return false;
    put(tables_.page_keys, name, page);
    return true;
  }
  void rename_page(RowId page, std::string_view key, std::string_view url) override {
    change(tables_.pages, page, [&](Page& kept) {
      kept.key = key;
      kept.url = url;
    });
  }
  void merge_pages(RowId from, RowId into) override;
  void set_closed(RowId page, bool closed) override {
    change(tables_.pages, page, [&](Page& kept) { kept.closed = closed; });
  }

  RowId add_visitor(std::string_view token_hash, std::int64_t) override {
    const RowId id = static_cast<RowId>(tables_.visitors.size()) + 1;
    put(tables_.visitors, std::string(token_hash), id);
    return id;
  }
  void set_member(RowId site, RowId visitor, const Member& member) override {
    put(tables_.members, {site, visitor}, member);
  }
  bool set_like(RowId page, RowId visitor, bool on, std::int64_t) override {
    if (!set(tables_.likes, {page, visitor}, on)) return false;
    change(tables_.pages, page, [&](Page& kept) { kept.likes += on ? 1 : -1; });
    return true;
  }
  bool add_share(RowId page, std::string_view network, RowId visitor, std::int64_t) override {
    if (!set(tables_.shares, {page, visitor, std::string(network)}, true)) return false;
    const std::tuple key{page, std::string(network)};
    put(tables_.share_counts, key, tables_.share_counts[key] + 1);
    return true;
  }
  bool remove_share(RowId page, std::string_view network, RowId visitor) override {
    if (!set(tables_.shares, {page, visitor, std::string(network)}, false)) return false;
    const std::tuple key{page, std::string(network)};
    put(tables_.share_counts, key, tables_.share_counts[key] - 1);
    return true;
  }
  bool set_fan(RowId site, std::string_view community, RowId visitor, bool on, std::int64_t) override {
    if (!set(tables_.fans, {site, std::string(community), visitor}, on)) return false;
    const MemoryTables::Owned key{site, std::string(community)};
    put(tables_.fan_counts, key, tables_.fan_counts[key] + (on ? 1 : -1));
    return true;
  }
  bool set_vote(RowId page, std::string_view comment, RowId visitor, int wanted, std::int64_t) override {
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
  bool set_reaction(RowId page, std::string_view comment, RowId visitor, std::string_view emoji, bool on,
                    std::int64_t) override {
    if (!set(tables_.reactions, {page, visitor, std::string(comment), std::string(emoji)}, on)) return false;
    const auto count = [&](auto& kept) { add_reaction(kept.reactions, emoji, on ? 1 : -1); };
    if (comment.empty())
      change(tables_.pages, page, count);
    else
      change(tables_.comments, std::string(comment), count);
    return true;
  }
  bool add_report(RowId site, const ReportRow& report) override {
    const std::pair key{report.comment, report.visitor};
    if (tables_.reports.contains(key)) return false;
    put(tables_.reports, key, {site, report});
    return true;
  }

  void add_comment(const CommentRow& comment) override { insert_comment(*this, comment); }
  void set_comment_status(std::string_view id, CommentRow::Status status) override {
    change_status(*this, id, status);
  }
  void set_comment_details(const CommentRow& row) override {
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
  void add_version(std::string_view comment, const CommentVersion& version) override {
    auto all = versions(comment);
    all.push_back(version);
    put(tables_.versions, std::string(comment), all);
  }
  std::int64_t erase_deleted(std::int64_t before_ms) override {
    std::vector<std::string> ids;
    for (const auto& [id, row] : tables_.comments)
      if (row.status == CommentRow::Status::kErased && row.deleted_ms > 0 && row.deleted_ms < before_ms)
        ids.push_back(id);
    for (const std::string& id : ids) {
      drop(tables_.versions, id);
      change(tables_.comments, id, [](CommentRow& kept) {
        kept.name = kept.source = kept.mentions = "";
        kept.deleted_ms = 0;
      });
    }
    return std::ssize(ids);
  }
  void add_webhook(const WebhookJob& job) override {
    WebhookJob kept = job;
    kept.id = next_id(tables_.webhooks);
    put(tables_.webhooks, kept.id, kept);
  }
  void set_webhook_try(std::int64_t job, std::int64_t next_ms, std::int64_t tries) override {
    change(tables_.webhooks, job, [&](WebhookJob& kept) {
      kept.next_ms = next_ms;
      kept.tries = tries;
    });
  }
  void drop_webhook(std::int64_t job) override { drop(tables_.webhooks, job); }
  void add_epoch(RowId page, Sort sort, const RankEpoch& epoch, const std::vector<std::string>& ids,
                 std::int64_t keep_after_ms) override {
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
  void drop_visitor(RowId visitor) override {
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
  void save_write(RowId visitor, std::string_view key, const SavedWrite& write,
                  std::int64_t now_ms) override {
    put(tables_.writes, {visitor, std::string(key)}, write);
    if (!write.forever) set(tables_.passing_writes, {now_ms, visitor, std::string(key)}, true);
  }
  void forget_writes(std::int64_t before_ms, std::int64_t limit) override {
    while (limit-- > 0 && !tables_.passing_writes.empty()) {
      const auto oldest = *tables_.passing_writes.begin();
      const auto& [at, visitor, key] = oldest;
      if (at >= before_ms) return;
      drop(tables_.writes, {visitor, key});
      set(tables_.passing_writes, oldest, false);
    }
  }

 private:
  std::optional<CommentRow> load(std::string_view id) override { return comment(id); }
  void insert(const CommentRow& row) override {
    put(tables_.comments, row.id, row);
    set(tables_.by_visitor, {row.page, row.visitor, row.id}, true);
    if (row.parent.empty())
      set(tables_.page_roots, {row.page, row.id}, true);
    else
      set(tables_.descendants, {row.root, row.id}, true);
    if (!row.parent.empty()) set(tables_.replies, {row.parent, row.id}, true);
  }
  void update(const CommentRow& row) override { put(tables_.comments, row.id, row); }
  void page_changed(RowId page, std::int64_t published) override {
    change(tables_.pages, page, [&](Page& kept) {
      kept.comments += published;
      ++kept.changes;
    });
  }

  template <typename Map>
  static RowId next_id(const Map& map) {
    return map.empty() ? 1 : map.rbegin()->first + 1;
  }
  template <typename Map>
  void put(Map& map, const typename Map::key_type& key, const typename Map::mapped_type& value) {
    auto found = map.find(key);
    if (found == map.end())
      undo_.push_back([&map, key] { map.erase(key); });
    else
      undo_.push_back([&map, key, old = found->second] { map.insert_or_assign(key, old); });
    map.insert_or_assign(key, value);
  }
  template <typename Map>
  void drop(Map& map, const typename Map::key_type& key) {
    auto found = map.find(key);
    if (found == map.end()) return;
    undo_.push_back([&map, key, old = found->second] { map.insert_or_assign(key, old); });
    map.erase(found);
  }
  template <typename Map, typename Change>
  void change(Map& map, const typename Map::key_type& key, Change&& with) {
    auto found = map.find(key);
    if (found == map.end()) return;
    auto value = found->second;
    with(value);
    put(map, key, value);
  }
  template <typename Set>
  bool set(Set& in, const typename Set::key_type& entry, bool on) {
    if (in.contains(entry) == on) return false;
    if (on)
      in.insert(entry);
    else
      in.erase(entry);
    undo_.push_back([&in, entry, on] { on ? (void)in.erase(entry) : (void)in.insert(entry); });
    return true;
  }

  std::vector<std::function<void()>> undo_;
};

// Tables are walked over copies, since the entries that move are put into the same table.
void MemoryWriter::merge_pages(RowId from, RowId into) {
  for (const auto& [page, visitor] : std::set(tables_.likes)) {
    if (page != from) continue;
    set(tables_.likes, {from, visitor}, false);
    if (set(tables_.likes, {into, visitor}, true))
      change(tables_.pages, into, [](Page& kept) { ++kept.likes; });
  }
  for (const auto& [page, visitor, network] : std::set(tables_.shares)) {
    if (page != from) continue;
    set(tables_.shares, {from, visitor, network}, false);
    drop(tables_.share_counts, {from, network});
    if (set(tables_.shares, {into, visitor, network}, true))
      put(tables_.share_counts, {into, network}, tables_.share_counts[{into, network}] + 1);
  }
  for (const auto& [id, row] : std::map(tables_.comments)) {
    if (row.page != from) continue;
    change(tables_.comments, id, [&](CommentRow& kept) { kept.page = into; });
    set(tables_.by_visitor, {from, row.visitor, id}, false);
    set(tables_.by_visitor, {into, row.visitor, id}, true);
    if (set(tables_.page_roots, {from, id}, false)) set(tables_.page_roots, {into, id}, true);
  }
  for (const auto& [key, vote] : std::map(tables_.votes)) {
    if (std::get<0>(key) != from) continue;
    drop(tables_.votes, key);
    put(tables_.votes, {into, std::get<1>(key), std::get<2>(key)}, vote);
  }
  for (const auto& [page, visitor, comment, emoji] : std::set(tables_.reactions)) {
    if (page != from) continue;
    set(tables_.reactions, {from, visitor, comment, emoji}, false);
    if (set(tables_.reactions, {into, visitor, comment, emoji}, true) && comment.empty())
      change(tables_.pages, into,
             [&, &added = emoji](Page& kept) { add_reaction(kept.reactions, added, 1); });
  }
  for (const auto& [key, epoch] : std::map(tables_.epochs))
    if (std::get<0>(key) == from || std::get<0>(key) == into) drop(tables_.epochs, key);
  for (const auto& [key, page] : std::map(tables_.page_keys))
    if (page == from) put(tables_.page_keys, key, into);
  const Page gone = tables_.pages.at(from);
  change(tables_.pages, into, [&](Page& kept) {
    kept.comments += gone.comments;
    kept.changes += gone.changes + 1;
    kept.closed = kept.closed || gone.closed;
  });
  drop(tables_.pages, from);
}

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(RowId first_site) { tables_.first_site = first_site; }
  Status read(const Read& read) override {
    std::shared_lock lock(mutex_);
    MemoryWriter reader(tables_);
    read(reader);
    return Unit{};
  }
  Status write(const Write& write) override {
    std::unique_lock lock(mutex_);
    MemoryWriter writer(tables_);
    Status done = write(writer);
    if (!done) {
      writer.undo();
      return done;
    }
    versions().committed();
    writer.take_changes().tell(versions());
    for (const auto& call : writer.take_after_commit()) call();
    return done;
  }
  void write_later(Write write) override { (void)this->write(write); }

 private:
  std::shared_mutex mutex_;
  MemoryTables tables_;
};

}  // namespace

std::unique_ptr<Store> make_memory_store(RowId first_site) {
  return std::make_unique<MemoryStore>(first_site);
}

}  // namespace parvis::server
