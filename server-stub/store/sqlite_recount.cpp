#include <array>

#include "store/sqlite_verbs.hpp"

namespace parvis::server {

namespace {

// Each finds the rows whose kept number differs: what it is, kept, counted.
constexpr std::array<std::string_view, 11> kChecks = {
    "SELECT 'likes of page ' || key, likes, n FROM (SELECT key, likes, (SELECT count(*) FROM likes l "
    "WHERE l.page = p.id) AS n FROM pages p) WHERE likes <> n",
    "SELECT 'comments of page ' || key, comments, n FROM (SELECT key, comments, (SELECT count(*) FROM "
    "comments c "
    "WHERE c.page = p.id AND c.status = 0) AS n FROM pages p) WHERE comments <> n",
    "SELECT 'shares on ' || network, count, n FROM (SELECT network, count, (SELECT count(*) FROM shares s "
    "WHERE s.page = c.page AND s.network = c.network) AS n FROM share_counts c) WHERE count <> n",
    "SELECT 'fans of ' || name, fans, n FROM (SELECT name, fans, (SELECT count(*) FROM fans f "
    "WHERE f.site = c.site AND f.community = c.name) AS n FROM communities c) WHERE fans <> n",
    "SELECT 'likes of comment ' || id, likes, n FROM (SELECT id, likes, (SELECT count(*) FROM comment_votes "
    "v "
    "WHERE v.comment = c.id AND v.vote = 1) AS n FROM comments c) WHERE likes <> n",
    "SELECT 'votes against comment ' || id, downs, n FROM (SELECT id, downs, (SELECT count(*) FROM "
    "comment_votes v WHERE v.comment = c.id AND v.vote = -1) AS n FROM comments c) WHERE downs <> n",
    "SELECT 'comments below ' || c.id, c.below, coalesce(r.n, 0) FROM comments c LEFT JOIN (SELECT root, "
    "count(*) AS n FROM comments WHERE status = 0 AND parent <> '' GROUP BY root) r ON r.root = c.id "
    "WHERE c.parent = '' AND c.below <> coalesce(r.n, 0)",
    "SELECT 'reactions to comment ' || c.id, c.reactions, coalesce(r.text, '') FROM comments c LEFT JOIN "
    "(SELECT comment, group_concat(emoji || ' ' || n, char(10)) AS text FROM (SELECT comment, emoji, "
    "count(*) AS n FROM reactions GROUP BY comment, emoji ORDER BY comment, emoji) GROUP BY comment) r "
    "ON r.comment = c.id WHERE c.reactions <> coalesce(r.text, '')",
    "SELECT 'reactions to page ' || p.key, p.reactions, coalesce(r.text, '') FROM pages p LEFT JOIN "
    "(SELECT page, group_concat(emoji || ' ' || n, char(10)) AS text FROM (SELECT page, emoji, "
    "count(*) AS n FROM reactions WHERE comment = '' GROUP BY page, emoji ORDER BY page, emoji) "
    "GROUP BY page) r ON r.page = p.id WHERE p.reactions <> coalesce(r.text, '')",
    "SELECT 'replies of comment ' || c.id, c.replies, coalesce(r.n, 0) FROM comments c LEFT JOIN (SELECT "
    "parent, "
    "count(*) AS n FROM comments WHERE status = 0 GROUP BY parent) r ON r.parent = c.id "
    "WHERE c.replies <> coalesce(r.n, 0)",
    "SELECT 'children of comment ' || c.id, c.children, coalesce(r.n, 0) FROM comments c LEFT JOIN (SELECT "
    "parent, "
    "count(*) AS n FROM comments WHERE status = 0 OR children > 0 GROUP BY parent) r ON r.parent = c.id "
    "WHERE c.children <> coalesce(r.n, 0)",
};

}  // namespace

std::vector<std::string> SqliteReader::recount() {
  std::vector<std::string> wrong;
  for (std::string_view sql : kChecks) {
    Query query(database_, sql);
    while (query.next())
      wrong.push_back(query.text(0) + ": kept " + query.text(1) + ", counted " + query.text(2));
  }
  Query integrity(database_, "PRAGMA integrity_check");
  while (integrity.next())
    if (integrity.text(0) != "ok") wrong.push_back(integrity.text(0));
  return wrong;
}

}  // namespace parvis::server
