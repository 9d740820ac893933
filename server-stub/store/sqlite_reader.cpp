#include "store/sqlite_verbs.hpp"

namespace parvis::server {

namespace {

#define PARVIS_COMMENT_COLUMNS \
  "id, page, visitor, parent, root, depth, name, source, created, status, likes, replies, children"
#define PARVIS_VISIBLE "(status = 0 OR children > 0)"

CommentRow comment_of(const Query& query) {
  CommentRow row;
  row.id = query.text(0);
  row.page = query.integer(1);
  row.visitor = query.integer(2);
  row.parent = query.text(3);
  row.root = query.text(4);
  row.depth = static_cast<std::int32_t>(query.integer(5));
  row.name = query.text(6);
  row.source = query.text(7);
  row.created_ms = query.integer(8);
  row.status = static_cast<CommentRow::Status>(query.integer(9));
  row.likes = query.integer(10);
  row.replies = query.integer(11);
  row.children = query.integer(12);
  return row;
}

std::vector<CommentRow> comments_of(Query& query) {
  std::vector<CommentRow> rows;
  while (query.next()) rows.push_back(comment_of(query));
  return rows;
}

std::vector<std::string> texts_of(Query& query) {
  std::vector<std::string> texts;
  while (query.next()) texts.push_back(query.text(0));
  return texts;
}

std::optional<Site> with_origins(Database& database, Query& query) {
  if (!query.next()) return std::nullopt;
  Site site{query.integer(0), query.text(1), {}, query.text(2), query.text(3)};
  Query origins(database, "SELECT origin FROM origins WHERE site = ? ORDER BY position");
  origins << site.id;
  site.origins = texts_of(origins);
  return site;
}

std::optional<Page> page_of(Query& query) {
  if (!query.next()) return std::nullopt;
  Page page;
  page.id = query.integer(0);
  page.site = query.integer(1);
  page.key = query.text(2);
  page.url = query.text(3);
  page.closed = query.integer(4) != 0;
  page.likes = query.integer(5);
  page.comments = query.integer(6);
  page.changes = query.integer(7);
  return page;
}

constexpr std::size_t kIdLength = 16;

}  // namespace

std::vector<Site> SqliteReader::sites() {
  std::vector<Site> all;
  Query names(database_, "SELECT name FROM sites ORDER BY id");
  for (const std::string& name : texts_of(names))
    if (auto found = site(name)) all.push_back(std::move(*found));
  return all;
}

std::optional<Site> SqliteReader::site(std::string_view name) {
  Query query(database_, "SELECT id, name, owner_key_hash, salt FROM sites WHERE name = ?");
  query << name;
  return with_origins(database_, query);
}

std::optional<Site> SqliteReader::site_of_origin(std::string_view origin) {
  Query query(database_,
              "SELECT id, name, owner_key_hash, salt FROM sites WHERE id = "
              "(SELECT min(site) FROM origins WHERE origin = ?)");
  query << origin;
  return with_origins(database_, query);
}

std::optional<Page> SqliteReader::page(RowId site, std::string_view key) {
  Query query(database_,
              "SELECT p.id, p.site, p.key, p.url, p.closed, p.likes, p.comments, p.changes "
              "FROM page_keys k JOIN pages p ON p.id = k.page WHERE k.site = ? AND k.key = ?");
  query << site << key;
  return page_of(query);
}

std::optional<Page> SqliteReader::page_by_id(RowId page) {
  Query query(database_,
              "SELECT id, site, key, url, closed, likes, comments, changes FROM pages WHERE id = ?");
  query << page;
  return page_of(query);
}

std::vector<NetworkCount> SqliteReader::shares(RowId page) {
  Query query(database_, "SELECT network, count FROM share_counts WHERE page = ? ORDER BY network");
  query << page;
  std::vector<NetworkCount> all;
  while (query.next()) all.push_back({query.text(0), query.integer(1)});
  return all;
}

std::int64_t SqliteReader::fans(RowId site, std::string_view community) {
  Query query(database_, "SELECT fans FROM communities WHERE site = ? AND name = ?");
  query << site << community;
  return query.next() ? query.integer(0) : 0;
}

RowId SqliteReader::visitor(std::string_view token_hash) {
  Query query(database_, "SELECT id FROM visitors WHERE token_hash = ?");
  query << token_hash;
  return query.next() ? query.integer(0) : 0;
}

Member SqliteReader::member(RowId site, RowId visitor) {
  Query query(database_, "SELECT name, blocked FROM members WHERE site = ? AND visitor = ?");
  query << site << visitor;
  return query.next() ? Member{query.text(0), query.integer(1) != 0} : Member{};
}

bool SqliteReader::likes_page(RowId page, RowId visitor) {
  Query query(database_, "SELECT 1 FROM likes WHERE page = ? AND visitor = ?");
  query << page << visitor;
  return query.next();
}

bool SqliteReader::is_fan(RowId site, std::string_view community, RowId visitor) {
  Query query(database_, "SELECT 1 FROM fans WHERE site = ? AND community = ? AND visitor = ?");
  query << site << community << visitor;
  return query.next();
}

std::vector<std::string> SqliteReader::shared_by(RowId page, RowId visitor) {
  Query query(database_, "SELECT network FROM shares WHERE page = ? AND visitor = ? ORDER BY network");
  query << page << visitor;
  return texts_of(query);
}

std::vector<std::string> SqliteReader::comments_by(RowId page, RowId visitor, std::int64_t limit) {
  Query query(
      database_,
      "SELECT id FROM comments WHERE page = ? AND visitor = ? AND status = 0 ORDER BY id DESC LIMIT ?");
  query << page << visitor << limit;
  return texts_of(query);
}

std::vector<std::string> SqliteReader::comments_liked_by(RowId page, RowId visitor, std::int64_t limit) {
  Query query(
      database_,
      "SELECT comment FROM comment_likes WHERE page = ? AND visitor = ? ORDER BY comment DESC LIMIT ?");
  query << page << visitor << limit;
  return texts_of(query);
}

bool SqliteReader::likes_comment(RowId page, std::string_view comment, RowId visitor) {
  Query query(database_, "SELECT 1 FROM comment_likes WHERE page = ? AND visitor = ? AND comment = ?");
  query << page << visitor << comment;
  return query.next();
}

std::optional<CommentRow> SqliteReader::comment(std::string_view id) {
  Query query(database_, "SELECT " PARVIS_COMMENT_COLUMNS " FROM comments WHERE id = ?");
  query << id;
  if (!query.next()) return std::nullopt;
  return comment_of(query);
}

std::string SqliteReader::last_comment_id() {
  Query query(database_, "SELECT max(id) FROM comments");
  return query.next() ? query.text(0) : std::string();
}

std::vector<CommentRow> SqliteReader::roots(RowId page, RootOrder order, std::string_view after,
                                            std::int64_t limit) {
#define PARVIS_ROOTS \
  "SELECT " PARVIS_COMMENT_COLUMNS " FROM comments WHERE page = ? AND parent = '' AND " PARVIS_VISIBLE
  std::string_view sql;
  switch (order) {
    case RootOrder::kNewest:
      sql = after.empty() ? PARVIS_ROOTS " AND id > ? ORDER BY id DESC LIMIT ?"
                          : PARVIS_ROOTS " AND id < ? ORDER BY id DESC LIMIT ?";
      break;
    case RootOrder::kOldest:
      sql = PARVIS_ROOTS " AND id > ? ORDER BY id LIMIT ?";
      break;
    case RootOrder::kTop:
      sql = PARVIS_ROOTS " AND id >= ? ORDER BY likes DESC, id LIMIT ?";
      break;
  }
  Query query(database_, sql);
  query << page << (order == RootOrder::kTop ? std::string_view() : after) << limit;
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

std::vector<std::string> SqliteReader::ranking(RowId page) {
  Query query(database_, "SELECT id FROM comments WHERE page = ? AND parent = '' AND " PARVIS_VISIBLE
                         " ORDER BY likes DESC, id");
  query << page;
  return texts_of(query);
}

std::optional<RankEpoch> SqliteReader::newest_epoch(RowId page) {
  Query query(database_, "SELECT number, made FROM rank_epochs WHERE page = ? ORDER BY number DESC LIMIT 1");
  query << page;
  if (!query.next()) return std::nullopt;
  return RankEpoch{query.integer(0), query.integer(1)};
}

std::optional<std::vector<std::string>> SqliteReader::ranked(RowId page, std::int64_t epoch,
                                                             std::int64_t first, std::int64_t limit) {
  Query query(database_,
              "SELECT substr(ids, 1 + 16 * ?, 16 * ?) FROM rank_epochs WHERE page = ? AND number = ?");
  query << first << limit << page << epoch;
  if (!query.next()) return std::nullopt;
  const std::string text = query.text(0);
  std::vector<std::string> ids;
  for (std::size_t at = 0; at + kIdLength <= text.size(); at += kIdLength)
    ids.push_back(text.substr(at, kIdLength));
  return ids;
}

std::optional<SavedWrite> SqliteReader::saved_write(RowId visitor, std::string_view key) {
  Query query(database_, "SELECT meaning, answer, forever FROM writes WHERE visitor = ? AND key = ?");
  query << visitor << key;
  if (!query.next()) return std::nullopt;
  return SavedWrite{query.text(0), query.text(1), query.integer(2) != 0};
}

}  // namespace parvis::server
