#include "rules/threads.hpp"
#include "rules/pages.hpp"

#include "rules/author_tag.hpp"
#include "rules/ids.hpp"
#include "rules/markdown.hpp"
#include "rules/refusal.hpp"
#include "rules/visits.hpp"

namespace parvis::server {

namespace {

using Stored = CommentRow::Status;

struct Place {
  CommentRow comment;
  Page page;
};

Result<Place> find(Reader& reader, const Site& site, std::string_view id, std::string_view field) {
  if (is_id(id))
    if (auto comment = reader.comment(id))
      if (auto page = reader.page_by_id(comment->page); page && page->site == site.id)
        return Place{std::move(*comment), std::move(*page)};
  return refuse(ErrorCode::kNotFound, "no such comment", field);
}

ThreadChange change_of(Reader& reader, const Site& site, std::string_view id) {
  ThreadChange change;
  const auto row = reader.comment(id);
  if (!row) return change;
  if (const auto page = reader.page_by_id(row->page)) {
    change.page = page->key;
    change.total = page->comments;
  }
  if (row->visible()) change.comment = public_comment(site, *row);
  return change;
}

}  // namespace

Result<std::string> post_comment(Writer& writer, const Site& site, RowId visitor, const PageName& name,
                                 const NewComment& wanted, std::int64_t now_ms, const RandomBytes& random) {
  CommentRow row;
  if (!wanted.parent.empty()) {
    const auto found = find(writer, site, wanted.parent, "parent");
    if (!found) return found.error();
    const CommentRow& parent = found.value().comment;
    if (found.value().page.closed) return refuse(ErrorCode::kThreadClosed, "this thread is closed");
    if (parent.status != Stored::kPublished)
      return refuse(ErrorCode::kNotFound, "the comment to answer is gone", "parent");
    const auto page = writer.page(site.id, name.key);
    if (!page || page->id != parent.page)
      return refuse(ErrorCode::kNotFound, "the comment to answer is on another page", "parent");
    row.page = parent.page;
    row.parent = parent.id;
    row.root = parent.root;
    row.depth = parent.depth + 1;
  } else {
    const Page page = page_for_writing(writer, site, name);
    if (page.closed) return refuse(ErrorCode::kThreadClosed, "this thread is closed");
    row.page = page.id;
  }
  const NewId id = next_id(writer.last_comment_id(), now_ms, random);
  row.id = id.text;
  if (row.root.empty()) row.root = row.id;
  row.created_ms = id.created_ms;
  row.visitor = visitor;
  row.name = wanted.name;
  row.source = wanted.text;
  writer.add_comment(row);
  Member member = writer.member(site.id, visitor);
  if (member.name != wanted.name) {
    member.name = wanted.name;
    writer.set_member(site.id, visitor, member);
  }
  return row.id;
}

ThreadChange posted_comment(Reader& reader, const Site& site, std::string_view id) {
  ThreadChange change = change_of(reader, site, id);
  if (!change.comment)
    if (const auto row = reader.comment(id)) change.comment = public_comment(site, *row);
  return change;
}

Result<ThreadChange> delete_comment(Writer& writer, const Site& site, RowId visitor, std::string_view id) {
  const auto found = find(writer, site, id, "id");
  if (!found) return found.error();
  if (found.value().comment.visitor != visitor)
    return refuse(ErrorCode::kNotAllowed, "this comment is somebody else's");
  writer.set_comment_status(id, Stored::kErased);
  return change_of(writer, site, id);
}

Result<CommentLikes> like_comment(Writer& writer, const Site& site, RowId visitor, std::string_view id,
                                  bool on, std::int64_t now_ms) {
  const auto found = find(writer, site, id, "id");
  if (!found) return found.error();
  const CommentRow& comment = found.value().comment;
  if (on && comment.status != Stored::kPublished)
    return refuse(ErrorCode::kNotFound, "the comment is gone", "id");
  const bool changed = writer.set_comment_like(comment.page, id, visitor, on, now_ms);
  return CommentLikes{comment.likes + (changed ? (on ? 1 : -1) : 0), on};
}

Result<ThreadChange> moderate_comment(Writer& writer, const Site& site, std::string_view id, Stored status) {
  const auto found = find(writer, site, id, "id");
  if (!found) return found.error();
  const bool erased = found.value().comment.status == Stored::kErased;
  if (erased && status == Stored::kPublished)
    return refuse(ErrorCode::kNotAllowed, "its author deleted it; the text is gone");
  if (!erased) writer.set_comment_status(id, status);
  return change_of(writer, site, id);
}

Status block_author(Writer& writer, const Site& site, std::string_view comment, bool blocked) {
  const auto found = find(writer, site, comment, "comment");
  if (!found) return found.error();
  const RowId visitor = found.value().comment.visitor;
  Member member = writer.member(site.id, visitor);
  member.blocked = blocked;
  writer.set_member(site.id, visitor, member);
  return Unit{};
}

Comment public_comment(const Site& site, const CommentRow& row) {
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
  comment.name = row.name;
  comment.tag = author_tag(site, row.visitor);
  comment.likes = row.likes;
  comment.body = parse_markdown(row.source);
  return comment;
}

}  // namespace parvis::server
