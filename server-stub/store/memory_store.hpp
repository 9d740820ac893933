// The store that lives as long as the process: tests, demos, offline.
#pragma once

#include <memory>

#include "store/store.hpp"

namespace parvis::server {

// Sites are numbered from `first_site` on, so that several stores may share one hub of events.
std::unique_ptr<Store> make_memory_store(RowId first_site = 1);

}  // namespace parvis::server
