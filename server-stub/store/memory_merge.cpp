#include "store/memory_writer.hpp"
#include "store/reaction_counts.hpp"

namespace parvis::server {

// Tables are walked over copies, since the entries that move are put into the same table.
void MemoryWriter::merge_pages(RowId from, RowId into) {
  for (const auto& [page, visitor] : std::set(tables_.likes)) {
    if (page != from) continue;
    set(tables_.likes, {from, visitor}, false);
    if (set(tables_.likes, {into, visitor}, true))
      change(tables_.pages, into, [](Page& kept) { ++kept.likes; });
  }
  for (const auto& [page, visitor, network] : std::set(tables_.shares)) {
    if (page != from) continue;
    set(tables_.shares, {from, visitor, network}, false);
    drop(tables_.share_counts, {from, network});
    if (set(tables_.shares, {into, visitor, network}, true))
      put(tables_.share_counts, {into, network}, tables_.share_counts[{into, network}] + 1);
  }
  for (const auto& [id, row] : std::map(tables_.comments)) {
    if (row.page != from) continue;
    change(tables_.comments, id, [&](CommentRow& kept) { kept.page = into; });
    set(tables_.by_visitor, {from, row.visitor, id}, false);
    set(tables_.by_visitor, {into, row.visitor, id}, true);
    if (set(tables_.page_roots, {from, id}, false)) set(tables_.page_roots, {into, id}, true);
  }
  for (const auto& [key, vote] : std::map(tables_.votes)) {
    if (std::get<0>(key) != from) continue;
    drop(tables_.votes, key);
    put(tables_.votes, {into, std::get<1>(key), std::get<2>(key)}, vote);
  }
  for (const auto& [page, visitor, comment, emoji] : std::set(tables_.reactions)) {
    if (page != from) continue;
    set(tables_.reactions, {from, visitor, comment, emoji}, false);
    if (set(tables_.reactions, {into, visitor, comment, emoji}, true) && comment.empty())
      change(tables_.pages, into,
             [&, &added = emoji](Page& kept) { add_reaction(kept.reactions, added, 1); });
  }
  for (const auto& [key, epoch] : std::map(tables_.epochs))
    if (std::get<0>(key) == from || std::get<0>(key) == into) drop(tables_.epochs, key);
  for (const auto& [key, page] : std::map(tables_.page_keys))
    if (page == from) put(tables_.page_keys, key, into);
  const Page gone = tables_.pages.at(from);
  change(tables_.pages, into, [&](Page& kept) {
    kept.comments += gone.comments;
    kept.changes += gone.changes + 1;
    kept.closed = kept.closed || gone.closed;
  });
  drop(tables_.pages, from);
}

}  // namespace parvis::server
