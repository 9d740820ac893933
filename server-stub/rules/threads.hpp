// Comment threads: posting, editing, deleting, voting, reacting, reporting.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/items.hpp"
#include "parvis/host.hpp"
#include "rules/page_key.hpp"
#include "rules/settings.hpp"
#include "store/store.hpp"

namespace parvis::server {

struct NewComment {
  std::string parent;           // empty: top level
  std::string name;             // clean
  std::string text;             // Markdown, as it was typed
  std::string page_title = {};  // what the page calls itself; empty: not told
};

// How a comment stands, and its thread.
struct ThreadChange {
  std::string page;
  std::int64_t total = 0;
  std::optional<Comment> comment;  // none: gone without a trace
};

// By hand, or because the page is that old.
bool is_closed(const Page& page, const SiteSettings& settings, std::int64_t now_ms);

// The id of the new comment.
Result<std::string> post_comment(Writer& writer, const Site& site, RowId visitor, const PageName& page,
                                 const NewComment& wanted, std::int64_t now_ms, const RandomBytes& random);
// One's own, within the site's time for it. What it said before is kept.
Status edit_comment(Writer& writer, const Site& site, RowId visitor, std::string_view id,
                    const std::string& text, std::int64_t now_ms);
// One's own. For a short time the author can take that back, then the text is erased.
Status delete_comment(Writer& writer, const Site& site, RowId visitor, std::string_view id,
                      std::int64_t now_ms);
Status restore_comment(Writer& writer, const Site& site, RowId visitor, std::string_view id,
                       std::int64_t now_ms);
// Erases what was deleted longer ago than authors may regret.
void erase_regretted(Writer& writer, std::int64_t now_ms);

struct Votes {
  std::string page;
  std::int64_t likes = 0, down = 0;
};
Result<Votes> vote(Writer& writer, const Site& site, RowId visitor, std::string_view id, int vote,
                   std::int64_t now_ms);

struct Reacted {
  std::string page;
  std::vector<Reaction> reactions;
};
// To the comment with this id; to the page itself when that is empty.
Result<Reacted> react(Writer& writer, const Site& site, RowId visitor, const PageName& page,
                      std::string_view id, const std::string& emoji, bool on, std::int64_t now_ms);
// Counts once per visitor and comment.
Status report_comment(Writer& writer, const Site& site, const ReportRow& report);

// How a comment stands now; where it left no trace there is none.
ThreadChange change_of(Reader& reader, const Site& site, std::string_view id);
// The same; where it left no trace its tombstone.
ThreadChange posted_comment(Reader& reader, const Site& site, std::string_view id);

// A comment of this site and its page; kNotFound names the field.
struct Place {
  CommentRow comment;
  Page page;
};
Result<Place> find_comment(Reader& reader, const Site& site, std::string_view id, std::string_view field);

}  // namespace parvis::server
