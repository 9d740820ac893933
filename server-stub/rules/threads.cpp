#include "rules/threads.hpp"

#include "rules/ids.hpp"
#include "rules/limits.hpp"
#include "rules/mentions.hpp"
#include "rules/pages.hpp"
#include "rules/present.hpp"
#include "rules/refusal.hpp"
#include "rules/webhooks.hpp"

namespace parvis::server {

namespace {

using Stored = CommentRow::Status;

constexpr std::int64_t kDay = 86'400'000;

Error closed() { return refuse(ErrorCode::kThreadClosed, "this thread is closed"); }

Result<Place> find_own(Reader& reader, const Site& site, RowId visitor, std::string_view id) {
  auto found = find_comment(reader, site, id, "id");
  if (found && found.value().comment.visitor != visitor)
    return refuse(ErrorCode::kNotAllowed, "this comment is somebody else's");
  return found;
}

Status change_own(Writer& writer, const Page& page, const CommentRow& row, Stored status) {
  writer.set_comment_details(row);
  writer.set_comment_status(row.id, status);
  writer.shows_on_page(page.key);
  return Unit{};
}

Status place_below(Reader& reader, const Site& site, const SiteSettings& settings, const PageName& name,
                   const std::string& parent_id, std::int64_t now_ms, CommentRow& row) {
  const auto found = find_comment(reader, site, parent_id, "parent");
  if (!found) return found.error();
  const CommentRow& parent = found.value().comment;
  if (is_closed(found.value().page, settings, now_ms)) return closed();
  if (parent.status != Stored::kPublished)
    return refuse(ErrorCode::kNotFound, "the comment to answer is gone", "parent");
  const auto page = reader.page(site.id, name.key);
  if (!page || page->id != parent.page)
    return refuse(ErrorCode::kNotFound, "the comment to answer is on another page", "parent");
  row.page = parent.page;
  row.parent = parent.id;
  row.root = parent.root;
  row.depth = parent.depth + 1;
  row.answers = parent.visitor;
  return Unit{};
}

}  // namespace

bool is_closed(const Page& page, const SiteSettings& settings, std::int64_t now_ms) {
  const bool old = settings.close_after_days > 0 && page.created_ms > 0 &&
                   now_ms - page.created_ms >= settings.close_after_days * kDay;
  return page.closed || old;
}

Result<Place> find_comment(Reader& reader, const Site& site, std::string_view id, std::string_view field) {
  if (is_id(id))
    if (auto comment = reader.comment(id))
      if (auto page = reader.page_by_id(comment->page); page && page->site == site.id)
        return Place{std::move(*comment), std::move(*page)};
  return refuse(ErrorCode::kNotFound, "no such comment", field);
}

ThreadChange change_of(Reader& reader, const Site& site, std::string_view id) {
  ThreadChange change = posted_comment(reader, site, id);
  if (const auto row = reader.comment(id); row && !row->visible()) change.comment.reset();
  return change;
}

ThreadChange posted_comment(Reader& reader, const Site& site, std::string_view id) {
  ThreadChange change;
  const auto row = reader.comment(id);
  if (!row) return change;
  if (const auto page = reader.page_by_id(row->page)) {
    change.page = page->key;
    change.total = page->comments;
  }
  change.comment = Presenter(reader, site).comment(*row);
  return change;
}

Result<std::string> post_comment(Writer& writer, const Site& site, RowId visitor, const PageName& name,
                                 const NewComment& wanted, std::int64_t now_ms, const RandomBytes& random) {
  const SiteSettings settings = settings_of(site);
  CommentRow row;
  if (!wanted.parent.empty()) {
    const Status placed = place_below(writer, site, settings, name, wanted.parent, now_ms, row);
    if (!placed) return placed.error();
  } else {
    const Page page = page_for_writing(writer, site, name, now_ms);
    if (is_closed(page, settings, now_ms)) return closed();
    if (!wanted.page_title.empty() && wanted.page_title != page.title)
      writer.set_title(page.id, wanted.page_title);
    row.page = page.id;
  }
  const NewId id = next_id(writer.last_comment_id(), now_ms, random);
  row.id = id.text;
  if (row.root.empty()) row.root = row.id;
  row.created_ms = id.created_ms;
  row.visitor = visitor;
  row.name = wanted.name;
  row.source = wanted.text;
  row.mentions = pack_mentions(writer, row.page, row.source);
  writer.add_comment(row);
  if (const auto page_row = writer.page_by_id(row.page)) writer.shows_on_page(page_row->key);
  Member member = writer.member(site.id, visitor);
  if (member.name != wanted.name) {
    member.name = wanted.name;
    writer.set_member(site.id, visitor, member);
  }
  queue_webhook(writer, site, settings, {"comment", row.id}, now_ms);
  return row.id;
}

Status edit_comment(Writer& writer, const Site& site, RowId visitor, std::string_view id,
                    const std::string& text, std::int64_t now_ms) {
  const auto found = find_own(writer, site, visitor, id);
  if (!found) return found.error();
  CommentRow row = found.value().comment;
  if (row.status != Stored::kPublished) return refuse(ErrorCode::kNotFound, "the comment is gone", "id");
  const SiteSettings settings = settings_of(site);
  if (is_closed(found.value().page, settings, now_ms)) return closed();
  if (now_ms - row.created_ms >= settings.edit_window_s * 1'000)
    return refuse(
        ErrorCode::kEditWindowOver,
        "it can be edited for " + std::to_string(settings.edit_window_s) + " seconds after it was posted");
  if (row.source == text) return Unit{};
  writer.add_version(id, {row.edited_ms != 0 ? row.edited_ms : row.created_ms, row.source});
  row.source = text;
  row.mentions = pack_mentions(writer, row.page, text);
  row.edited_ms = std::max(now_ms, row.created_ms + 1);
  writer.set_comment_details(row);
  writer.shows_on_page(found.value().page.key);
  return Unit{};
}

Status delete_comment(Writer& writer, const Site& site, RowId visitor, std::string_view id,
                      std::int64_t now_ms) {
  const auto found = find_own(writer, site, visitor, id);
  if (!found) return found.error();
  CommentRow row = found.value().comment;
  if (row.status == Stored::kErased) return Unit{};
  row.former = row.status;
  row.deleted_ms = std::max<std::int64_t>(now_ms, 1);
  return change_own(writer, found.value().page, row, Stored::kErased);
}

Status restore_comment(Writer& writer, const Site& site, RowId visitor, std::string_view id,
                       std::int64_t now_ms) {
  const auto found = find_own(writer, site, visitor, id);
  if (!found) return found.error();
  CommentRow row = found.value().comment;
  if (row.status != Stored::kErased) return Unit{};
  if (row.deleted_ms == 0 || now_ms - row.deleted_ms >= limits::kUndoWindow)
    return refuse(ErrorCode::kEditWindowOver, "the text is erased");
  row.deleted_ms = 0;
  return change_own(writer, found.value().page, row, row.former);
}

void erase_regretted(Writer& writer, std::int64_t now_ms) {
  writer.shows_nowhere();
  // What seems to be deleted in the future was deleted before the clock was set back.
  (void)writer.erase_deleted(now_ms - limits::kUndoWindow + 1, now_ms + limits::kUndoWindow);
}

}  // namespace parvis::server
