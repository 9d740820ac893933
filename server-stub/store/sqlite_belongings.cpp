// What one visitor left, and how it goes.
#include "store/sqlite_verbs.hpp"

namespace parvis::server {

std::vector<Belonging> SqliteReader::belongings(RowId visitor) {
  // One statement per kind: kind, site, page, value, time, text.
  constexpr const char* kStatements[] = {
      "SELECT 'member', site, 0, name, 0, '' FROM members WHERE visitor = ? ORDER BY site",
      "SELECT 'like', p.site, p.id, '', l.at, '' FROM likes l JOIN pages p ON p.id = l.page WHERE l.visitor "
      "= ? "
      "ORDER BY l.at, p.id",
      "SELECT 'share', p.site, p.id, s.network, s.at, '' FROM shares s JOIN pages p ON p.id = s.page "
      "WHERE s.visitor = ? ORDER BY s.at, p.id, s.network",
      "SELECT 'fan', site, 0, community, at, '' FROM fans WHERE visitor = ? ORDER BY at, site, community",
      "SELECT 'comment', p.site, p.id, c.id, c.created, '' FROM comments c JOIN pages p ON p.id = c.page "
      "WHERE c.visitor = ? ORDER BY c.id",
      "SELECT 'vote', p.site, p.id, v.comment, v.at, iif(v.vote > 0, 'for', 'against') FROM comment_votes v "
      "JOIN pages p ON p.id = v.page WHERE v.visitor = ? ORDER BY v.at, v.comment",
      "SELECT 'reaction', p.site, p.id, r.comment, r.at, r.emoji FROM reactions r JOIN pages p ON p.id = "
      "r.page "
      "WHERE r.visitor = ? ORDER BY r.at, r.comment, r.emoji",
      "SELECT 'report', site, 0, comment, at, note FROM reports WHERE visitor = ? ORDER BY at, comment"};
  std::vector<Belonging> all;
  for (const char* sql : kStatements) {
    Query query(database_, sql);
    query << visitor;
    while (query.next())
      all.push_back({query.text(0), query.integer(1), query.integer(2), query.text(3), query.integer(4),
                     query.text(5)});
  }
  return all;
}

bool SqliteWriter::remove_share(RowId page, std::string_view network, RowId visitor) {
  Query query(database_, "DELETE FROM shares WHERE page = ? AND visitor = ? AND network = ?");
  query << page << visitor << network;
  query.run();
  if (database_.failed() || database_.changes() == 0) return false;
  Query count(database_, "UPDATE share_counts SET count = count - 1 WHERE page = ? AND network = ?");
  count << page << network;
  count.run();
  return true;
}

void SqliteWriter::drop_visitor(RowId visitor) {
  for (const char* sql : {"DELETE FROM members WHERE visitor = ?", "DELETE FROM writes WHERE visitor = ?",
                          "DELETE FROM reports WHERE visitor = ?"}) {
    Query query(database_, sql);
    query << visitor;
    query.run();
  }
  Query query(database_, "UPDATE visitors SET token_hash = ?, created = 0 WHERE id = ?");
  query << forgotten_hash(visitor) << visitor;
  query.run();
}

}  // namespace parvis::server
