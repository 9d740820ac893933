// Ids of comments: opaque, 16 characters, sorting by time of creation, always above the last one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "parvis/host.hpp"

namespace parvis::server {

struct NewId {
  std::string text;
  std::int64_t created_ms = 0;  // now, or the last id's time when the clock went back
};

NewId next_id(std::string_view last, std::int64_t now_ms, const RandomBytes& random);
bool is_id(std::string_view text);
// Not above the id of anything made then or later, and above all that was made before.
std::string first_id_at(std::int64_t ms);

}  // namespace parvis::server
