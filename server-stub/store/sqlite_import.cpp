#include <algorithm>
#include <charconv>
#include <istream>
#include <map>

#include "base/json.hpp"
#include "store/site_tables.hpp"
#include "store/sqlite_transfer.hpp"
#include "store/sqlite_verbs.hpp"

namespace parvis::server {

namespace {

class Import {
 public:
  explicit Import(Database& database) : database_(database) {
    for (SiteTable& table : site_tables(database)) tables_.emplace(table.name, std::move(table));
  }

  Status line(std::string_view text);
  const std::string& name() const { return name_; }
  bool complete() const { return site_ != 0; }

 private:
  Status head(JsonValue row);
  Status row(const SiteTable& table, JsonValue row);
  Status visitor(JsonValue row);
  std::int64_t here(std::int64_t number) const;
  std::string mentions_here(std::string_view lines) const;
  bool bind(sqlite3_stmt* statement, int at, std::string_view column, JsonValue value);
  Status refused(std::string_view why) {
    return storage_error("line " + std::to_string(lines_) + ": " + std::string(why));
  }

  Database& database_;
  std::map<std::string, SiteTable, std::less<>> tables_;
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
  if (row["format"].integer() != kExportFormat || row["schema"].integer() != newest_schema())
    return refused(
        "written by another version of the server: import it there, and move the database instead");
  name_ = row["name"].text();
  const SiteTable table = describe_table(database_, "sites");
  std::string names, marks;
  for (const std::string& column : table.columns) {
    names += (names.empty() ? "\"" : ", \"") + column + "\"";
    marks += marks.empty() ? "?" : ", ?";
  }
  MadeStatement insert(database_, "INSERT INTO sites (" + names + ") VALUES (" + marks + ")");
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

Status Import::row(const SiteTable& table, JsonValue row) {
  if (row.size() != table.columns.size() + 1) return refused("these are not the columns of " + table.name);
  std::string names = table.has_site ? "site" : "", marks = table.has_site ? "?" : "";
  for (const std::string& column : table.columns) {
    names += (names.empty() ? "\"" : ", \"") + column + "\"";
    marks += marks.empty() ? "?" : ", ?";
  }
  MadeStatement insert(database_,
                       "INSERT INTO \"" + table.name + "\" (" + names + ") VALUES (" + marks + ")");
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
  if (!import.complete()) return storage_error("the file is empty");
  return Unit{};
}

Status check_counts(Database& database) {
  SqliteWriter reader(database);
  for (const std::string& wrong : reader.recount()) return storage_error("its counts do not hold: " + wrong);
  return Unit{};
}

}  // namespace

Result<std::string> read_site(const std::string& db, std::istream& in) {
  auto opened = open_newest(db);
  if (!opened) return opened.error();
  Database& database = *opened.value();
  database.execute("BEGIN IMMEDIATE");
  database.execute("PRAGMA defer_foreign_keys=ON");
  Import import(database);
  Status done = read_lines(import, in);
  if (done) done = check_counts(database);
  if (done && !database.execute("COMMIT")) done = storage_error(database.last_error());
  if (done) return import.name();
  database.clear_failure();
  if (database.in_transaction()) database.execute("ROLLBACK");
  return done.error();
}

}  // namespace parvis::server
