// The short mark beside a guest's name. It is the same wherever that visitor writes on one site, differs
// between sites, and leads back to nobody without the site's secret salt.
#pragma once

#include <string>

#include "store/rows.hpp"

namespace parvis::server {

std::string author_tag(const Site& site, RowId visitor);

}  // namespace parvis::server
