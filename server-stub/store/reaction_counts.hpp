// How often each emoji was given to a comment or a page, as one text of a row: lines of emoji, space, number,
// sorted by emoji, none of them zero.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parvis::server {

std::vector<std::pair<std::string, std::int64_t>> unpack_reactions(std::string_view packed);
void add_reaction(std::string& packed, std::string_view emoji, std::int64_t difference);

}  // namespace parvis::server
