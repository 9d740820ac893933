#include "store/sqlite_backup.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "store/sqlite_verbs.hpp"

namespace parvis::server {

namespace {

namespace fs = std::filesystem;

// A bare connection, without the settings of a server's own.
struct File {
  File(const std::string& path, int flags) {
    answer = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  }
  ~File() { sqlite3_close(handle); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  std::string reason() const { return handle == nullptr ? "out of memory" : sqlite3_errmsg(handle); }

  sqlite3* handle = nullptr;
  int answer = SQLITE_OK;
};

Status copy_pages(const std::string& from, const std::string& to) {
  File source(from, SQLITE_OPEN_READONLY);
  if (source.answer != SQLITE_OK) return storage_error(from + ": " + source.reason());
  sqlite3_busy_timeout(source.handle, 5'000);
  File copy(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  if (copy.answer != SQLITE_OK) return storage_error(to + ": " + copy.reason());
  sqlite3_backup* backup = sqlite3_backup_init(copy.handle, "main", source.handle, "main");
  if (backup == nullptr) return storage_error(to + ": " + copy.reason());
  // In one step, for that is one moment; a writer goes on meanwhile, in its write-ahead log.
  const int stepped = sqlite3_backup_step(backup, -1);
  const int finished = sqlite3_backup_finish(backup);
  if (stepped != SQLITE_DONE || finished != SQLITE_OK) return storage_error(to + ": " + copy.reason());
  // A file of its own, with no log beside it.
  if (sqlite3_exec(copy.handle, "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr) != SQLITE_OK)
    return storage_error(to + ": " + copy.reason());
  return Unit{};
}

Status sync(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  if (synced) return Unit{};
  return storage_error(path + " cannot be synced to the disk");
}

Status rename_durably(const std::string& from, const std::string& to) {
  std::error_code failure;
  fs::rename(from, to, failure);
  if (failure) return storage_error(to + ": " + failure.message());
  const auto folder = fs::path(to).parent_path();
  return sync(folder.empty() ? "." : folder.string());
}

// Root may have asked for it; the server that works on the file is somebody else.
void keep_owner(const std::string& of, const std::string& on) {
  struct stat was {};
  if (::stat(of.c_str(), &was) != 0) return;
  if (::chown(on.c_str(), was.st_uid, was.st_gid) != 0) return;
  ::chmod(on.c_str(), was.st_mode & 07777);
}

std::int64_t number(Database& database, std::string_view sql) {
  Query query(database, sql);
  return query.next() ? query.integer(0) : 0;
}

void collect(Database& database, std::string_view sql, const std::string& what,
             std::vector<std::string>& problems) {
  Query query(database, sql);
  while (query.next())
    if (query.text(0) != "ok") problems.push_back(what + query.text(0));
  if (!database.failed()) return;
  problems.push_back(database.last_error());
  database.clear_failure();
}

// By the lock that SQLite holds on a file with a write-ahead log for as long as that is open, which can be
// seen of a damaged file as well.
bool is_locked(const std::string& db) {
  constexpr off_t kLocks = 0x40000000, kBytes = 512;
  const int file = ::open(db.c_str(), O_RDWR | O_CLOEXEC);
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = kLocks;
  lock.l_len = kBytes;
  const bool locked = file >= 0 && ::fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  if (file >= 0) ::close(file);
  return locked;
}

// Fails while any other connection has the file open.
Status check_unused(const std::string& db) {
  File file(db, SQLITE_OPEN_READWRITE);
  if (file.answer != SQLITE_OK) return storage_error(db + ": " + file.reason());
  const char* claim =
      "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)";
  if (sqlite3_exec(file.handle, claim, nullptr, nullptr, nullptr) == SQLITE_OK) return Unit{};
  const int code = sqlite3_errcode(file.handle);
  const bool damaged = code == SQLITE_NOTADB || code == SQLITE_CORRUPT;
  if (damaged && !is_locked(db)) return Unit{};  // that is what gets replaced
  if (damaged || code == SQLITE_BUSY) return storage_error(db + " is in use: stop the server first");
  return storage_error(db + ": " + file.reason());
}

}  // namespace

bool file_exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

Result<FileHealth> verify_file(const std::string& path) {
  auto opened = Database::open_read_only(path);
  if (!opened) return opened.error();
  Database& database = *opened.value();
  FileHealth health;
  database.execute("BEGIN");
  collect(database, "PRAGMA integrity_check", "", health.problems);
  if (!health.problems.empty()) return health;
  health.schema = number(database, "PRAGMA user_version");
  if (health.schema == 0 || number(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'sites'") == 0)
    return storage_error(path + " is no database of this server");
  collect(database, "SELECT \"table\" || ' row ' || rowid FROM pragma_foreign_key_check",
          "dangling reference: ", health.problems);
  health.sites = number(database, "SELECT count(*) FROM sites");
  health.pages = number(database, "SELECT count(*) FROM pages");
  health.comments = number(database, "SELECT count(*) FROM comments");
  if (health.schema > newest_schema())
    return storage_error(path + " was written by a newer version of this server");
  // The recount speaks the newest schema only.
  if (health.schema == newest_schema()) {
    SqliteWriter reader(database);
    for (const std::string& wrong : reader.recount()) health.problems.push_back("wrong count: " + wrong);
  }
  return health;
}

Status backup_file(const std::string& from, const std::string& to) {
  if (file_exists(to)) return storage_error(to + " exists: backups are never written over");
  if (!file_exists(from)) return storage_error(from + " does not exist");
  const std::string draft = to + ".unfinished";
  std::error_code ignored;
  fs::remove(draft, ignored);
  Status done = copy_pages(from, draft);
  if (done) {
    const auto health = verify_file(draft);
    if (!health)
      done = health.error();
    else if (!health.value().problems.empty())
      done = storage_error("the copy is damaged: " + health.value().problems.front());
  }
  if (done) done = sync(draft);
  if (done) done = rename_durably(draft, to);
  if (!done) fs::remove(draft, ignored);
  return done;
}

Status restore_file(const std::string& backup, const std::string& db) {
  const auto health = verify_file(backup);
  if (!health) return health.error();
  if (!health.value().problems.empty())
    return storage_error(backup + " is damaged: " + health.value().problems.front());
  std::error_code ignored;
  const bool replaces = file_exists(db);
  if (replaces) {
    if (const Status unused = check_unused(db); !unused) return unused.error();
    // What the first of two restores set aside is what the second one's user is after.
    for (const char* log : {"", "-wal"})
      if (const std::string kept = db + ".before-restore" + log; file_exists(kept))
        return storage_error(kept + " exists: move it away first, for it may hold what nothing else does");
  }
  const std::string draft = db + ".unfinished";
  fs::remove(draft, ignored);
  if (const Status copied = copy_pages(backup, draft); !copied) return copied.error();
  if (replaces) keep_owner(db, draft);
  if (const Status synced = sync(draft); !synced) return synced.error();
  if (replaces) {
    if (const Status kept = rename_durably(db, db + ".before-restore"); !kept) return kept.error();
    for (const char* log : {"-wal", "-shm"})
      if (file_exists(db + log)) fs::rename(db + log, db + ".before-restore" + log, ignored);
  }
  return rename_durably(draft, db);
}

}  // namespace parvis::server
