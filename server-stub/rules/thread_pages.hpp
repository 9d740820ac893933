// Reading a thread in pages that neither skip nor repeat while others post.
//
// Newest and oldest go on after the id of the last top-level comment, and ids only grow. Most-liked goes on
// at a rank of a frozen ranking. A top-level comment with more replies than fit ends its page; the next page
// starts with the rest of them. Cursors are opaque to clients; they say (see cursor_text):
//   i.ROOT            after this top-level comment
//   i.ROOT.REPLY      first its replies after REPLY, then on after it
//   r.EPOCH.RANK[.REPLY]   the same in a ranking; RANK is the next one to show
#pragma once

#include "model/items.hpp"
#include "rules/page_key.hpp"
#include "store/store.hpp"

namespace parvis::server {

struct ThreadQuestion {
  Sort sort = Sort::kNewest;
  std::string after;
  std::int64_t limit = 20;
};

struct ThreadAnswer {
  ThreadItem item;
  // A ranking to be kept, so that `item.next` works; made from what was read, saved when convenient.
  std::optional<RankEpoch> new_epoch;
  std::vector<std::string> ranking;
  RowId page = 0;
};

Result<ThreadAnswer> read_thread(Reader& reader, const Site& site, const PageName& page,
                                 const ThreadQuestion& question, std::int64_t now_ms);

}  // namespace parvis::server
