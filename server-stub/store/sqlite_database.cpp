#include "store/sqlite_database.hpp"

namespace parvis::server {

namespace {

constexpr int kPatience = 5'000;  // ms to wait for another process that writes

std::string reason_of(sqlite3* handle) {
  if (handle == nullptr) return "out of memory";
  const int code = sqlite3_extended_errcode(handle) & 0xFF;
  const bool damaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
  return std::string(sqlite3_errmsg(handle)) +
         (damaged ? "; \"parvis-server restore BACKUP\" puts a backup in its place" : "");
}

Error cannot_open(const std::string& path, sqlite3* handle) {
  return storage_error(path + ": " + reason_of(handle));
}

}  // namespace

Error storage_error(std::string detail) { return {ErrorCode::kStorage, std::move(detail)}; }

Query::Query(Database& database, std::string_view sql)
    : database_(database), statement_(database.failed() ? nullptr : database.prepared(sql)) {}

Query::~Query() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Query& Query::operator<<(std::int64_t value) {
  if (statement_ != nullptr) sqlite3_bind_int64(statement_, ++bound_, value);
  return *this;
}

Query& Query::operator<<(std::string_view value) {
  // A null pointer would bind NULL.
  const char* bytes = value.data() == nullptr ? "" : value.data();
  if (statement_ != nullptr)
    sqlite3_bind_text64(statement_, ++bound_, bytes, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

bool Query::next() {
  if (statement_ == nullptr || database_.failed_) return false;
  const int answer = sqlite3_step(statement_);
  if (answer == SQLITE_ROW) return true;
  if (answer != SQLITE_DONE) database_.fail(answer);
  return false;
}

std::string Query::text(int column) const {
  const unsigned char* bytes = sqlite3_column_text(statement_, column);
  if (bytes == nullptr) return {};
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Result<std::unique_ptr<Database>> Database::open(const std::string& path) {
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int answer = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  std::unique_ptr<Database> database(new Database(handle));
  if (answer != SQLITE_OK) return cannot_open(path, handle);
  sqlite3_busy_timeout(handle, kPatience);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  const bool ready =
      database->execute("PRAGMA journal_mode=WAL") && database->execute("PRAGMA synchronous=FULL") &&
      database->execute("PRAGMA foreign_keys=ON") && database->execute("PRAGMA trusted_schema=OFF") &&
      // What is deleted is overwritten, for it may be what a reader wanted gone.
      database->execute("PRAGMA secure_delete=ON") && database->execute("PRAGMA temp_store=MEMORY") &&
      database->execute("PRAGMA cache_size=-16000");
  if (!ready) return cannot_open(path, handle);
  return database;
}

Result<std::unique_ptr<Database>> Database::open_read_only(const std::string& path) {
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int answer = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  std::unique_ptr<Database> database(new Database(handle));
  if (answer == SQLITE_OK) {
    sqlite3_busy_timeout(handle, 5'000);
    return database;
  }
  return cannot_open(path, handle);
}

Database::~Database() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(handle_);
}

std::string Database::last_error() const { return reason_of(handle_); }

bool Database::execute(const char* sql) {
  const int answer = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (answer == SQLITE_OK) return true;
  fail(answer);
  return false;
}

void Database::fail(int answer) {
  failed_ = true;
  switch (answer & 0xFF) {
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
      medium_failed_ = true;
      break;
    default:
      break;
  }
}

bool Database::verify() {
  // What a failed sync left of the log in the page cache may not be on the disk: nothing may build on it, so
  // the log goes first.
  {
    Query query(*this, "PRAGMA wal_checkpoint(TRUNCATE)");
    if (!query.next() || query.integer(0) != 0) return false;
  }
  Query query(*this, "PRAGMA quick_check(1)");
  return query.next() && query.text(0) == "ok" && !failed_;
}

bool Database::truncate_log() {
  sqlite3_busy_timeout(handle_, 0);
  bool busy = true;
  {
    Query query(*this, "PRAGMA wal_checkpoint(TRUNCATE)");
    if (query.next()) busy = query.integer(0) != 0;
  }
  clear_failure();
  sqlite3_busy_timeout(handle_, kPatience);
  owes_truncation_ = busy;
  return !busy;
}

sqlite3_stmt* Database::prepare_once(const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) failed_ = true;
  return statement;
}

sqlite3_stmt* Database::prepared(std::string_view sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return found->second;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                         &statement, nullptr) != SQLITE_OK) {
    fail(sqlite3_errcode(handle_));
    return nullptr;
  }
  statements_.emplace(sql, statement);
  return statement;
}

}  // namespace parvis::server
