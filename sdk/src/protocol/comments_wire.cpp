// Comments and their safe trees as they travel.
#include <algorithm>

#include "base/decimal.hpp"
#include "base/url.hpp"
#include "protocol/fields.hpp"
#include "protocol/items_wire.hpp"

namespace parvis {
namespace {

constexpr std::string_view kStatusNames[] = {"published", "deleted", "hidden"};
constexpr std::string_view kRoleNames[] = {"", "author", "team", "moderator"};
constexpr std::int64_t kMaxDepth = std::numeric_limits<std::int32_t>::max();

struct Form {
  RichNode::Kind kind;
  std::string_view tag;
  bool has_detail;
  bool has_text;  // text instead of children
};

constexpr Form kForms[] = {
    {RichNode::Kind::kParagraph, "p", false, false},     {RichNode::Kind::kEmphasis, "em", false, false},
    {RichNode::Kind::kStrong, "strong", false, false},   {RichNode::Kind::kStrike, "del", false, false},
    {RichNode::Kind::kCode, "code", false, true},        {RichNode::Kind::kCodeBlock, "pre", true, true},
    {RichNode::Kind::kQuote, "quote", false, false},     {RichNode::Kind::kBulletList, "ul", false, false},
    {RichNode::Kind::kOrderedList, "ol", true, false},   {RichNode::Kind::kListItem, "li", false, false},
    {RichNode::Kind::kLink, "a", true, false},           {RichNode::Kind::kHeading, "h", true, false},
    {RichNode::Kind::kRule, "hr", false, false},         {RichNode::Kind::kLineBreak, "br", false, false},
    {RichNode::Kind::kSpoiler, "spoiler", false, false}, {RichNode::Kind::kMention, "mention", true, true},
    {RichNode::Kind::kImage, "img", true, true},
};

template <typename Matches>
const Form* find_form(Matches matches) {
  const auto* found = std::find_if(std::begin(kForms), std::end(kForms), matches);
  return found != std::end(kForms) ? found : nullptr;
}

void write_node(JsonWriter& out, const RichNode& node) {
  const Form* form = find_form([&node](const Form& candidate) { return candidate.kind == node.kind; });
  if (form == nullptr) {
    out.string(node.text);
    return;
  }
  out.begin_array().string(form->tag);
  if (form->has_detail) out.string(node.detail);
  if (form->has_text) out.string(node.text);
  for (const RichNode& child : node.children) write_node(out, child);
  out.end_array();
}

// The server has checked links already; whoever answers in its place has not.
bool good_detail(const RichNode& node) {
  if (node.kind == RichNode::Kind::kLink) return safe_link(node.detail);
  if (node.kind == RichNode::Kind::kImage) return node.detail.starts_with("https://");
  const std::int64_t number = read_decimal(node.detail).value_or(-1);
  if (node.kind == RichNode::Kind::kHeading) return number >= 1 && number <= 6;
  if (node.kind == RichNode::Kind::kOrderedList) return number >= 0 && number <= 999'999'999;
  return true;
}

// The string at `cursor`, which moves on; false when there is none.
bool take_text(JsonValue& cursor, std::string& out) {
  if (!cursor.is_string()) return false;
  out = cursor.text();
  cursor = cursor.next();
  return true;
}

bool read_nodes(JsonValue first, int depth, std::vector<RichNode>& out);

bool read_node(JsonValue value, int depth, RichNode& out) {
  if (value.is_string()) {
    out.text = value.text();
    return true;
  }
  JsonValue cursor = value.first();
  if (!value.is_array() || !cursor.is_string() || depth >= kMaxRichDepth) return false;
  const Form* form = find_form([tag = cursor.text()](const Form& candidate) { return candidate.tag == tag; });
  if (form == nullptr) return false;
  out.kind = form->kind;
  cursor = cursor.next();
  if (form->has_detail && !take_text(cursor, out.detail)) return false;
  if (form->has_text && !take_text(cursor, out.text)) return false;
  if (!good_detail(out) || (form->has_text && cursor)) return false;
  return read_nodes(cursor, depth + 1, out.children);
}

bool read_nodes(JsonValue first, int depth, std::vector<RichNode>& out) {
  for (JsonValue value = first; value; value = value.next()) {
    if (!read_node(value, depth, out.emplace_back())) return false;
  }
  return true;
}

void write_unless_zero(JsonWriter& out, std::string_view name, std::int64_t number) {
  if (number != 0) out.member(name, number);
}

void write_unless_empty(JsonWriter& out, std::string_view name, std::string_view text) {
  if (!text.empty()) out.member(name, text);
}

void write_if(JsonWriter& out, std::string_view name, bool mark) {
  if (mark) out.member_bool(name, true);
}

}  // namespace

std::string_view role_name(Role role) { return kRoleNames[static_cast<std::size_t>(role)]; }

Role role_from_name(std::string_view name) {
  const auto* found = std::find(std::begin(kRoleNames), std::end(kRoleNames), name);
  return found == std::end(kRoleNames) ? Role::kNone : static_cast<Role>(found - std::begin(kRoleNames));
}

void write_reactions(JsonWriter& out, const std::vector<Reaction>& reactions) {
  if (reactions.empty()) return;
  out.key("reactions").begin_array();
  for (const Reaction& one : reactions) out.begin_array().string(one.emoji).integer(one.count).end_array();
  out.end_array();
}

std::vector<Reaction> read_reactions(JsonValue list) {
  std::vector<Reaction> out;
  for (JsonValue entry = list.first(); entry; entry = entry.next()) {
    const std::string_view emoji = entry[std::size_t{0}].text();
    if (!emoji.empty()) out.push_back({std::string(emoji), entry[std::size_t{1}].integer()});
  }
  return out;
}

void write_rich(JsonWriter& out, const std::vector<RichNode>& nodes) {
  out.begin_array();
  for (const RichNode& node : nodes) write_node(out, node);
  out.end_array();
}

Result<std::vector<RichNode>> read_rich(JsonValue value) {
  std::vector<RichNode> nodes;
  if (!value.is_array() || !read_nodes(value.first(), 0, nodes)) {
    return {ErrorCode::kBadAnswer, "a comment's text is not a safe tree"};
  }
  return nodes;
}

void write_comment(JsonWriter& out, const Comment& comment) {
  out.begin_object().member("id", comment.id);
  write_unless_empty(out, "parent", comment.parent);
  write_unless_zero(out, "depth", comment.depth);
  write_unless_empty(out, "name", comment.name);
  write_unless_empty(out, "tag", comment.tag);
  write_unless_zero(out, "at", comment.created_ms);
  write_unless_zero(out, "edited", comment.edited_ms);
  write_unless_zero(out, "likes", comment.likes);
  write_unless_zero(out, "down", comment.down);
  write_unless_zero(out, "replies", comment.replies);
  write_unless_empty(out, "role", role_name(comment.role));
  write_if(out, "pinned", comment.pinned);
  write_if(out, "featured", comment.featured);
  write_reactions(out, comment.reactions);
  if (comment.status != CommentStatus::kPublished) {
    out.member("status", kStatusNames[static_cast<std::size_t>(comment.status)]);
  }
  if (!comment.body.empty()) {
    out.key("body");
    write_rich(out, comment.body);
  }
  out.end_object();
}

Result<Comment> read_comment(JsonValue value) {
  Fields fields(value);
  Comment out;
  fields.text("id", out.id);
  fields.text("parent", out.parent);
  out.depth = static_cast<std::int32_t>(fields.number("depth", kMaxDepth));
  fields.text("name", out.name);
  fields.text("tag", out.tag);
  out.created_ms = fields.number("at");
  out.edited_ms = fields.number("edited");
  out.likes = fields.number("likes");
  out.down = fields.number("down");
  std::string role;
  fields.text("role", role);
  out.role = role_from_name(role);
  out.pinned = fields.boolean("pinned");
  out.featured = fields.boolean("featured");
  out.reactions = read_reactions(fields.array("reactions"));
  out.replies = fields.number("replies");
  std::string status = "published";
  if (value["status"]) fields.text("status", status);
  const auto* found = std::find(std::begin(kStatusNames), std::end(kStatusNames), status);
  if (!fields.good() || out.id.empty() || found == std::end(kStatusNames)) {
    return {ErrorCode::kBadAnswer, "a comment has a member of the wrong type"};
  }
  out.status = static_cast<CommentStatus>(found - std::begin(kStatusNames));
  if (const JsonValue body = value["body"]) {
    Result<std::vector<RichNode>> nodes = read_rich(body);
    if (!nodes.ok()) return nodes.error();
    out.body = std::move(nodes).value();
  }
  return out;
}

}  // namespace parvis
