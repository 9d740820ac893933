// The compact text of one element of a page, as it stands in the query of a read.
#include <algorithm>

#include "base/decimal.hpp"
#include "base/url.hpp"
#include "parvis/text.hpp"
#include "protocol/items_wire.hpp"

namespace parvis {
namespace {

constexpr std::int64_t kMaxLimit = 100, kMaxRecent = 20, kUsualRecent = 5;
constexpr std::string_view kKindNames[] = {"like", "share", "fans", "comments", "count", "recent"};
constexpr std::string_view kSortNames[] = {"newest", "oldest", "best", "discussed", "controversial"};

template <typename Enum, std::size_t N>
std::optional<Enum> from_name(const std::string_view (&names)[N], std::string_view name) {
  const auto* found = std::find(std::begin(names), std::end(names), name);
  if (found == std::end(names)) return std::nullopt;
  return static_cast<Enum>(found - std::begin(names));
}

void append(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  out.append(";").append(name).append("=").append(percent_encode(value));
}

std::string write_networks(const std::vector<Network>& networks) {
  std::string out;
  for (const Network network : networks) {
    out.append(out.empty() ? "" : ",").append(network_name(network));
  }
  return out;
}

// A network named twice counts once; none named at all means the default set.
bool read_networks(std::string_view names, std::vector<Network>& out) {
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(','), names.size());
    const std::optional<Network> network = network_from_name(names.substr(0, end));
    if (!network) return false;
    if (std::find(out.begin(), out.end(), *network) == out.end()) out.push_back(*network);
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return true;
}

bool read_share(Descriptor& out, std::string_view name, const std::string& value) {
  if (name == "n") return read_networks(value, out.networks);
  std::string* field = name == "u" ? &out.url : name == "t" ? &out.title : name == "i" ? &out.image : nullptr;
  if (field != nullptr) *field = value;
  return field != nullptr;
}

bool read_limit(Descriptor& out, const std::string& value, std::int64_t most) {
  out.limit = read_decimal(value).value_or(0);
  return out.limit >= 1 && out.limit <= most;
}

bool read_comments(Descriptor& out, std::string_view name, const std::string& value) {
  if (name == "o") {
    const std::optional<Sort> sort = sort_from_name(value);
    out.sort = sort.value_or(Sort::kNewest);
    return sort.has_value();
  }
  if (name == "limit") return read_limit(out, value, kMaxLimit);
  if (name == "since") {
    out.since_ms = read_decimal(value).value_or(0);
    return out.since_ms > 0;
  }
  std::string* field = name == "after"   ? &out.after
                       : name == "reply" ? &out.reply
                       : name == "at"    ? &out.at
                       : name == "under" ? &out.under
                                         : nullptr;
  if (field != nullptr) *field = value;
  return field != nullptr;
}

bool read_attribute(Descriptor& out, std::string_view name, const std::string& value) {
  if (name == "p") {
    out.page_key = value;
    return true;
  }
  if (out.kind == WidgetKind::kShare) return read_share(out, name, value);
  if (out.kind == WidgetKind::kComments) return read_comments(out, name, value);
  if (out.kind == WidgetKind::kRecent && name == "n") return read_limit(out, value, kMaxRecent);
  if (out.kind != WidgetKind::kFans || name != "c") return false;
  out.community = value;
  return true;
}

Error refusal(std::string_view what, std::string_view which) {
  std::string detail(what);
  return Error{ErrorCode::kInvalidField, detail.append(" '").append(which).append("' in an element")};
}

std::string_view take_part(std::string_view& text) {
  const std::size_t end = std::min(text.find(';'), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

}  // namespace

std::string_view widget_kind_name(WidgetKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::optional<WidgetKind> widget_kind_from_name(std::string_view name) {
  return from_name<WidgetKind>(kKindNames, name);
}

std::string_view sort_name(Sort sort) { return kSortNames[static_cast<std::size_t>(sort)]; }

std::optional<Sort> sort_from_name(std::string_view name) { return from_name<Sort>(kSortNames, name); }

std::string write_descriptor(const Descriptor& descriptor) {
  std::string out(widget_kind_name(descriptor.kind));
  append(out, "p", descriptor.page_key);
  if (descriptor.kind == WidgetKind::kShare) {
    if (!descriptor.networks.empty()) out += ";n=" + write_networks(descriptor.networks);
    append(out, "u", descriptor.url);
    append(out, "t", descriptor.title);
    append(out, "i", descriptor.image);
  } else if (descriptor.kind == WidgetKind::kFans) {
    append(out, "c", descriptor.community);
  } else if (descriptor.kind == WidgetKind::kComments) {
    const Descriptor plain;
    if (descriptor.sort != plain.sort) append(out, "o", sort_name(descriptor.sort));
    append(out, "after", descriptor.after);
    if (descriptor.limit != plain.limit) append(out, "limit", decimal(descriptor.limit));
    append(out, "reply", descriptor.reply);
    append(out, "at", descriptor.at);
    append(out, "under", descriptor.under);
    if (descriptor.since_ms != 0) append(out, "since", decimal(descriptor.since_ms));
  } else if (descriptor.kind == WidgetKind::kRecent) {
    append(out, "n", decimal(descriptor.limit));
  }
  return out;
}

Result<Descriptor> read_descriptor(std::string_view text) {
  Descriptor out;
  const std::string_view kind_text = take_part(text);
  const std::optional<WidgetKind> kind = widget_kind_from_name(kind_text);
  if (!kind) return refusal("unknown kind", kind_text);
  out.kind = *kind;
  if (*kind == WidgetKind::kRecent) out.limit = kUsualRecent;
  std::vector<std::string_view> seen;
  while (!text.empty()) {
    const std::string_view part = take_part(text);
    const std::size_t equals = part.find('=');
    const std::string_view name = part.substr(0, equals);
    if (equals == part.npos) return refusal("no value for", name);
    if (std::find(seen.begin(), seen.end(), name) != seen.end()) return refusal("repeated", name);
    seen.push_back(name);
    const std::optional<std::string> value = percent_decode(part.substr(equals + 1));
    if (!value) return refusal("broken escape in", name);
    if (!read_attribute(out, name, *value)) return refusal("unknown or wrong", name);
  }
  if (out.kind == WidgetKind::kShare && out.networks.empty()) out.networks = default_networks();
  return out;
}

}  // namespace parvis
