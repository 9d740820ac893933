// @Name and @"Name with spaces": who of the thread is meant is settled once, when the comment is written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parvis/model.hpp"
#include "store/store.hpp"

namespace parvis::server {

struct Mention {
  std::string name;
  std::string tag;
};

// The mention that starts with the "@" at `at`: its name and how long it is, sign and quotes included;
// nothing: an empty name.
struct WrittenMention {
  std::string name;
  std::size_t length = 0;
};
WrittenMention mention_at(std::string_view text, std::size_t at);

// Turns the mentions of these people in the text nodes among these siblings into nodes of their own.
void link_mentions(std::vector<RichNode>& siblings, const std::vector<Mention>& people);

// As CommentRow::mentions keeps them.
std::vector<std::pair<RowId, std::string>> unpack_mentions(std::string_view packed);
// Who of the page's writers a text mentions.
std::string pack_mentions(Reader& reader, RowId page, std::string_view source);

}  // namespace parvis::server
