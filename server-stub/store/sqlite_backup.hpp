// Copies of a database file that can be trusted: made while a server writes, checked, and put back.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parvis/error.hpp"

namespace parvis::server {

// False also for what cannot be looked at, such as a name that is too long: whoever opens it names the
// reason.
bool file_exists(const std::string& path);

struct FileHealth {
  std::int64_t schema = 0;
  std::int64_t sites = 0, pages = 0, comments = 0;
  std::vector<std::string> problems;  // empty: sound
};

// Reads all of it and changes nothing: pages and indexes, references, and every count against a recount.
Result<FileHealth> verify_file(const std::string& path);

// A copy as of one moment; nobody waits for it. `to` must not exist, and holds all or is not there.
Status backup_file(const std::string& from, const std::string& to);

// Puts a sound backup in the place of `db`, which no server may have open; what was there before is kept
// beside it as `db`.before-restore.
Status restore_file(const std::string& backup, const std::string& db);

}  // namespace parvis::server
