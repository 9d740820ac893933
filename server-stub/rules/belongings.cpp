#include "rules/belongings.hpp"

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace parvis::server {

namespace {

// Earlier than any comment that somebody may still regret to have deleted.
constexpr std::int64_t kLongAgo = 1;

void delete_long_ago(Writer& writer, const std::string& id) {
  auto row = writer.comment(id);
  if (!row) return;
  row->deleted_ms = kLongAgo;
  writer.set_comment_details(*row);
  writer.set_comment_status(id, CommentRow::Status::kErased);
}

std::string_view status_name(CommentRow::Status status) {
  switch (status) {
    case CommentRow::Status::kErased:
      return "deleted";
    case CommentRow::Status::kHidden:
      return "hidden";
    case CommentRow::Status::kRemoved:
      return "removed";
    default:
      return "published";
  }
}

void write_comment_parts(JsonWriter& out, Reader& reader, const std::string& id) {
  const auto comment = reader.comment(id);
  if (!comment) return;
  if (!comment->parent.empty()) out.member("parent", comment->parent);
  out.member("name", comment->name).member("text", comment->source);
  out.member("status", status_name(comment->status));
}

void write_one(JsonWriter& out, Reader& reader, const Belonging& one) {
  out.begin_object().member("kind", one.kind);
  if (one.page != 0)
    if (const auto page = reader.page_by_id(one.page)) out.member("page", page->key);
  if (one.kind == "member") out.member("name", one.value);
  if (one.kind == "share") out.member("network", one.value);
  if (one.kind == "fan") out.member("community", one.value);
  const bool about_comment =
      one.kind == "comment" || one.kind == "vote" || one.kind == "reaction" || one.kind == "report";
  if (about_comment && !one.value.empty()) out.member("id", one.value);
  if (!one.text.empty()) out.member("text", one.text);
  if (one.at > 0) out.member("at", one.at);
  if (one.kind == "comment") write_comment_parts(out, reader, one.value);
  out.end_object();
}

}  // namespace

std::string belongings_json(Reader& reader, RowId visitor) {
  const auto all = visitor == 0 ? std::vector<Belonging>() : reader.belongings(visitor);
  JsonWriter out;
  out.begin_object().key("sites").begin_array();
  for (const Site& site : reader.sites()) {
    bool open = false;
    for (const Belonging& one : all) {
      if (one.site != site.id) continue;
      if (!open) out.begin_object().member("site", site.name).key("things").begin_array();
      open = true;
      write_one(out, reader, one);
    }
    if (open) out.end_array().end_object();
  }
  out.end_array().end_object();
  return out.take();
}

Forgotten forget_visitor(Writer& writer, RowId visitor, std::int64_t now_ms) {
  Forgotten forgotten;
  if (visitor == 0) return forgotten;
  for (const Belonging& one : writer.belongings(visitor)) {
    ++(one.kind == "comment" ? forgotten.comments : forgotten.others);
    if (one.kind == "like") writer.set_like(one.page, visitor, false, now_ms);
    if (one.kind == "share") writer.remove_share(one.page, one.value, visitor);
    if (one.kind == "fan") writer.set_fan(one.site, one.value, visitor, false, now_ms);
    if (one.kind == "vote") writer.set_vote(one.page, one.value, visitor, 0, now_ms);
    if (one.kind == "reaction") writer.set_reaction(one.page, one.value, visitor, one.text, false, now_ms);
    if (one.kind == "comment") delete_long_ago(writer, one.value);
  }
  writer.erase_deleted(kLongAgo + 1, std::numeric_limits<std::int64_t>::max());
  writer.drop_visitor(visitor);
  return forgotten;
}

}  // namespace parvis::server
