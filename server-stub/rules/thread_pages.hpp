// Reading a thread in pages that neither skip nor repeat while others post and vote.
//
// Newest and oldest go on after the id of the last top-level comment, and ids only grow; the ranked orders go
// on at a rank of a frozen ranking. Pinned comments stand first in every order and nowhere else. A top-level
// comment with more replies than fit ends its page; the next page starts with the rest of them.
//
// A thread may be opened at a comment: the page starts with its top-level comment, then what stands above it
// (of very deep threads the nearest), itself, and goes on from there. `prev` leads to what came before. A
// page before brings along what stands above its first comment, so that nothing hangs in the air; what the
// page after it showed already is left out.
//
// Or only one comment and what is below it is shown ("under").
#pragma once

#include "model/items.hpp"
#include "rules/page_key.hpp"
#include "store/store.hpp"

namespace parvis::server {

struct ThreadQuestion {
  Sort sort = Sort::kNewest;
  std::string after;  // a cursor
  std::int64_t limit = 20;
  std::string at = {};     // ids of comments
  std::string under = {};  // a comment that is not there (any more) is as none
};

struct ThreadAnswer {
  ThreadItem item;
  // A ranking to be kept, so that the cursors work; made from what was read, saved when convenient.
  std::optional<RankEpoch> new_epoch;
  std::vector<std::string> ranking;
  RowId page = 0;
};

Result<ThreadAnswer> read_thread(Reader& reader, const Site& site, const PageName& page,
                                 const ThreadQuestion& question, std::int64_t now_ms);

}  // namespace parvis::server
