#include "store/sqlite_rows.hpp"
#include "store/sqlite_verbs.hpp"

namespace parvis::server {

namespace {

std::optional<Site> with_origins(Database& database, Query& query) {
  if (!query.next()) return std::nullopt;
  Site site{query.integer(0), query.text(1), {}, query.text(2), query.text(3), query.text(4)};
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
  page.title = query.text(8);
  page.created_ms = query.integer(9);
  page.reactions = query.text(10);
  return page;
}

}  // namespace

std::vector<Site> SqliteReader::sites() {
  std::vector<Site> all;
  Query names(database_, "SELECT name FROM sites ORDER BY id");
  for (const std::string& name : texts_of(names))
    if (auto found = site(name)) all.push_back(std::move(*found));
  return all;
}

std::optional<Site> SqliteReader::site(std::string_view name) {
  Query query(database_, "SELECT id, name, owner_key_hash, salt, settings FROM sites WHERE name = ?");
  query << name;
  return with_origins(database_, query);
}

std::optional<Site> SqliteReader::site_of_origin(std::string_view origin) {
  Query query(database_,
              "SELECT id, name, owner_key_hash, salt, settings FROM sites WHERE id = "
              "(SELECT min(site) FROM origins WHERE origin = ?)");
  query << origin;
  return with_origins(database_, query);
}

std::optional<Page> SqliteReader::page(RowId site, std::string_view key) {
  Query query(
      database_,
      "SELECT p.id, p.site, p.key, p.url, p.closed, p.likes, p.comments, p.changes, p.title, "
      "p.created, p.reactions FROM page_keys k JOIN pages p ON p.id = k.page WHERE k.site = ? AND k.key = ?");
  query << site << key;
  return page_of(query);
}

std::optional<Page> SqliteReader::page_by_id(RowId page) {
  Query query(database_,
              "SELECT id, site, key, url, closed, likes, comments, changes, title, created, reactions "
              "FROM pages WHERE id = ?");
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
  Query query(database_, "SELECT name, blocked, role FROM members WHERE site = ? AND visitor = ?");
  query << site << visitor;
  return query.next() ? Member{query.text(0), query.integer(1) != 0, query.text(2)} : Member{};
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

std::optional<SavedWrite> SqliteReader::saved_write(RowId visitor, std::string_view key) {
  Query query(database_, "SELECT meaning, answer, forever FROM writes WHERE visitor = ? AND key = ?");
  query << visitor << key;
  if (!query.next()) return std::nullopt;
  return SavedWrite{query.text(0), query.text(1), query.integer(2) != 0};
}

}  // namespace parvis::server
