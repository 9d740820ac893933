// A visitor's own view of everything that this server holds of them, and its end. Both ask for the token
// alone: there is no account, and nobody else has it.
#pragma once

#include <cstdint>
#include <string>

#include "parvis/error.hpp"
#include "store/store.hpp"

namespace parvis::server {

// As one JSON object, sites by name; a visitor whom nobody knows has no sites.
std::string belongings_json(Reader& reader, RowId visitor);

struct Forgotten {
  std::int64_t comments = 0;
  std::int64_t others = 0;  // likes, shares, fans, names
};

// Takes back every like, share and fan, erases the text and name of every comment (one that was answered
// stays as a tombstone), and drops names, saved answers and the token. All counts stay right.
Forgotten forget_visitor(Writer& writer, RowId visitor, std::int64_t now_ms);

}  // namespace parvis::server
