// What all writes of visitors share: registration at the first one, the block list, and idempotency.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "parvis/error.hpp"
#include "store/store.hpp"

namespace parvis::server {

std::string token_hash(std::string_view token);

struct Visit {
  Site site;
  std::string token_hash;
  std::string key;  // idempotency key
  // All that the write asks for, in one text; equal for equal wishes. With the token in it, so that nobody
  // who has the store can try guesses at a deleted text on its hash.
  std::string meaning;
  std::int64_t now_ms = 0;
};

// What a visitor wants done.
struct Deed {
  // What it answers is kept under the key.
  std::function<Result<std::string>(Writer&, RowId visitor)> act;
  // Makes the answer from what was kept, now and whenever the same write comes again; empty: that is the
  // answer. What may be gone by then, such as a comment's text, is looked up here instead of being kept.
  std::function<std::string(Reader&, const std::string& kept)> answer = {};
  bool forever = false;  // the key is kept as long as the store, else for limits::kKeyKept
};

// Does the deed once for this visitor and key: later calls with the same meaning are answered again, with
// another meaning kKeyReused. A refusal leaves no trace, so it may be tried again under the same key.
Result<std::string> once(Store& store, const Visit& visit, const Deed& deed);
// The answer when this deed was done before; none when it is new, or the key is another's.
std::optional<std::string> answered_before(Reader& reader, const Visit& visit, const Deed& deed);

}  // namespace parvis::server
