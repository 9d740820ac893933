// A whole site as JSON Lines, and back. The format is the database's own tables, row by row, with what is
// only true inside one file (numbers of sites, pages and visitors) replaced by names; README.md describes it.
// Which tables and columns there are is read from the schema, so that nothing can be forgotten.
#pragma once

#include <iosfwd>
#include <string>

#include "parvis/error.hpp"

namespace parvis::server {

// The same data gives the same bytes, whatever the file it lies in.
Status write_site(const std::string& db, const std::string& site, std::ostream& out);

// The name of the site. All or nothing: a line that does not fit, a name or an id that is taken, or a count
// that does not hold refuses all.
Result<std::string> read_site(const std::string& db, std::istream& in);

}  // namespace parvis::server
