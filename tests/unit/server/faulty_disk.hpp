// A disk under SQLite that fails when told to: SQLite's own file layer, with another xSync.
#pragma once

#include <sqlite3.h>

#include <atomic>
#include <map>
#include <mutex>

namespace parvis::test {

class FaultyDisk {
 public:
  // From here on databases are opened on it; one at a time.
  FaultyDisk() {
    real_ = sqlite3_vfs_find(nullptr);
    vfs_ = *real_;
    vfs_.zName = "faulty";
    vfs_.xOpen = open;
    sqlite3_vfs_register(&vfs_, 1);
    fails_ = false;
    opened_ = 0;
  }
  ~FaultyDisk() {
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(real_, 1);
  }
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  void fail_syncs(bool fail) { fails_ = fail; }
  int databases_opened() const { return opened_; }

 private:
  static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    const int answer = real_->xOpen(real_, name, file, flags, out_flags);
    if (answer != SQLITE_OK || file->pMethods == nullptr) return answer;
    if ((flags & SQLITE_OPEN_MAIN_DB) != 0) ++opened_;
    file->pMethods = &patched(*file->pMethods);
    return SQLITE_OK;
  }
  // SQLite has a table of methods for each way of locking.
  static sqlite3_io_methods& patched(const sqlite3_io_methods& real) {
    static std::mutex mutex;
    static std::map<const sqlite3_io_methods*, sqlite3_io_methods> tables;
    std::lock_guard lock(mutex);
    const auto [entry, fresh] = tables.emplace(&real, real);
    if (fresh) {
      real_sync_ = real.xSync;
      entry->second.xSync = sync;
    }
    return entry->second;
  }
  static int sync(sqlite3_file* file, int flags) {
    return fails_ ? SQLITE_IOERR_FSYNC : real_sync_(file, flags);
  }

  sqlite3_vfs vfs_{};
  static inline sqlite3_vfs* real_ = nullptr;
  static inline int (*real_sync_)(sqlite3_file*, int) = nullptr;
  static inline std::atomic<bool> fails_{false};
  static inline std::atomic<int> opened_{0};
};

}  // namespace parvis::test
