// What all writes of visitors share: registration at the first one, the block list, and idempotency.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "parvis/error.hpp"
#include "rules/page_key.hpp"
#include "store/store.hpp"

namespace parvis::server {

std::string token_hash(std::string_view token);

struct Visit {
  Site site;
  std::string token_hash;
  std::string key;      // idempotency key
  std::string meaning;  // all that the write asks for, in one text; equal for equal wishes
  std::int64_t now_ms = 0;
};

// Does `act` once for this visitor and key: later calls with the same meaning get the first answer again,
// with another meaning kKeyReused. A refusal leaves no trace, so it may be tried again under the same key.
using Act = std::function<Result<std::string>(Writer&, RowId visitor)>;
Result<std::string> once(Store& store, const Visit& visit, const Act& act);

Page page_for_writing(Writer& writer, const Site& site, const PageName& name);

}  // namespace parvis::server
