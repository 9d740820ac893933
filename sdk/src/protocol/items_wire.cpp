#include "protocol/items_wire.hpp"

#include "parvis/text.hpp"
#include "protocol/fields.hpp"

namespace parvis {
namespace {

struct MemberWriter {
  JsonWriter& out;

  void operator()(const LikeItem& item) const {
    out.member("kind", "like").member("page", item.page).member("count", item.count);
  }

  void operator()(const ShareItem& item) const {
    out.member("kind", "share").member("page", item.page).member("url", item.url).member("title", item.title);
    out.member("image", item.image).member("total", item.total).key("networks").begin_array();
    for (const ShareCount& entry : item.networks) {
      out.begin_array().string(network_name(entry.network)).integer(entry.count).end_array();
    }
    out.end_array();
  }

  void operator()(const FanItem& item) const {
    out.member("kind", "fans").member("community", item.community).member("count", item.count);
  }

  void operator()(const ThreadItem& item) const {
    out.member("kind", "comments").member("page", item.page).member("sort", sort_name(item.sort));
    out.member("total", item.total).member_bool("closed", item.closed).key("comments").begin_array();
    for (const Comment& comment : item.comments) write_comment(out, comment);
    out.end_array().member("next", item.next);
    if (!item.prev.empty()) out.member("prev", item.prev);
    if (!item.at.empty()) out.member("at", item.at);
    if (!item.under.empty()) out.member("under", item.under);
    write_reactions(out, item.reactions);
    if (item.down_votes) out.member_bool("down_votes", true);
    if (item.edit_ms != 0) out.member("edit_ms", item.edit_ms);
    if (!item.event.empty()) out.member("event", item.event);
  }
};

Result<Item> finished(const Fields& fields, Item item) {
  if (!fields.good()) return {ErrorCode::kBadAnswer, "an item has a member of the wrong type"};
  return item;
}

// A network that a newer server knows and this client does not is left out.
void read_counts(Fields& fields, std::vector<ShareCount>& out) {
  for (JsonValue entry = fields.array("networks").first(); entry; entry = entry.next()) {
    const JsonValue name = entry[std::size_t{0}], count = entry[std::size_t{1}];
    if (!name.is_string() || !count.is_integer() || count.integer() < 0) return fields.spoil();
    const std::optional<Network> network = network_from_name(name.text());
    if (network) out.push_back({*network, count.integer()});
  }
}

Result<Item> read_share(Fields& fields) {
  ShareItem item;
  fields.text("page", item.page);
  fields.text("url", item.url);
  fields.text("title", item.title);
  fields.text("image", item.image);
  item.total = fields.number("total");
  read_counts(fields, item.networks);
  return finished(fields, std::move(item));
}

Result<Item> read_thread(Fields& fields) {
  ThreadItem item;
  fields.text("page", item.page);
  item.total = fields.number("total");
  item.closed = fields.boolean("closed");
  fields.text("next", item.next);
  fields.text("prev", item.prev);
  fields.text("at", item.at);
  fields.text("under", item.under);
  item.reactions = read_reactions(fields.array("reactions"));
  item.down_votes = fields.boolean("down_votes");
  item.edit_ms = fields.number("edit_ms");
  fields.text("event", item.event);
  std::string sort_text;
  fields.text("sort", sort_text);
  const std::optional<Sort> sort = sort_text.empty() ? Sort::kNewest : sort_from_name(sort_text);
  if (!sort) return {ErrorCode::kBadAnswer, "unknown sort"};
  item.sort = *sort;
  for (JsonValue entry = fields.array("comments").first(); entry; entry = entry.next()) {
    Result<Comment> comment = read_comment(entry);
    if (!comment.ok()) return comment.error();
    item.comments.push_back(std::move(comment).value());
  }
  return finished(fields, std::move(item));
}

}  // namespace

void write_item_members(JsonWriter& out, const Item& item) { std::visit(MemberWriter{out}, item); }

void write_item(JsonWriter& out, const Item& item) {
  out.begin_object();
  write_item_members(out, item);
  out.end_object();
}

Result<Item> read_item(JsonValue value) {
  Fields fields(value);
  const std::optional<WidgetKind> kind = widget_kind_from_name(value["kind"].text());
  if (!kind) return {ErrorCode::kBadAnswer, "an item of no known kind"};
  switch (*kind) {
    case WidgetKind::kLike: {
      LikeItem item;
      fields.text("page", item.page);
      item.count = fields.number("count");
      return finished(fields, std::move(item));
    }
    case WidgetKind::kShare:
      return read_share(fields);
    case WidgetKind::kFans: {
      FanItem item;
      fields.text("community", item.community);
      item.count = fields.number("count");
      return finished(fields, std::move(item));
    }
    case WidgetKind::kComments:
      return read_thread(fields);
    case WidgetKind::kCount:
    case WidgetKind::kRecent:
      break;
  }
  return {ErrorCode::kBadAnswer, "an item of no known kind"};
}

}  // namespace parvis
