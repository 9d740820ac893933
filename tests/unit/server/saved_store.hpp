// Databases as earlier versions left them: migrations/vN.sql is a dump of schema version N.
#pragma once

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <cstdint>
#include <string>

#include "../../support/temporary_folder.hpp"
#include "file_bytes.hpp"

namespace parvis::test {

inline std::string dump_of(std::int64_t version) {
  return std::string(PARVIS_SOURCE_DIR) + "/tests/unit/server/migrations/v" + std::to_string(version) +
         ".sql";
}

// A file of that version, with `more` rows than were saved.
class SavedStore {
 public:
  explicit SavedStore(std::int64_t version, const std::string& more = {}) {
    sqlite3* raw = nullptr;
    sqlite3_open(file().c_str(), &raw);
    CHECK(sqlite3_exec(raw, (bytes_of(dump_of(version)) + more).c_str(), nullptr, nullptr, nullptr) ==
          SQLITE_OK);
    sqlite3_close(raw);
  }
  std::string file() const { return folder_.file(); }

 private:
  const TemporaryFolder folder_;
};

}  // namespace parvis::test
