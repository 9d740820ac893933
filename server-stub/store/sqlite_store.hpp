// The store in a SQLite file: write-ahead log, every answered write on disk, one writer thread that commits
// whatever waits in one go, readers on connections of their own that never wait for it.
#pragma once

#include <memory>
#include <string>

#include "store/store.hpp"

namespace parvis::server {

// Makes the file when there is none and brings an older one up to date. kStorage with the reason in the
// detail when it cannot be opened, or was written by a newer version.
Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path);

}  // namespace parvis::server
