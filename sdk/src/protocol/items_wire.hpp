// Items and descriptors as they travel. Readers refuse wrong types with kBadAnswer; unknown members are ignored.
#pragma once

#include <string>
#include <string_view>

#include "base/json.hpp"
#include "model/items.hpp"
#include "parvis/error.hpp"

namespace parvis {

// "share;n=x,copy;p=%2Fmug"; see openapi.yaml, parameter `e`.
std::string write_descriptor(const Descriptor& descriptor);
// kInvalidField when malformed or unknown.
Result<Descriptor> read_descriptor(std::string_view text);

void write_item(JsonWriter& out, const Item& item);
Result<Item> read_item(JsonValue value);

void write_comment(JsonWriter& out, const Comment& comment);
Result<Comment> read_comment(JsonValue value);
void write_rich(JsonWriter& out, const std::vector<RichNode>& nodes);
Result<std::vector<RichNode>> read_rich(JsonValue value);

std::string_view widget_kind_name(WidgetKind kind);  // "like" "share" "fans" "comments"
std::optional<WidgetKind> widget_kind_from_name(std::string_view name);
std::string_view sort_name(Sort sort);
std::optional<Sort> sort_from_name(std::string_view name);

// {"type","title","status","detail","code"} of RFC 9457.
std::string write_problem(const Error& error, std::string_view server);
// Reads a problem document; kBadAnswer when it is none.
Error read_problem(std::string_view body, int status, std::int64_t retry_after_ms);

}  // namespace parvis
