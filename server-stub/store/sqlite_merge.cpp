#include <array>

#include "store/sqlite_verbs.hpp"

namespace parvis::server {

namespace {

// ?1: the page that goes, ?2: the one that stays.
constexpr std::array<std::string_view, 15> kSteps = {
    "INSERT OR IGNORE INTO likes (page, visitor, at) SELECT ?2, visitor, at FROM likes WHERE page = ?1",
    "DELETE FROM likes WHERE page = ?1",
    "INSERT OR IGNORE INTO shares (page, visitor, network, at) "
    "SELECT ?2, visitor, network, at FROM shares WHERE page = ?1",
    "DELETE FROM shares WHERE page = ?1",
    "DELETE FROM share_counts WHERE page IN (?1, ?2)",
    "INSERT INTO share_counts (page, network, count) "
    "SELECT page, network, count(*) FROM shares WHERE page = ?2 GROUP BY network",
    "UPDATE comments SET page = ?2 WHERE page = ?1",
    "UPDATE comment_votes SET page = ?2 WHERE page = ?1",
    "INSERT OR IGNORE INTO reactions (page, visitor, comment, emoji, at) "
    "SELECT ?2, visitor, comment, emoji, at FROM reactions WHERE page = ?1",
    "DELETE FROM reactions WHERE page = ?1",
    "UPDATE pages SET reactions = coalesce((SELECT group_concat(emoji || ' ' || n, char(10)) FROM (SELECT "
    "emoji, count(*) AS n FROM reactions WHERE page = ?2 AND comment = '' GROUP BY emoji ORDER BY emoji)), "
    "'') "
    "WHERE id = ?2 AND ?1 <> ?2",
    "DELETE FROM rank_epochs WHERE page IN (?1, ?2)",
    "UPDATE page_keys SET page = ?2 WHERE page = ?1",
    "UPDATE pages SET likes = (SELECT count(*) FROM likes WHERE page = ?2), comments = pages.comments + "
    "gone.comments, changes = pages.changes + gone.changes + 1, closed = max(pages.closed, gone.closed) "
    "FROM pages AS gone WHERE pages.id = ?2 AND gone.id = ?1",
    "DELETE FROM pages WHERE id = ?1",
};

}  // namespace

void SqliteWriter::merge_pages(RowId from, RowId into) {
  for (std::string_view sql : kSteps) {
    Query query(database_, sql);
    query << from;
    if (sql.find("?2") != std::string_view::npos) query << into;
    query.run();
  }
}

}  // namespace parvis::server
