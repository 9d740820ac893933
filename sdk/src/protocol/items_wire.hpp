// Items and descriptors as they travel. Readers refuse wrong types with kBadAnswer; unknown members are
// ignored.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "model/items.hpp"
#include "parvis/error.hpp"

namespace parvis {

// "share;n=x,copy;p=%2Fmug"; see openapi.yaml, parameter `e`.
std::string write_descriptor(const Descriptor& descriptor);
// kInvalidField when malformed or unknown. A share without networks gets the default ones.
Result<Descriptor> read_descriptor(std::string_view text);

void write_item(JsonWriter& out, const Item& item);
// The same without the braces, for answers that add members of their own.
void write_item_members(JsonWriter& out, const Item& item);
Result<Item> read_item(JsonValue value);

// A safe tree nests at most this deep; the server flattens what would go deeper.
inline constexpr int kMaxRichDepth = 100;

void write_comment(JsonWriter& out, const Comment& comment);
Result<Comment> read_comment(JsonValue value);
// The member "reactions", [["❤️",3],…]; nothing when there are none.
void write_reactions(JsonWriter& out, const std::vector<Reaction>& reactions);
std::vector<Reaction> read_reactions(JsonValue list);
std::string_view role_name(Role role);  // "" "author" "team" "moderator"
Role role_from_name(std::string_view name);
// A safe tree, as a list of nodes. A node is its text, or a list that starts with its tag:
//   p em strong del quote ul li spoiler ["em", node…] · ["ol", "1", node…] · ["h", "2", node…]
//   ["a", "https://…", node…] · ["code", "text"] · ["pre", "language", "text"] · ["hr"] · ["br"]
//   ["mention", "name", "tag"] · ["img", "https://…", "text that stands for it"]
void write_rich(JsonWriter& out, const std::vector<RichNode>& nodes);
Result<std::vector<RichNode>> read_rich(JsonValue value);

std::string_view widget_kind_name(WidgetKind kind);  // "like" "share" "fans" "comments" "count" "recent"
std::optional<WidgetKind> widget_kind_from_name(std::string_view name);
std::string_view sort_name(Sort sort);
std::optional<Sort> sort_from_name(std::string_view name);

// {"type","title","status","detail","field","code"} of RFC 9457; the title is a sentence for readers.
std::string write_problem(const Error& error, std::string_view server, std::string_view language = "en");
// Reads a problem document. When it is none: what the status says by itself (413, 429, 5xx), else kBadAnswer.
Error read_problem(std::string_view body, int status, std::int64_t retry_after_ms);

}  // namespace parvis
