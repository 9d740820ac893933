#include <ostream>

#include "base/json.hpp"
#include "store/rows.hpp"
#include "store/site_tables.hpp"
#include "store/sqlite_transfer.hpp"

namespace parvis::server {

namespace {

// Everybody who left anything on the site.
std::string visitors_of(const std::vector<SiteTable>& tables) {
  std::string all;
  for (const SiteTable& table : tables) {
    if (!table.has_visitor || !(table.has_site || table.has_page)) continue;
    all += (all.empty() ? "" : " UNION ") + ("SELECT visitor FROM \"" + table.name + "\" WHERE ") +
           (table.has_site ? "site = ?1" : "page IN (SELECT id FROM pages WHERE site = ?1)");
  }
  return all;
}

// SELECT of a table's rows of one site, with names in place of numbers, in the order of their own values.
std::string selection(const SiteTable& table, const std::vector<SiteTable>& tables) {
  std::string columns, order;
  int position = 0;
  for (const std::string& column : table.columns) {
    if (position++ > 0) columns += ", ", order += ", ";
    if (column == "page")
      columns += "(SELECT key FROM pages WHERE id = t.page)";
    else if (column == "visitor")
      columns += "(SELECT token_hash FROM visitors WHERE id = t.visitor)";
    else
      columns += "t.\"" + column + "\"";
    order += std::to_string(position);
  }
  const std::string pages = "(SELECT id FROM pages WHERE site = ?1)";
  std::string where = "t.site = ?1";
  if (table.name == "visitors")
    where = "t.id IN (" + visitors_of(tables) + ")";
  else if (!table.has_site && table.has_page)
    where = "t.page IN " + pages;
  else if (!table.has_site && table.has_comment)
    where = "t.comment IN (SELECT id FROM comments WHERE page IN " + pages + ")";
  return "SELECT " + columns + " FROM \"" + table.name + "\" t WHERE " + where + " ORDER BY " + order;
}

void write_value(JsonWriter& out, sqlite3_stmt* row, int column) {
  switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER:
      out.integer(sqlite3_column_int64(row, column));
      return;
    case SQLITE_NULL:
      out.null();
      return;
    default:
      // Fractions travel as text too: they come back as the same number, whatever reads the file in between.
      out.string(std::string_view(reinterpret_cast<const char*>(sqlite3_column_text(row, column)),
                                  static_cast<std::size_t>(sqlite3_column_bytes(row, column))));
  }
}

void write_rows(Database& database, const SiteTable& table, const std::vector<SiteTable>& tables, RowId site,
                std::ostream& out) {
  MadeStatement rows(database, selection(table, tables));
  sqlite3_bind_int64(rows.get(), 1, site);
  while (rows.step() == SQLITE_ROW) {
    JsonWriter line;
    line.begin_object().member("table", table.name);
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      write_value(line.key(table.columns[i]), rows.get(), static_cast<int>(i));
    line.end_object();
    out << line.text() << '\n';
  }
}

RowId write_head(Database& database, const std::string& name, std::ostream& out) {
  const SiteTable table = describe_table(database, "sites");
  std::string columns;
  for (const std::string& column : table.columns) columns += ", \"" + column + "\"";
  MadeStatement row(database, "SELECT id" + columns + " FROM sites WHERE name = ?1");
  sqlite3_bind_text(row.get(), 1, name.c_str(), -1, SQLITE_TRANSIENT);
  if (row.step() != SQLITE_ROW) return 0;
  JsonWriter line;
  line.begin_object()
      .member("table", "sites")
      .member("format", kExportFormat)
      .member("schema", newest_schema());
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    write_value(line.key(table.columns[i]), row.get(), static_cast<int>(i + 1));
  line.end_object();
  out << line.text() << '\n';
  return sqlite3_column_int64(row.get(), 0);
}

}  // namespace

Status write_site(const std::string& db, const std::string& site, std::ostream& out) {
  auto opened = open_newest(db);
  if (!opened) return opened.error();
  Database& database = *opened.value();
  database.execute("BEGIN");
  const RowId id = write_head(database, site, out);
  if (id == 0) return storage_error("there is no site " + site);
  const auto tables = site_tables(database);
  for (const SiteTable& table : tables) write_rows(database, table, tables, id, out);
  database.execute("COMMIT");
  if (database.failed()) return storage_error(database.last_error());
  return Unit{};
}

}  // namespace parvis::server
