#include "rules/moderation.hpp"

#include <algorithm>
#include <iterator>

#include "protocol/items_wire.hpp"
#include "rules/limits.hpp"
#include "rules/refusal.hpp"

namespace parvis::server {

namespace {

using Stored = CommentRow::Status;

constexpr std::string_view kNames[] = {"hide", "delete", "restore", "pin", "unpin", "feature", "unfeature"};

Status set_status(Writer& writer, CommentRow row, Stored status) {
  if (row.status != Stored::kErased) {
    writer.set_comment_status(row.id, status);
    return Unit{};
  }
  if (status == Stored::kPublished)
    return refuse(ErrorCode::kNotAllowed, "its author deleted it; the text is gone");
  // Should its author take that back, it stays out of sight.
  row.former = status;
  writer.set_comment_details(row);
  return Unit{};
}

Status set_pinned(Writer& writer, CommentRow row, std::int64_t now_ms) {
  if (now_ms != 0) {
    if (!row.parent.empty()) return invalid("id", "only top-level comments can be pinned");
    if (row.status != Stored::kPublished) return refuse(ErrorCode::kNotFound, "the comment is gone", "id");
    if (row.pinned_ms == 0 && writer.pinned(row.page).size() >= limits::kPinned)
      return invalid("id", "at most " + std::to_string(limits::kPinned) + " comments of a page are pinned");
  }
  row.pinned_ms = now_ms;
  writer.set_comment_details(row);
  return Unit{};
}

template <typename Change>
Status change_author(Writer& writer, const Site& site, std::string_view comment, Change&& change) {
  const auto found = find_comment(writer, site, comment, "comment");
  if (!found) return found.error();
  const RowId visitor = found.value().comment.visitor;
  Member member = writer.member(site.id, visitor);
  change(member);
  writer.set_member(site.id, visitor, member);
  return Unit{};
}

Status set_featured(Writer& writer, CommentRow row, bool on) {
  row.featured = on;
  writer.set_comment_details(row);
  return Unit{};
}

}  // namespace

std::optional<Moderation> moderation_from_name(std::string_view name) {
  const auto* found = std::find(std::begin(kNames), std::end(kNames), name);
  if (found == std::end(kNames)) return std::nullopt;
  return static_cast<Moderation>(found - std::begin(kNames));
}

Status moderate_comment(Writer& writer, const Site& site, std::string_view id, Moderation what,
                        std::int64_t now_ms) {
  const auto found = find_comment(writer, site, id, "id");
  if (!found) return found.error();
  const CommentRow& row = found.value().comment;
  writer.shows_on_page(found.value().page.key);
  switch (what) {
    case Moderation::kHide:
      return set_status(writer, row, Stored::kHidden);
    case Moderation::kDelete:
      return set_status(writer, row, Stored::kRemoved);
    case Moderation::kRestore:
      return set_status(writer, row, Stored::kPublished);
    case Moderation::kPin:
      return set_pinned(writer, row, std::max<std::int64_t>(now_ms, 1));
    case Moderation::kUnpin:
      return set_pinned(writer, row, 0);
    case Moderation::kFeature:
      return set_featured(writer, row, true);
    case Moderation::kUnfeature:
      return set_featured(writer, row, false);
  }
  return Unit{};
}

Status block_author(Writer& writer, const Site& site, std::string_view comment, bool blocked) {
  writer.shows_nowhere();
  return change_author(writer, site, comment, [&](Member& author) { author.blocked = blocked; });
}

Status set_role(Writer& writer, const Site& site, std::string_view comment, std::string_view role) {
  if (!role.empty() && role_from_name(role) == Role::kNone)
    return invalid("role", "must be author, team or moderator, or empty");
  return change_author(writer, site, comment, [&](Member& author) { author.role = role; });
}

bool is_moderator(Reader& reader, const Site& site, RowId visitor) {
  if (visitor == 0) return false;
  const Member member = reader.member(site.id, visitor);
  return !member.blocked && role_from_name(member.role) == Role::kModerator;
}

Result<std::vector<CommentVersion>> history(Reader& reader, const Site& site, std::string_view id) {
  const auto found = find_comment(reader, site, id, "id");
  if (!found) return found.error();
  const CommentRow& row = found.value().comment;
  auto all = reader.versions(id);
  // What its author took away is not the owner's to read.
  if (row.status == Stored::kErased) return std::vector<CommentVersion>();
  all.push_back({row.edited_ms != 0 ? row.edited_ms : row.created_ms, row.source});
  return all;
}

}  // namespace parvis::server
