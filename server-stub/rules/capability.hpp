// Addresses that only whom they belong to can know.
#pragma once

#include <string>
#include <string_view>

#include "store/rows.hpp"

namespace parvis::server {

// Opens the feed of answers to a visitor: who has it may read what is public anyway, but not find out whose
// it is.
std::string replies_capability(const Site& site, RowId visitor);
RowId visitor_of_capability(const Site& site, std::string_view capability);  // 0: nobody's

}  // namespace parvis::server
