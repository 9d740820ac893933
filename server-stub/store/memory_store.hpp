// The store that lives as long as the process: tests, demos, offline.
#pragma once

#include <memory>

#include "store/store.hpp"

namespace parvis::server {

std::unique_ptr<Store> make_memory_store();

}  // namespace parvis::server
