#include "store/memory_tables.hpp"
#include "store/reaction_counts.hpp"

namespace parvis::server {

namespace {

void compare(std::vector<std::string>& wrong, std::string what, std::int64_t kept, std::int64_t counted) {
  if (kept == counted) return;
  wrong.push_back(std::move(what) + ": kept " + std::to_string(kept) + ", counted " +
                  std::to_string(counted));
}

}  // namespace

std::vector<std::string> MemoryReader::recount() {
  std::vector<std::string> wrong;
  std::map<RowId, std::int64_t> likes, comments;
  std::map<std::tuple<RowId, std::string>, std::int64_t> shares;
  std::map<MemoryTables::Owned, std::int64_t> fans;
  std::map<std::string, std::int64_t> comment_likes, comment_downs, replies, children, below;
  std::map<std::string, std::string> reactions;
  std::map<RowId, std::string> page_reactions;
  for (const auto& [page, visitor] : tables_.likes) ++likes[page];
  for (const auto& [page, visitor, network] : tables_.shares) ++shares[{page, network}];
  for (const auto& [site, community, visitor] : tables_.fans) ++fans[{site, community}];
  for (const auto& [key, vote] : tables_.votes)
    ++(vote > 0 ? comment_likes : comment_downs)[std::get<2>(key)];
  for (const auto& [page, visitor, comment, emoji] : tables_.reactions)
    add_reaction(comment.empty() ? page_reactions[page] : reactions[comment], emoji, 1);
  for (const auto& [id, row] : tables_.comments) {
    const bool published = row.status == CommentRow::Status::kPublished;
    if (published) ++comments[row.page];
    if (published) ++replies[row.parent];
    if (published && !row.parent.empty()) ++below[row.root];
    if (row.visible()) ++children[row.parent];
  }
  for (const auto& [id, page] : tables_.pages) {
    compare(wrong, "likes of page " + page.key, page.likes, likes[id]);
    compare(wrong, "comments of page " + page.key, page.comments, comments[id]);
    if (page.reactions != page_reactions[id]) wrong.push_back("reactions to page " + page.key);
  }
  for (const auto& [key, count] : tables_.share_counts)
    compare(wrong, "shares on " + std::get<1>(key), count, shares[key]);
  for (const auto& [key, count] : tables_.fan_counts)
    compare(wrong, "fans of " + key.second, count, fans[key]);
  for (const auto& [id, row] : tables_.comments) {
    compare(wrong, "likes of comment " + id, row.likes, comment_likes[id]);
    compare(wrong, "votes against comment " + id, row.downs, comment_downs[id]);
    compare(wrong, "comments below " + id, row.below, below[id]);
    if (row.reactions != reactions[id]) wrong.push_back("reactions to comment " + id);
    compare(wrong, "replies of comment " + id, row.replies, replies[id]);
    compare(wrong, "children of comment " + id, row.children, children[id]);
  }
  return wrong;
}

}  // namespace parvis::server
