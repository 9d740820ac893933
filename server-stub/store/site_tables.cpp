#include "store/site_tables.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace parvis::server {

namespace {

// Rankings are made again, answers to old writes belong to the visitor and not to a site, and what waits to
// be told to the site's webhook is told by the old server.
const std::set<std::string, std::less<>> kLeftOut = {"rank_epochs", "writes", "webhook_jobs"};
// In this order at first, since others refer to them.
constexpr std::array<std::string_view, 4> kFirst = {"visitors", "pages", "page_keys", "comments"};

}  // namespace

SiteTable describe_table(Database& database, const std::string& name) {
  SiteTable table{name, {}};
  Query query(database, "SELECT name, type FROM pragma_table_info(?) ORDER BY cid");
  query << name;
  while (query.next()) {
    const std::string column = query.text(0);
    table.has_site |= column == "site";
    table.has_page |= column == "page";
    table.has_visitor |= column == "visitor";
    table.has_comment |= column == "comment";
    // A site's rows need not repeat which site it is; numbers of rows are given anew, but a visitor's: the
    // tag of an author is made from it.
    const bool row_number = column == "id" && query.text(1) == "INTEGER" && name != "visitors";
    if (column != "site" && !row_number) table.columns.push_back(column);
  }
  return table;
}

std::vector<SiteTable> site_tables(Database& database) {
  std::vector<std::string> names(kFirst.begin(), kFirst.end());
  Query query(
      database,
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
  while (query.next()) {
    std::string name = query.text(0);
    const bool first = std::find(kFirst.begin(), kFirst.end(), name) != kFirst.end();
    if (!first && name != "sites" && !kLeftOut.contains(name)) names.push_back(std::move(name));
  }
  std::vector<SiteTable> tables;
  for (const std::string& name : names) tables.push_back(describe_table(database, name));
  return tables;
}

Result<std::unique_ptr<Database>> open_newest(const std::string& db) {
  auto opened = Database::open(db);
  if (!opened) return opened.error();
  if (const Status done = migrate(*opened.value()); !done) return done.error();
  return opened;
}

}  // namespace parvis::server
