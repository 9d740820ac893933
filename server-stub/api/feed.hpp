// Atom 1.0 (RFC 4287) of comments.
#pragma once

#include <string>
#include <string_view>

#include "model/items.hpp"

namespace parvis::server {

struct Feed {
  std::string subject;  // what it is of; makes its id, which is the same for ever
  std::string title;
  std::string self;       // its own address
  std::string alternate;  // of the page; may be empty
  std::string language;
  RecentItem comments;  // newest first
};

// What `html` makes of a comment's text goes in as HTML.
std::string write_feed(const Feed& feed);

// Everything that XML 1.0 cannot hold is left out.
std::string xml_escaped(std::string_view text);

}  // namespace parvis::server
