// A thread and the counts of its page as JSON-LD in the words of schema.org, for search engines.
#pragma once

#include <string>

#include "model/items.hpp"
#include "store/rows.hpp"

namespace parvis::server {

struct Discussion {
  std::string address, title, site;  // address: of the page; may be empty
  std::string language;
  std::int64_t created_ms = 0;  // 0: not known
  std::int64_t likes = 0, shares = 0, comments = 0;
  CommentList shown;  // depth-first
};

// Safe between <script type="application/ld+json"> and </script>.
std::string json_ld(const Discussion& discussion);
// What is to be read in a comment, without its form.
std::string plain_text(const std::vector<RichNode>& body);

}  // namespace parvis::server
