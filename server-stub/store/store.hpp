// Where everything is kept, as an interface: a memory form, SQLite, later PostgreSQL, all under one contract
// suite. The verbs are facts and questions; who may do what is decided in rules/, inside one transaction.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parvis/error.hpp"
#include "parvis/model.hpp"
#include "store/rows.hpp"
#include "store/versions.hpp"

namespace parvis::server {

enum class Order : std::uint8_t { kNewest, kOldest };

// A consistent view of the store. Verbs answer "nothing" when the medium fails; Store::read and Store::write
// then answer kUnavailable, so callers need no check of their own.
class Reader {
 public:
  virtual ~Reader() {}

  virtual std::vector<Site> sites() = 0;
  virtual std::optional<Site> site(std::string_view name) = 0;
  // The oldest site that lists exactly this origin.
  virtual std::optional<Site> site_of_origin(std::string_view origin) = 0;

  virtual std::optional<Page> page(RowId site, std::string_view key) = 0;  // follows aliases
  virtual std::optional<Page> page_by_id(RowId page) = 0;
  virtual std::vector<NetworkCount> shares(RowId page) = 0;
  virtual std::int64_t fans(RowId site, std::string_view community) = 0;

  virtual RowId visitor(std::string_view token_hash) = 0;  // 0: unknown
  virtual Member member(RowId site, RowId visitor) = 0;
  virtual bool likes_page(RowId page, RowId visitor) = 0;
  virtual bool is_fan(RowId site, std::string_view community, RowId visitor) = 0;
  virtual std::vector<std::string> shared_by(RowId page, RowId visitor) = 0;
  // Newest first; of one's own the published ones.
  virtual std::vector<std::string> comments_by(RowId page, RowId visitor, std::int64_t limit) = 0;
  virtual std::vector<std::string> comments_voted_by(RowId page, RowId visitor, int vote,
                                                     std::int64_t limit) = 0;
  virtual int vote(RowId page, std::string_view comment, RowId visitor) = 0;  // 1, 0 or -1
  // Comment and emoji; the empty comment is the page itself.
  virtual std::vector<std::pair<std::string, std::string>> reacted_by(RowId page, RowId visitor,
                                                                      std::int64_t limit) = 0;
  // Who signed a published comment of the page so most lately; 0: nobody.
  virtual RowId person(RowId page, std::string_view name) = 0;

  virtual std::optional<CommentRow> comment(std::string_view id) = 0;
  virtual std::string last_comment_id() = 0;  // of the whole store; empty: none
  // Visible top-level comments after the id `after` (empty: from the start).
  virtual std::vector<CommentRow> roots(RowId page, Order order, std::string_view after,
                                        std::int64_t limit) = 0;
  // The same of the direct replies to a comment.
  virtual std::vector<CommentRow> replies(std::string_view parent, Order order, std::string_view after,
                                          std::int64_t limit) = 0;
  virtual std::vector<CommentRow> pinned(RowId page) = 0;  // visible ones, newest first
  // Published ones, newest first: of a site, of a page, and answers to a visitor by others.
  virtual std::vector<CommentRow> recent(RowId site, std::int64_t limit) = 0;
  virtual std::vector<CommentRow> recent_of_page(RowId page, std::int64_t limit) = 0;
  virtual std::vector<CommentRow> answers_to(RowId site, RowId visitor, std::int64_t limit) = 0;
  // Published ones of the page with an id above `after`, but not by `visitor`.
  virtual NewComments new_comments(RowId page, std::string_view after, RowId visitor, std::int64_t limit) = 0;
  virtual std::vector<CommentVersion> versions(std::string_view comment) = 0;  // oldest first
  virtual std::vector<ReportRow> reports(RowId site, std::int64_t limit) = 0;  // newest first
  virtual std::optional<ReportRow> report(std::string_view comment, RowId visitor) = 0;
  // Visible comments below a top-level one, oldest first, after the id `after`.
  virtual std::vector<CommentRow> descendants(std::string_view root, std::string_view after,
                                              std::int64_t limit) = 0;
  // All visible top-level comments.
  virtual std::vector<RankedRoot> roots_to_rank(RowId page) = 0;
  virtual std::optional<RankEpoch> newest_epoch(RowId page, Sort sort) = 0;
  // The ids at these ranks; none when there is no such epoch (any more).
  virtual std::optional<std::vector<std::string>> ranked(RowId page, Sort sort, std::int64_t epoch,
                                                         std::int64_t first, std::int64_t limit) = 0;
  virtual std::optional<std::int64_t> rank_of(RowId page, Sort sort, std::int64_t epoch,
                                              std::string_view id) = 0;
  virtual std::optional<WebhookJob> webhook(std::int64_t job) = 0;
  // Due between the two times, both included.
  virtual std::vector<WebhookJob> due_webhooks(std::int64_t from_ms, std::int64_t to_ms,
                                               std::int64_t limit) = 0;

