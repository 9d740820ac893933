// A connection to SQLite and its prepared statements. Errors stick: after the first one failed() is true and
// statements yield nothing, so that callers check once at the end.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "parvis/error.hpp"

namespace parvis::server {

class Database;

Error storage_error(std::string detail);

// One run of a prepared statement, from binding to reset.
class Query {
 public:
  Query(Database& database, std::string_view sql);
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  // In the order of the question marks.
  Query& operator<<(std::int64_t value);
  Query& operator<<(std::string_view value);

  bool next();  // true: there is a row
  void run() {
    while (next()) {
    }
  }
  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  std::string text(int column) const;

 private:
  Database& database_;
  sqlite3_stmt* statement_;
  int bound_ = 0;
};

class Database {
 public:
  static Result<std::unique_ptr<Database>> open(const std::string& path);
  // For looking only; the file and its settings stay as they are.
  static Result<std::unique_ptr<Database>> open_read_only(const std::string& path);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Plain SQL without parameters or rows. False and failed() on error.
  bool execute(const char* sql);
  std::int64_t changes() const { return sqlite3_changes64(handle_); }
  std::int64_t last_row() const { return sqlite3_last_insert_rowid(handle_); }
  // The write-ahead log still holds what was dropped for good, until truncate_log() answers true. That never
  // waits for readers, so it may have to be tried again.
  void owe_truncation() { owes_truncation_ = true; }
  bool owes_truncation() const { return owes_truncation_; }
  bool truncate_log();
  bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

  bool failed() const { return failed_; }
  // The first failure came from the medium or the file, not from a statement or another writer.
  bool medium_failed() const { return medium_failed_; }
  void clear_failure() { failed_ = medium_failed_ = false; }
  void fail(int answer);  // of SQLite's
  // Writes the log into the file, and reads all of the file; true: both are sound.
  bool verify();
  std::string last_error() const;  // and what to do about it, where there is something
  // For SQL that is put together; the caller finalizes it. Null and failed() on error.
  sqlite3_stmt* prepare_once(const std::string& sql);

 private:
  friend class Query;
  explicit Database(sqlite3* handle) : handle_(handle) {}
  sqlite3_stmt* prepared(std::string_view sql);

  sqlite3* handle_;
  bool failed_ = false;
  bool medium_failed_ = false;
  bool owes_truncation_ = false;
  std::unordered_map<std::string_view, sqlite3_stmt*> statements_;  // keys are literals
};

// Brings the tables up to date.
Status migrate(Database& database);
// The version of the tables that this server works on.
std::int64_t newest_schema();

}  // namespace parvis::server
