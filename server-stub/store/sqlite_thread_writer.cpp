// What the SQLite store writes down about threads.
#include "store/reaction_counts.hpp"
#include "store/sqlite_rows.hpp"
#include "store/sqlite_verbs.hpp"

namespace parvis::server {

namespace {

// Rankings of large threads are long: of a page that changes all the time only so many are kept.
constexpr std::int64_t kEpochsPerSort = 64;

}  // namespace

void SqliteWriter::insert(const CommentRow& row) {
  Query query(database_,
              "INSERT INTO comments (id, page, site, visitor, parent, root, depth, name, source, created, "
              "status, answers, mentions) "
              "SELECT ?, id, site, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM pages WHERE id = ?");
  query << row.id << row.visitor << row.parent << row.root << std::int64_t{row.depth} << row.name
        << row.source << row.created_ms << static_cast<std::int64_t>(row.status) << row.answers
        << row.mentions << row.page;
  query.run();
}

void SqliteWriter::update(const CommentRow& row) {
  Query query(database_,
              "UPDATE comments SET status = ?, likes = ?, downs = ?, replies = ?, children = ?, below = ?, "
              "reactions = ? WHERE id = ?");
  query << static_cast<std::int64_t>(row.status) << row.likes << row.downs << row.replies << row.children
        << row.below << row.reactions << row.id;
  query.run();
}

void SqliteWriter::set_comment_details(const CommentRow& row) {
  Query query(database_,
              "UPDATE comments SET name = ?, source = ?, mentions = ?, edited = ?, deleted = ?, former = ?, "
              "pinned = ?, featured = ? WHERE id = ?");
  query << row.name << row.source << row.mentions << row.edited_ms << row.deleted_ms
        << static_cast<std::int64_t>(row.former) << row.pinned_ms << std::int64_t{row.featured} << row.id;
  query.run();
}

bool SqliteWriter::set_vote(RowId page, std::string_view comment, RowId visitor, int wanted,
                            std::int64_t now_ms) {
  const int before = vote(page, comment, visitor);
  if (before == wanted) return false;
  Query clear(database_, "DELETE FROM comment_votes WHERE page = ? AND visitor = ? AND comment = ?");
  clear << page << visitor << comment;
  clear.run();
  if (wanted != 0) {
    Query add(database_,
              "INSERT INTO comment_votes (page, visitor, comment, vote, at) VALUES (?, ?, ?, ?, ?)");
    add << page << visitor << comment << std::int64_t{wanted} << now_ms;
    add.run();
  }
  add_votes(*this, comment, (wanted > 0) - (before > 0), (wanted < 0) - (before < 0));
  return true;
}

bool SqliteWriter::set_reaction(RowId page, std::string_view comment, RowId visitor, std::string_view emoji,
                                bool on, std::int64_t now_ms) {
  if (on) {
    Query add(database_,
              "INSERT INTO reactions (page, visitor, comment, emoji, at) VALUES (?, ?, ?, ?, ?) "
              "ON CONFLICT DO NOTHING");
    add << page << visitor << comment << emoji << now_ms;
    add.run();
  } else {
    Query drop(database_,
               "DELETE FROM reactions WHERE page = ? AND visitor = ? AND comment = ? AND emoji = ?");
    drop << page << visitor << comment << emoji;
    drop.run();
  }
  if (database_.failed() || database_.changes() == 0) return false;
  if (comment.empty()) {
    auto row = page_by_id(page);
    if (!row) return false;
    add_reaction(row->reactions, emoji, on ? 1 : -1);
    Query query(database_, "UPDATE pages SET reactions = ? WHERE id = ?");
    query << row->reactions << page;
    query.run();
  } else if (auto row = this->comment(comment)) {
    add_reaction(row->reactions, emoji, on ? 1 : -1);
    update(*row);
  }
  return true;
}

bool SqliteWriter::add_report(RowId site, const ReportRow& report) {
  Query query(database_,
              "INSERT INTO reports (comment, visitor, site, reason, note, at) VALUES (?, ?, ?, ?, ?, ?) "
              "ON CONFLICT DO NOTHING");
  query << report.comment << report.visitor << site << report.reason << report.note << report.at_ms;
  query.run();
  return !database_.failed() && database_.changes() == 1;
}

void SqliteWriter::add_version(std::string_view comment, const CommentVersion& version) {
  Query query(database_,
              "INSERT INTO comment_versions (comment, number, at, source) SELECT ?, "
              "1 + coalesce(max(number), 0), ?, ? FROM comment_versions WHERE comment = ?");
  query << comment << version.at_ms << version.source << comment;
  query.run();
}

std::int64_t SqliteWriter::erase_deleted(std::int64_t before_ms, std::int64_t after_ms) {
#define PARVIS_ERASED "status = 1 AND deleted > 0 AND (deleted < ?1 OR deleted > ?2)"
  Query names(database_,
              "UPDATE members SET name = '' WHERE name <> '' AND (site, visitor) IN "
              "(SELECT site, visitor FROM comments WHERE " PARVIS_ERASED
              ") AND NOT EXISTS (SELECT 1 FROM comments c WHERE c.visitor = members.visitor AND "
              "c.site = members.site AND c.name = members.name AND "
              "NOT (" PARVIS_ERASED "))");
  names << before_ms << after_ms;
  names.run();
  Query versions(database_,
                 "DELETE FROM comment_versions WHERE comment IN (SELECT id FROM comments WHERE " PARVIS_ERASED
                 ")");
  versions << before_ms << after_ms;
  versions.run();
  Query texts(database_,
              "UPDATE comments SET name = '', source = '', mentions = '', deleted = 0 WHERE " PARVIS_ERASED);
  texts << before_ms << after_ms;
  texts.run();
  const std::int64_t erased = database_.failed() ? 0 : database_.changes();
  if (erased > 0) database_.owe_truncation();
  return erased;
}

void SqliteWriter::add_epoch(RowId page, Sort sort, const RankEpoch& epoch,
                             const std::vector<std::string>& ids, std::int64_t keep_after_ms) {
  const auto order = static_cast<std::int64_t>(sort);
  Query clear(database_,
              "DELETE FROM rank_epochs WHERE page = ? AND (made < ? OR (sort = ? AND number <= "
              "(SELECT number FROM rank_epochs WHERE page = ? AND sort = ? ORDER BY number DESC "
              "LIMIT 1 OFFSET ?)))");
  clear << page << keep_after_ms << order << page << order << kEpochsPerSort;
  clear.run();
  std::string all;
  for (const std::string& id : ids) all += id;
  Query query(database_,
              "INSERT OR IGNORE INTO rank_epochs (page, sort, number, made, ids) VALUES (?, ?, ?, ?, ?)");
  query << page << order << epoch.number << epoch.made_ms << all;
  query.run();
}

void SqliteWriter::add_webhook(const WebhookJob& job) {
  Query query(database_, "INSERT INTO webhook_jobs (site, body, made, next, tries) VALUES (?, ?, ?, ?, ?)");
  query << job.site << job.body << job.made_ms << job.next_ms << job.tries;
  query.run();
}

void SqliteWriter::set_webhook_try(std::int64_t job, std::int64_t next_ms, std::int64_t tries) {
  Query query(database_, "UPDATE webhook_jobs SET next = ?, tries = ? WHERE id = ?");
  query << next_ms << tries << job;
  query.run();
}

void SqliteWriter::drop_webhook(std::int64_t job) {
  Query query(database_, "DELETE FROM webhook_jobs WHERE id = ?");
  query << job;
  query.run();
}

}  // namespace parvis::server
