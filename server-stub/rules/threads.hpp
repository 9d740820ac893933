// Comment threads: posting, deleting, liking, reading in pages.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/items.hpp"
#include "parvis/host.hpp"
#include "rules/page_key.hpp"
#include "store/store.hpp"

namespace parvis::server {

struct NewComment {
  std::string parent;  // empty: top level
  std::string name;    // clean
  std::string text;    // Markdown, clean
};

struct ThreadChange {
  std::string page;
  std::int64_t total = 0;
  std::optional<Comment> comment;  // none: gone without a trace
};

struct CommentLikes {
  std::int64_t count = 0;
  bool liked = false;
};

// The id of the new comment.
Result<std::string> post_comment(Writer& writer, const Site& site, RowId visitor, const PageName& page,
                                 const NewComment& wanted, std::int64_t now_ms, const RandomBytes& random);
Result<ThreadChange> delete_comment(Writer& writer, const Site& site, RowId visitor, std::string_view id);
Result<CommentLikes> like_comment(Writer& writer, const Site& site, RowId visitor, std::string_view id,
                                  bool on, std::int64_t now_ms);

// How a comment that was once posted stands now; where it is gone its tombstone.
ThreadChange posted_comment(Reader& reader, const Site& site, std::string_view id);

// What the owner may do to any comment of the site.
Result<ThreadChange> moderate_comment(Writer& writer, const Site& site, std::string_view id,
                                      CommentRow::Status status);
Status block_author(Writer& writer, const Site& site, std::string_view comment, bool blocked);

// A comment as everybody may see it; a tombstone says nothing but where it stands.
Comment public_comment(const Site& site, const CommentRow& row);

}  // namespace parvis::server