  // Everything that a visitor left on any site, oldest kind of thing first; see rules/belongings.hpp.
  virtual std::vector<Belonging> belongings(RowId visitor) = 0;
  virtual std::optional<SavedWrite> saved_write(RowId visitor, std::string_view key) = 0;
  // Counts every derived number afresh and names each one that is wrong; empty: all is right.
  virtual std::vector<std::string> recount() = 0;
};

class Writer : public Reader {
 public:
  virtual RowId add_site(const Site& site) = 0;  // 0: the name is taken
  virtual void set_origins(RowId site, const std::vector<std::string>& origins) = 0;
  virtual void set_owner_key(RowId site, std::string_view hash) = 0;
  virtual void set_settings(RowId site, std::string_view settings) = 0;
  virtual RowId add_page(RowId site, std::string_view key, std::string_view url, std::int64_t now_ms) = 0;
  virtual void set_title(RowId page, std::string_view title) = 0;
  virtual bool add_alias(RowId page, std::string_view key) = 0;  // false: the key is taken
  // The key and the address that it shows from now on; the key must be one of its own.
  virtual void rename_page(RowId page, std::string_view key, std::string_view url) = 0;
  // All that is on `from` moves to `into`, keys too, and `from` is gone. Whoever liked both likes once.
  virtual void merge_pages(RowId from, RowId into) = 0;
  virtual void set_closed(RowId page, bool closed) = 0;

  virtual RowId add_visitor(std::string_view token_hash, std::int64_t now_ms) = 0;
  virtual void set_member(RowId site, RowId visitor, const Member& member) = 0;
  // These answer whether anything changed, and keep the counts.
  virtual bool set_like(RowId page, RowId visitor, bool on, std::int64_t now_ms) = 0;
  virtual bool add_share(RowId page, std::string_view network, RowId visitor, std::int64_t now_ms) = 0;
  virtual bool remove_share(RowId page, std::string_view network, RowId visitor) = 0;
  virtual bool set_fan(RowId site, std::string_view community, RowId visitor, bool on,
                       std::int64_t now_ms) = 0;
  virtual bool set_vote(RowId page, std::string_view comment, RowId visitor, int vote,
                        std::int64_t now_ms) = 0;
  // An empty comment: to the page.
  virtual bool set_reaction(RowId page, std::string_view comment, RowId visitor, std::string_view emoji,
                            bool on, std::int64_t now_ms) = 0;
  virtual bool add_report(RowId site, const ReportRow& report) = 0;

  virtual void add_comment(const CommentRow& comment) = 0;
  // The text stays, see erase_deleted.
  virtual void set_comment_status(std::string_view id, CommentRow::Status status) = 0;
  // All but where it stands, its status and what is derived.
  virtual void set_comment_details(const CommentRow& comment) = 0;
  virtual void add_version(std::string_view comment, const CommentVersion& version) = 0;
  // Drops name, text and former texts of comments that their authors deleted before the one time or after the
  // other, from the medium too within seconds, and the name that an author goes by when no other comment
  // bears it. Answers how many.
  virtual std::int64_t erase_deleted(std::int64_t before_ms, std::int64_t after_ms) = 0;
  virtual void add_webhook(const WebhookJob& job) = 0;
  virtual void set_webhook_try(std::int64_t job, std::int64_t next_ms, std::int64_t tries) = 0;
  virtual void drop_webhook(std::int64_t job) = 0;
  // Also drops epochs of the page that were made before `keep_after_ms`, and the oldest of very many.
  virtual void add_epoch(RowId page, Sort sort, const RankEpoch& epoch, const std::vector<std::string>& ids,
                         std::int64_t keep_after_ms) = 0;
  // What is left of a visitor when all belongings are gone: names, saved answers, and the hash of the token.
  virtual void drop_visitor(RowId visitor) = 0;
  virtual void save_write(RowId visitor, std::string_view key, const SavedWrite& write,
                          std::int64_t now_ms) = 0;
  // The oldest ones that are not kept for ever and were saved before `before_ms`, at most `limit`.
  virtual void forget_writes(std::int64_t before_ms, std::int64_t limit) = 0;

  // To be called once all this is durable, before whoever asked for it is answered, in the order of the
  // commits; never when it is undone. Must be quick.
  void after_commit(std::function<void()> call) { after_commit_.push_back(std::move(call)); }
  std::vector<std::function<void()>> take_after_commit() { return std::move(after_commit_); }

  // What readers see changed by this write is on this page or in this community's count. Answers about all
  // else are kept; a write that says nothing of the kind ends every answer that is kept.
  void shows_on_page(std::string_view key) { changes_.only(Versions::page(key)); }
  void shows_in_community(std::string_view name) { changes_.only(Versions::community(name)); }
  void shows_nowhere() { changes_.nothing(); }
  Changes take_changes() { return std::move(changes_); }

 private:
  Changes changes_;
  std::vector<std::function<void()>> after_commit_;
};

// Since the start.
struct StoreFigures {
  std::uint64_t commits = 0;
  std::uint64_t writes = 0;   // kept
  std::uint64_t refused = 0;  // for want of a disk that holds them
  std::uint64_t waiting = 0;  // now
};

// Safe to call from many threads at once.
class Store {
 public:
  using Read = std::function<void(Reader&)>;
  using Write = std::function<Status(Writer&)>;

  virtual ~Store() {}

  // Never waits for a writer.
  virtual Status read(const Read& read) = 0;
  // Runs `write` with no other writer beside it. When it answers well, everything it did is durable before
  // this returns; when it answers an error, nothing of it is left.
  virtual Status write(const Write& write) = 0;
  // The same later and unwatched, for what may be lost.
  virtual void write_later(Write write) = 0;

  virtual StoreFigures figures() { return {}; }
  Versions& versions() { return versions_; }

 private:
  Versions versions_;
};

}  // namespace parvis::server
