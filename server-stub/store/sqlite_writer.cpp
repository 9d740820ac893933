#include "store/sqlite_verbs.hpp"

namespace parvis::server {

RowId SqliteWriter::add_site(const Site& site) {
  {
    Query insert(database_,
                 "INSERT INTO sites (name, owner_key_hash, salt) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
    insert << site.name << site.owner_key_hash << site.salt;
    insert.run();
    if (database_.failed() || database_.changes() == 0) return 0;
  }
  const RowId id = database_.last_row();
  set_origins(id, site.origins);
  return id;
}

void SqliteWriter::set_origins(RowId site, const std::vector<std::string>& origins) {
  Query clear(database_, "DELETE FROM origins WHERE site = ?");
  clear << site;
  clear.run();
  std::int64_t position = 0;
  for (const std::string& origin : origins) {
    Query add(database_, "INSERT OR IGNORE INTO origins (origin, site, position) VALUES (?, ?, ?)");
    add << origin << site << position++;
    add.run();
  }
}

void SqliteWriter::set_owner_key(RowId site, std::string_view hash) {
  Query query(database_, "UPDATE sites SET owner_key_hash = ? WHERE id = ?");
  query << hash << site;
  query.run();
}

void SqliteWriter::set_settings(RowId site, std::string_view settings) {
  Query query(database_, "UPDATE sites SET settings = ? WHERE id = ?");
  query << settings << site;
  query.run();
}

RowId SqliteWriter::add_page(RowId site, std::string_view key, std::string_view url, std::int64_t now_ms) {
  Query page(database_, "INSERT INTO pages (site, key, url, created) VALUES (?, ?, ?, ?)");
  page << site << key << url << now_ms;
  page.run();
  const RowId id = database_.last_row();
  Query name(database_, "INSERT INTO page_keys (site, key, page) VALUES (?, ?, ?)");
  name << site << key << id;
  name.run();
  return id;
}

void SqliteWriter::set_title(RowId page, std::string_view title) {
  Query query(database_, "UPDATE pages SET title = ? WHERE id = ?");
  query << title << page;
  query.run();
}

bool SqliteWriter::add_alias(RowId page, std::string_view key) {
  Query query(database_,
              "INSERT INTO page_keys (site, key, page) SELECT site, ?, id FROM pages WHERE id = ? "
              "ON CONFLICT DO NOTHING");
  query << key << page;
  query.run();
  return database_.changes() == 1;
}

void SqliteWriter::rename_page(RowId page, std::string_view key, std::string_view url) {
  Query query(database_, "UPDATE pages SET key = ?, url = ? WHERE id = ?");
  query << key << url << page;
  query.run();
}

void SqliteWriter::set_closed(RowId page, bool closed) {
  Query query(database_, "UPDATE pages SET closed = ? WHERE id = ?");
  query << std::int64_t{closed} << page;
  query.run();
}

RowId SqliteWriter::add_visitor(std::string_view token_hash, std::int64_t now_ms) {
  Query query(database_, "INSERT INTO visitors (token_hash, created) VALUES (?, ?)");
  query << token_hash << now_ms;
  query.run();
  return database_.last_row();
}

void SqliteWriter::set_member(RowId site, RowId visitor, const Member& member) {
  Query query(database_,
              "INSERT OR REPLACE INTO members (site, visitor, name, blocked, role) VALUES (?, ?, ?, ?, ?)");
  query << site << visitor << member.name << std::int64_t{member.blocked} << member.role;
  query.run();
}

bool SqliteWriter::set_like(RowId page, RowId visitor, bool on, std::int64_t now_ms) {
  if (likes_page(page, visitor) == on) return false;
  if (on) {
    Query query(database_, "INSERT INTO likes (page, visitor, at) VALUES (?, ?, ?)");
    query << page << visitor << now_ms;
    query.run();
  } else {
    Query query(database_, "DELETE FROM likes WHERE page = ? AND visitor = ?");
    query << page << visitor;
    query.run();
  }
  Query count(database_, "UPDATE pages SET likes = likes + ? WHERE id = ?");
  count << std::int64_t{on ? 1 : -1} << page;
  count.run();
  return true;
}

bool SqliteWriter::add_share(RowId page, std::string_view network, RowId visitor, std::int64_t now_ms) {
  Query query(database_,
              "INSERT INTO shares (page, visitor, network, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
  query << page << visitor << network << now_ms;
  query.run();
  if (database_.failed() || database_.changes() == 0) return false;
  Query count(database_,
              "INSERT INTO share_counts (page, network, count) VALUES (?, ?, 1) "
              "ON CONFLICT DO UPDATE SET count = count + 1");
  count << page << network;
  count.run();
  return true;
}

bool SqliteWriter::set_fan(RowId site, std::string_view community, RowId visitor, bool on,
                           std::int64_t now_ms) {
  if (is_fan(site, community, visitor) == on) return false;
  if (on) {
    Query query(database_, "INSERT INTO fans (site, community, visitor, at) VALUES (?, ?, ?, ?)");
    query << site << community << visitor << now_ms;
    query.run();
  } else {
    Query query(database_, "DELETE FROM fans WHERE site = ? AND community = ? AND visitor = ?");
    query << site << community << visitor;
    query.run();
  }
  Query count(database_,
              "INSERT INTO communities (site, name, fans) VALUES (?, ?, 1) "
              "ON CONFLICT DO UPDATE SET fans = fans + ?");
  count << site << community << std::int64_t{on ? 1 : -1};
  count.run();
  return true;
}

void SqliteWriter::add_comment(const CommentRow& comment) { insert_comment(*this, comment); }

void SqliteWriter::set_comment_status(std::string_view id, CommentRow::Status status) {
  change_status(*this, id, status);
}

void SqliteWriter::save_write(RowId visitor, std::string_view key, const SavedWrite& write,
                              std::int64_t now_ms) {
  Query query(database_,
              "INSERT INTO writes (visitor, key, meaning, answer, at, forever) VALUES (?, ?, ?, ?, ?, ?)");
  query << visitor << key << write.meaning << write.answer << now_ms << std::int64_t{write.forever};
  query.run();
}

void SqliteWriter::forget_writes(std::int64_t before_ms, std::int64_t limit) {
  Query query(database_,
              "DELETE FROM writes WHERE rowid IN (SELECT rowid FROM writes WHERE forever = 0 AND at < ? "
              "ORDER BY at LIMIT ?)");
  query << before_ms << limit;
  query.run();
}

std::optional<CommentRow> SqliteWriter::load(std::string_view id) { return comment(id); }

void SqliteWriter::page_changed(RowId page, std::int64_t published) {
  Query query(database_, "UPDATE pages SET comments = comments + ?, changes = changes + 1 WHERE id = ?");
  query << published << page;
  query.run();
}

}  // namespace parvis::server
