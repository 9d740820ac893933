// The SQLite store's questions about threads.
#include "store/sqlite_rows.hpp"
#include "store/sqlite_verbs.hpp"

namespace parvis::server {

namespace {

constexpr std::size_t kIdLength = 16;

#define PARVIS_WEBHOOK_COLUMNS "id, site, body, made, next, tries"
WebhookJob webhook_of(const Query& query) {
  return {query.integer(0), query.integer(1), query.text(2),
          query.integer(3), query.integer(4), query.integer(5)};
}

ReportRow report_of(const Query& query) {
  return {query.text(0), query.integer(1), query.text(2), query.text(3), query.integer(4)};
}

std::int64_t number_of(Sort sort) { return static_cast<std::int64_t>(sort); }

}  // namespace

std::vector<CommentRow> SqliteReader::roots(RowId page, Order order, std::string_view after,
                                            std::int64_t limit) {
#define PARVIS_ROOTS \
  "SELECT " PARVIS_COMMENT_COLUMNS " FROM comments WHERE page = ? AND parent = '' AND " PARVIS_VISIBLE
  Query query(database_, order == Order::kOldest ? PARVIS_ROOTS " AND id > ? ORDER BY id LIMIT ?"
                         : after.empty()         ? PARVIS_ROOTS " AND id > ? ORDER BY id DESC LIMIT ?"
                                                 : PARVIS_ROOTS " AND id < ? ORDER BY id DESC LIMIT ?");
  query << page << after << limit;
  return comments_of(query);
}

std::vector<CommentRow> SqliteReader::replies(std::string_view parent, Order order, std::string_view after,
                                              std::int64_t limit) {
#define PARVIS_REPLIES \
  "SELECT " PARVIS_COMMENT_COLUMNS " FROM comments WHERE parent = ? AND parent <> '' AND " PARVIS_VISIBLE
  Query query(database_, order == Order::kOldest ? PARVIS_REPLIES " AND id > ? ORDER BY id LIMIT ?"
                         : after.empty()         ? PARVIS_REPLIES " AND id > ? ORDER BY id DESC LIMIT ?"
                                                 : PARVIS_REPLIES " AND id < ? ORDER BY id DESC LIMIT ?");
  query << parent << after << limit;
  return comments_of(query);
}

std::vector<CommentRow> SqliteReader::pinned(RowId page) {
  Query query(database_,
              "SELECT " PARVIS_COMMENT_COLUMNS
              " FROM comments WHERE page = ? AND pinned > 0 AND " PARVIS_VISIBLE " ORDER BY id DESC");
  query << page;
  return comments_of(query);
}

std::vector<CommentRow> SqliteReader::descendants(std::string_view root, std::string_view after,
                                                  std::int64_t limit) {
  Query query(database_, "SELECT " PARVIS_COMMENT_COLUMNS
                         " FROM comments WHERE root = ? AND id > ? AND parent <> '' AND " PARVIS_VISIBLE
                         " ORDER BY id LIMIT ?");
  query << root << after << limit;
  return comments_of(query);
}

std::vector<CommentRow> SqliteReader::recent(RowId site, std::int64_t limit) {
  Query query(database_, "SELECT " PARVIS_COMMENT_COLUMNS
                         " FROM comments WHERE site = ? AND status = 0 ORDER BY id DESC LIMIT ?");
  query << site << limit;
  return comments_of(query);
}

std::vector<CommentRow> SqliteReader::recent_of_page(RowId page, std::int64_t limit) {
  Query query(database_, "SELECT " PARVIS_COMMENT_COLUMNS
                         " FROM comments WHERE page = ? AND status = 0 ORDER BY id DESC LIMIT ?");
  query << page << limit;
  return comments_of(query);
}

std::vector<CommentRow> SqliteReader::answers_to(RowId site, RowId visitor, std::int64_t limit) {
  Query query(database_, "SELECT " PARVIS_COMMENT_COLUMNS
                         " FROM comments WHERE answers = ? AND site = ? AND visitor <> ? AND answers > 0 "
                         "AND status = 0 ORDER BY id DESC LIMIT ?");
  query << visitor << site << visitor << limit;
  return comments_of(query);
}

NewComments SqliteReader::new_comments(RowId page, std::string_view after, RowId visitor,
                                       std::int64_t limit) {
  NewComments found;
  Query count(database_,
              "SELECT count(*) FROM comments WHERE page = ? AND id > ? AND visitor <> ? AND status = 0");
  count << page << after << visitor;
  if (count.next()) found.count = count.integer(0);
  Query ids(database_,
            "SELECT id FROM comments WHERE page = ? AND id > ? AND visitor <> ? AND status = 0 "
            "ORDER BY id LIMIT ?");
  ids << page << after << visitor << limit;
  found.ids = texts_of(ids);
  return found;
}

std::vector<std::string> SqliteReader::comments_voted_by(RowId page, RowId visitor, int vote,
                                                         std::int64_t limit) {
  Query query(database_,
              "SELECT comment FROM comment_votes WHERE page = ? AND visitor = ? AND vote = ? "
              "ORDER BY comment DESC LIMIT ?");
  query << page << visitor << std::int64_t{vote} << limit;
  return texts_of(query);
}

int SqliteReader::vote(RowId page, std::string_view comment, RowId visitor) {
  Query query(database_, "SELECT vote FROM comment_votes WHERE page = ? AND visitor = ? AND comment = ?");
  query << page << visitor << comment;
  return query.next() ? static_cast<int>(query.integer(0)) : 0;
}

std::vector<std::pair<std::string, std::string>> SqliteReader::reacted_by(RowId page, RowId visitor,
                                                                          std::int64_t limit) {
  Query query(database_,
              "SELECT comment, emoji FROM reactions WHERE page = ? AND visitor = ? "
              "ORDER BY comment DESC, emoji LIMIT ?");
  query << page << visitor << limit;
  std::vector<std::pair<std::string, std::string>> all;
  while (query.next()) all.emplace_back(query.text(0), query.text(1));
  return all;
}

RowId SqliteReader::person(RowId page, std::string_view name) {
  Query query(database_,
              "SELECT visitor FROM comments WHERE page = ? AND name = ? AND status = 0 "
              "ORDER BY id DESC LIMIT 1");
  query << page << name;
  return query.next() ? query.integer(0) : 0;
}

std::vector<CommentVersion> SqliteReader::versions(std::string_view comment) {
  Query query(database_, "SELECT at, source FROM comment_versions WHERE comment = ? ORDER BY number");
  query << comment;
  std::vector<CommentVersion> all;
  while (query.next()) all.push_back({query.integer(0), query.text(1)});
  return all;
}

std::vector<ReportRow> SqliteReader::reports(RowId site, std::int64_t limit) {
  Query query(database_,
              "SELECT comment, visitor, reason, note, at FROM reports WHERE site = ? "
              "ORDER BY at DESC, comment DESC, visitor DESC LIMIT ?");
  query << site << limit;
  std::vector<ReportRow> all;
  while (query.next()) all.push_back(report_of(query));
  return all;
}

std::optional<ReportRow> SqliteReader::report(std::string_view comment, RowId visitor) {
  Query query(database_,
              "SELECT comment, visitor, reason, note, at FROM reports WHERE comment = ? AND visitor = ?");
  query << comment << visitor;
  return query.next() ? std::optional(report_of(query)) : std::nullopt;
}

std::vector<RankedRoot> SqliteReader::roots_to_rank(RowId page) {
  Query query(database_,
              "SELECT id, likes, downs, replies, below FROM comments WHERE page = ? AND parent = '' "
              "AND " PARVIS_VISIBLE);
  query << page;
  std::vector<RankedRoot> all;
  while (query.next())
    all.push_back({query.text(0), query.integer(1), query.integer(2), query.integer(3), query.integer(4)});
  return all;
}

std::optional<RankEpoch> SqliteReader::newest_epoch(RowId page, Sort sort) {
  Query query(database_,
              "SELECT number, made FROM rank_epochs WHERE page = ? AND sort = ? "
              "ORDER BY number DESC LIMIT 1");
  query << page << number_of(sort);
  if (!query.next()) return std::nullopt;
  return RankEpoch{query.integer(0), query.integer(1)};
}

std::optional<std::vector<std::string>> SqliteReader::ranked(RowId page, Sort sort, std::int64_t epoch,
                                                             std::int64_t first, std::int64_t limit) {
  Query query(database_,
              "SELECT substr(ids, 1 + 16 * ?, 16 * ?) FROM rank_epochs WHERE page = ? AND sort = ? "
              "AND number = ?");
  query << first << limit << page << number_of(sort) << epoch;
  if (!query.next()) return std::nullopt;
  const std::string text = query.text(0);
  std::vector<std::string> ids;
  for (std::size_t at = 0; at + kIdLength <= text.size(); at += kIdLength)
    ids.push_back(text.substr(at, kIdLength));
  return ids;
}

std::optional<std::int64_t> SqliteReader::rank_of(RowId page, Sort sort, std::int64_t epoch,
                                                  std::string_view id) {
  Query query(database_, "SELECT ids FROM rank_epochs WHERE page = ? AND sort = ? AND number = ?");
  query << page << number_of(sort) << epoch;
  if (!query.next()) return std::nullopt;
  const std::string text = query.text(0);
  for (std::size_t at = text.find(id); at != std::string::npos; at = text.find(id, at + 1))
    if (at % kIdLength == 0) return static_cast<std::int64_t>(at / kIdLength);
  return std::nullopt;
}

std::optional<WebhookJob> SqliteReader::webhook(std::int64_t job) {
  Query query(database_, "SELECT " PARVIS_WEBHOOK_COLUMNS " FROM webhook_jobs WHERE id = ?");
  query << job;
  if (!query.next()) return std::nullopt;
  return webhook_of(query);
}

std::vector<WebhookJob> SqliteReader::due_webhooks(std::int64_t from_ms, std::int64_t to_ms,
                                                   std::int64_t limit) {
  Query query(database_, "SELECT " PARVIS_WEBHOOK_COLUMNS
                         " FROM webhook_jobs WHERE next BETWEEN ? AND ? ORDER BY next, id LIMIT ?");
  query << from_ms << to_ms << limit;
  std::vector<WebhookJob> jobs;
  while (query.next()) jobs.push_back(webhook_of(query));
  return jobs;
}

}  // namespace parvis::server
