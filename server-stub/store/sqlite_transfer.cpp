#include "store/sqlite_transfer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <istream>
#include <map>
#include <ostream>
#include <set>
#include <vector>

#include "base/json.hpp"
#include "store/sqlite_verbs.hpp"

namespace parvis::server {

namespace {

constexpr std::int64_t kFormat = 1;

// Rankings are made again, answers to old writes belong to the visitor and not to a site, and what waits to
// be told to the site's webhook is told by the old server.
const std::set<std::string, std::less<>> kLeftOut = {"rank_epochs", "writes", "webhook_jobs"};
// In this order at first, since others refer to them.
constexpr std::array<std::string_view, 4> kFirst = {"visitors", "pages", "page_keys", "comments"};

Error storage(std::string detail) {
  Error error;
  error.code = ErrorCode::kStorage;
  error.detail = std::move(detail);
  return error;
}

struct Table {
  std::string name;
  std::vector<std::string> columns;  // those that travel
  bool has_site = false, has_page = false, has_visitor = false, has_comment = false;
};

Table describe(Database& database, const std::string& name) {
  Table table{name, {}};
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

std::vector<Table> tables_of(Database& database) {
  std::vector<std::string> names(kFirst.begin(), kFirst.end());
  Query query(
      database,
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
  while (query.next()) {
    std::string name = query.text(0);
    const bool first = std::find(kFirst.begin(), kFirst.end(), name) != kFirst.end();
    if (!first && name != "sites" && !kLeftOut.contains(name)) names.push_back(std::move(name));
  }
  std::vector<Table> tables;
  for (const std::string& name : names) tables.push_back(describe(database, name));
  return tables;
}

// Everybody who left anything on the site.
std::string visitors_of(const std::vector<Table>& tables) {
  std::string all;
  for (const Table& table : tables) {
    if (!table.has_visitor || !(table.has_site || table.has_page)) continue;
    all += (all.empty() ? "" : " UNION ") + ("SELECT visitor FROM \"" + table.name + "\" WHERE ") +
           (table.has_site ? "site = ?1" : "page IN (SELECT id FROM pages WHERE site = ?1)");
  }
  return all;
}

// SELECT of a table's rows of one site, with names in place of numbers, in the order of their own values.
std::string selection(const Table& table, const std::vector<Table>& tables) {
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

// A statement made for the purpose; those of the store are literals and kept.
class Made {
 public:
  Made(Database& database, const std::string& sql) : database_(database) {
    statement_ = database.prepare_once(sql);
  }
  ~Made() { sqlite3_finalize(statement_); }
  Made(const Made&) = delete;
  Made& operator=(const Made&) = delete;
  sqlite3_stmt* get() const { return statement_; }
  int step() {
    const int answer = statement_ == nullptr ? SQLITE_ERROR : sqlite3_step(statement_);
    if (answer != SQLITE_ROW && answer != SQLITE_DONE) database_.fail(answer);
    return answer;
  }

 private:
  Database& database_;
  sqlite3_stmt* statement_;
};

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

void write_rows(Database& database, const Table& table, const std::vector<Table>& tables, RowId site,
                std::ostream& out) {
  Made rows(database, selection(table, tables));
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
  const Table table = describe(database, "sites");
  std::string columns;
  for (const std::string& column : table.columns) columns += ", \"" + column + "\"";
  Made row(database, "SELECT id" + columns + " FROM sites WHERE name = ?1");
  sqlite3_bind_text(row.get(), 1, name.c_str(), -1, SQLITE_TRANSIENT);
  if (row.step() != SQLITE_ROW) return 0;
  JsonWriter line;
  line.begin_object().member("table", "sites").member("format", kFormat).member("schema", newest_schema());
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    write_value(line.key(table.columns[i]), row.get(), static_cast<int>(i + 1));
  line.end_object();
  out << line.text() << '\n';
  return sqlite3_column_int64(row.get(), 0);
}

Result<std::unique_ptr<Database>> open_newest(const std::string& db) {
  auto opened = Database::open(db);
  if (!opened) return opened.error();
  if (const Status done = migrate(*opened.value()); !done) return done.error();
  return opened;
}

// Reading.
class Import {
 public:
  explicit Import(Database& database) : database_(database) {
    for (Table& table : tables_of(database)) tables_.emplace(table.name, std::move(table));
  }

  Status line(std::string_view text);
  const std::string& name() const { return name_; }
  bool complete() const { return site_ != 0; }

 private:
  Status head(JsonValue row);
  Status row(const Table& table, JsonValue row);
  Status visitor(JsonValue row);
  std::int64_t here(std::int64_t number) const;
  std::string mentions_here(std::string_view lines) const;
  bool bind(sqlite3_stmt* statement, int at, std::string_view column, JsonValue value);
  Status refused(std::string_view why) {
    return storage("line " + std::to_string(lines_) + ": " + std::string(why));
  }

  Database& database_;
  std::map<std::string, Table, std::less<>> tables_;
  std::map<std::string, std::int64_t, std::less<>> pages_, visitors_;
  std::map<std::int64_t, std::int64_t> numbers_;  // of visitors, there and here
  std::string name_;
  RowId site_ = 0;
  std::int64_t lines_ = 0;
};

Status Import::line(std::string_view text) {
  ++lines_;
  const auto document = JsonDocument::parse(text);
  if (!document || !document.value().root().is_object()) return refused("no JSON object");
  const JsonValue row = document.value().root();
  const std::string_view table = row["table"].text();
  if (site_ == 0) return table == "sites" ? head(row) : refused("the first line must be the site");
  if (table == "visitors") return visitor(row);
  const auto found = tables_.find(table);
  if (found == tables_.end()) return refused("no such table");
  return this->row(found->second, row);
}

Status Import::head(JsonValue row) {
  if (row["format"].integer() != kFormat || row["schema"].integer() != newest_schema())
    return refused(
        "written by another version of the server: import it there, and move the database instead");
  name_ = row["name"].text();
  const Table table = describe(database_, "sites");
  std::string names, marks;
  for (const std::string& column : table.columns) {
    names += (names.empty() ? "\"" : ", \"") + column + "\"";
    marks += marks.empty() ? "?" : ", ?";
  }
  Made insert(database_, "INSERT INTO sites (" + names + ") VALUES (" + marks + ")");
  int at = 0;
  for (const std::string& column : table.columns)
    if (!bind(insert.get(), ++at, column, row[column])) return refused(column + " is missing");
  if (insert.step() != SQLITE_DONE) return refused("there is a site of this name");
  site_ = database_.last_row();
  return Unit{};
}

// One who is known here by the same token is the same visitor.
Status Import::visitor(JsonValue row) {
  const std::string hash(row["token_hash"].text());
  if (hash.empty() || !row["id"].is_integer()) return refused("no visitor");
  SqliteWriter reader(database_);
  RowId id = reader.visitor(hash);
  if (id == 0) {
    Query insert(database_,
                 "INSERT INTO visitors (id, token_hash, created) VALUES "
                 "(iif(EXISTS (SELECT 1 FROM visitors WHERE id = ?1), NULL, ?1), ?2, ?3)");
    insert << row["id"].integer() << hash << row["created"].integer();
    insert.run();
    id = database_.last_row();
  }
  if (database_.failed()) return refused("this visitor does not fit");
  visitors_[hash] = id;
  numbers_[row["id"].integer()] = id;
  return Unit{};
}

std::int64_t Import::here(std::int64_t number) const {
  const auto found = numbers_.find(number);
  return found == numbers_.end() ? 0 : found->second;
}

// Lines of a visitor's number, a space and a name.
std::string Import::mentions_here(std::string_view lines) const {
  std::string all;
  while (!lines.empty()) {
    const auto line = lines.substr(0, lines.find('\n'));
    const auto space = std::min(line.find(' '), line.size());
    std::int64_t number = 0;
    std::from_chars(line.data(), line.data() + space, number);
    all += std::to_string(here(number)) + std::string(line.substr(space));
    if (line.size() < lines.size()) all += '\n';
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
  }
  return all;
}

bool Import::bind(sqlite3_stmt* statement, int at, std::string_view column, JsonValue value) {
  const auto from = column == "page" ? &pages_ : column == "visitor" ? &visitors_ : nullptr;
  if (from != nullptr) {
    const auto found = from->find(value.text());
    if (found == from->end()) return false;
    return sqlite3_bind_int64(statement, at, found->second) == SQLITE_OK;
  }
  if (!value) return false;
  if (column == "answers" && value.is_integer())
    return sqlite3_bind_int64(statement, at, here(value.integer())) == SQLITE_OK;
  if (column == "mentions") {
    const std::string mentions = mentions_here(value.text());
    return sqlite3_bind_text64(statement, at, mentions.data(), mentions.size(), SQLITE_TRANSIENT,
                               SQLITE_UTF8) == SQLITE_OK;
  }
  if (value.is_integer()) return sqlite3_bind_int64(statement, at, value.integer()) == SQLITE_OK;
  if (value.is_null()) return sqlite3_bind_null(statement, at) == SQLITE_OK;
  if (!value.is_string()) return false;
  return sqlite3_bind_text64(statement, at, value.text().data(), value.text().size(), SQLITE_TRANSIENT,
                             SQLITE_UTF8) == SQLITE_OK;
}

Status Import::row(const Table& table, JsonValue row) {
  if (row.size() != table.columns.size() + 1) return refused("these are not the columns of " + table.name);
  std::string names = table.has_site ? "site" : "", marks = table.has_site ? "?" : "";
  for (const std::string& column : table.columns) {
    names += (names.empty() ? "\"" : ", \"") + column + "\"";
    marks += marks.empty() ? "?" : ", ?";
  }
  Made insert(database_, "INSERT INTO \"" + table.name + "\" (" + names + ") VALUES (" + marks + ")");
  int at = 0;
  if (table.has_site) sqlite3_bind_int64(insert.get(), ++at, site_);
  for (const std::string& column : table.columns)
    if (!bind(insert.get(), ++at, column, row[column])) return refused(column + " is missing or unknown");
  if (insert.step() != SQLITE_DONE) return refused(database_.last_error());
  if (table.name == "pages") pages_[std::string(row["key"].text())] = database_.last_row();
  return Unit{};
}

Status read_lines(Import& import, std::istream& in) {
  std::string line;
  while (std::getline(in, line))
    if (const Status fine = import.line(line); !fine) return fine.error();
  if (!import.complete()) return storage("the file is empty");
  return Unit{};
}

Status check_counts(Database& database) {
  SqliteWriter reader(database);
  for (const std::string& wrong : reader.recount()) return storage("its counts do not hold: " + wrong);
  return Unit{};
}

}  // namespace

Status write_site(const std::string& db, const std::string& site, std::ostream& out) {
  auto opened = open_newest(db);
  if (!opened) return opened.error();
  Database& database = *opened.value();
  database.execute("BEGIN");
  const RowId id = write_head(database, site, out);
  if (id == 0) return storage("there is no site " + site);
  const auto tables = tables_of(database);
  for (const Table& table : tables) write_rows(database, table, tables, id, out);
  database.execute("COMMIT");
  if (database.failed()) return storage(database.last_error());
  return Unit{};
}

Result<std::string> read_site(const std::string& db, std::istream& in) {
  auto opened = open_newest(db);
  if (!opened) return opened.error();
  Database& database = *opened.value();
  database.execute("BEGIN IMMEDIATE");
  database.execute("PRAGMA defer_foreign_keys=ON");
  Import import(database);
  Status done = read_lines(import, in);
  if (done) done = check_counts(database);
  if (done && !database.execute("COMMIT")) done = storage(database.last_error());
  if (done) return import.name();
  database.clear_failure();
  if (database.in_transaction()) database.execute("ROLLBACK");
  return done.error();
}

}  // namespace parvis::server
