#include "rules/present.hpp"

#include <algorithm>

#include "protocol/items_wire.hpp"
#include "rules/author_tag.hpp"
#include "rules/mentions.hpp"
#include "rules/names.hpp"
#include "store/reaction_counts.hpp"

namespace parvis::server {

const Presenter::Author& Presenter::author(RowId visitor) {
  const auto [found, fresh] = authors_.try_emplace(visitor);
  if (fresh)
    found->second = {author_tag(site_, visitor), role_from_name(reader_.member(site_.id, visitor).role)};
  return found->second;
}

std::vector<RichNode> Presenter::body(std::string_view source, std::string_view mentions) {
  MarkdownOptions options;
  options.image_hosts = settings_.image_hosts;
  for (const auto& [visitor, name] : unpack_mentions(mentions))
    options.mentions.push_back({name, author(visitor).tag});
  return parse_markdown(clean_text(source), options);
}

std::vector<Reaction> Presenter::reactions(std::string_view packed, bool all) const {
  const auto counts = unpack_reactions(packed);
  std::vector<Reaction> out;
  for (const std::string& emoji : settings_.reactions) {
    const auto found =
        std::find_if(counts.begin(), counts.end(), [&](const auto& one) { return one.first == emoji; });
    const std::int64_t count = found == counts.end() ? 0 : found->second;
    if (count > 0 || all) out.push_back({emoji, count});
  }
  return out;
}

Comment Presenter::comment(const CommentRow& row) {
  using Stored = CommentRow::Status;
  Comment comment;
  comment.id = row.id;
  comment.parent = row.parent;
  comment.depth = row.depth;
  comment.created_ms = row.created_ms;
  comment.replies = row.replies;
  if (row.status != Stored::kPublished) {
    comment.status = row.status == Stored::kHidden ? CommentStatus::kHidden : CommentStatus::kDeleted;
    return comment;
  }
  const Author& author = this->author(row.visitor);
  comment.name = row.name;
  comment.tag = author.tag;
  comment.role = author.role;
  comment.likes = row.likes;
  comment.down = row.downs;
  comment.edited_ms = row.edited_ms;
  comment.pinned = row.pinned_ms != 0;
  comment.featured = row.featured;
  comment.reactions = reactions(row.reactions, false);
  comment.body = body(row.source, row.mentions);
  return comment;
}

}  // namespace parvis::server
