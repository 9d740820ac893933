#include "capi_widget.hpp"

#include <algorithm>
#include <utility>

#include "parvis/text.hpp"
#include "parvis/version.hpp"
#include "protocol/items_wire.hpp"
#include "protocol/state_wire.hpp"
#include "view/patch.hpp"

namespace parvis::capi {
namespace {

PageRef read_page(JsonValue options) {
  const JsonValue page = options["page"];
  return {std::string(page["key"].text()), std::string(page["canonical"].text()),
          std::string(page["address"].text())};
}

bool read_networks(JsonValue names, std::vector<Network>& out) {
  for (JsonValue name = names.first(); name; name = name.next()) {
    const std::optional<Network> network = network_from_name(name.text());
    if (!network) return false;
    out.push_back(*network);
  }
  return true;
}

// What of these the kind does not know stays away, since widgets of equal descriptors share their state.
bool read_descriptor(JsonValue options, Descriptor& out) {
  if (!read_networks(options["networks"], out.networks)) return false;
  if (out.kind != WidgetKind::kShare) out.networks.clear();
  if (out.kind == WidgetKind::kShare) {
    options.read("url", out.url);
    options.read("title", out.title);
    options.read("image", out.image);
  } else if (out.kind == WidgetKind::kFans) {
    options.read("community", out.community);
  } else if (out.kind == WidgetKind::kComments) {
    out.sort = sort_from_name(options["sort"].text()).value_or(out.sort);
    out.limit = options["limit"].integer(out.limit);
    options.read("at", out.at);
    options.read("under", out.under);
  }
  return true;
}

// The variant's order is the enumeration's.
bool is_kind(const Item& item, WidgetKind kind) { return item.index() == static_cast<std::size_t>(kind); }

Result<std::optional<Seed>> read_seed(JsonValue json, WidgetKind kind) {
  if (!json || json.is_null()) return std::optional<Seed>();
  Result<Item> item = read_item(json["item"]);
  if (!item.ok()) return item.error();
  if (!is_kind(item.value(), kind)) return {ErrorCode::kWrongKind, "the seed is of another kind"};
  Seed seed{std::move(item).value(), std::nullopt};
  if (json["mine"].is_object()) seed.mine = read_mine_item(json["mine"]);
  return std::optional<Seed>(std::move(seed));
}

view::Node draw_item(const Item& item, const view::ViewContext& context) {
  if (const auto* like = std::get_if<LikeItem>(&item)) return view_like(make_like_state(*like), context);
  if (const auto* share = std::get_if<ShareItem>(&item)) return view_share(make_share_state(*share), context);
  if (const auto* fans = std::get_if<FanItem>(&item)) return view_fans(make_fan_state(*fans), context);
  return {};
}

}  // namespace

Result<std::unique_ptr<MountedWidget>> MountedWidget::mount(ClientCore& core, WidgetKind kind,
                                                            JsonValue options) {
  if (kind > WidgetKind::kComments) return {ErrorCode::kWrongKind, "this kind is drawn by the server alone"};
  Result<std::optional<Seed>> read = read_seed(options["seed"], kind);
  if (!read.ok()) return read.error();
  const Seed* seed = read.value() ? &*read.value() : nullptr;
  Descriptor descriptor;
  descriptor.kind = kind;
  if (!read_descriptor(options, descriptor)) return {ErrorCode::kInvalidArgument, "unknown network"};

  std::unique_ptr<MountedWidget> widget(new MountedWidget(core, kind));
  Mounted<Entry> mounted = core.mount(read_page(options), std::move(descriptor), seed);
  widget->entry_ = std::move(mounted.entry);
  widget->subscription_ = mounted.subscription;
  const JsonValue drawn = options["seed"];
  const bool by_us = drawn["build"].text() == build_id() && drawn["format"].integer() == view::kPaintFormat;
  if (seed != nullptr && by_us) widget->start_from_paint(seed->item, drawn["now"].integer());
  return widget;
}

MountedWidget::~MountedWidget() {
  if (entry_) entry_->resolved().unsubscribe(subscription_);
}

void MountedWidget::start_from_paint(const Item& item, std::int64_t now_ms) {
  if (const auto* thread = std::get_if<ThreadItem>(&item)) {
    thread_.start_from(make_thread_state(*thread), context(now_ms));
    return;
  }
  painted_ = draw_item(item, context(now_ms));
  has_painted_ = true;
}

view::ViewContext MountedWidget::context(std::int64_t now_ms) const {
  return {core_.options().language, core_.options().server, now_ms};
}

view::Node MountedWidget::draw(std::int64_t now_ms) const {
  const view::ViewContext how = context(now_ms);
  switch (kind_) {
    case WidgetKind::kLike:
      return view_like(entry<LikeEntry>().state(), how);
    case WidgetKind::kShare:
      return view_share(entry<ShareEntry>().state(), how);
    case WidgetKind::kFans:
      return view_fans(entry<FanEntry>().state(), how);
    default:
      break;
  }
  return view_thread(entry<ThreadEntry>().state(), how);
}

// Only threads tell times.
std::int64_t MountedWidget::stays_right_for(std::int64_t now_ms) const {
  std::int64_t shortest = std::int64_t{1} << 40;
  if (kind_ != WidgetKind::kComments) return shortest;
  for (const Comment& comment : entry<ThreadEntry>().state().comments) {
    shortest = std::min(shortest, relative_time_lifetime(comment.created_ms, now_ms));
  }
  return shortest;
}

std::string MountedWidget::difference(std::int64_t now_ms) {
  if (kind_ == WidgetKind::kComments) return thread_.paint(entry<ThreadEntry>().state(), context(now_ms));
  view::Node next = draw(now_ms);
  std::string patch = has_painted_ ? view::diff_paint(painted_, next) : view::full_paint(next);
  painted_ = std::move(next);
  has_painted_ = true;
  return patch;
}

std::string MountedWidget::paint(std::int64_t now_ms) {
  const std::uint64_t version = entry_->resolved().version();
  const bool in_time = now_ms >= painted_at_ms_ && now_ms < painted_until_ms_;
  if (version == painted_version_ && in_time) return {};
  std::string patch = difference(now_ms);
  painted_version_ = version;
  painted_at_ms_ = now_ms;
  painted_until_ms_ = now_ms + stays_right_for(now_ms);
  return patch;
}

std::string MountedWidget::state() const {
  const std::string& language = core_.options().language;
  switch (kind_) {
    case WidgetKind::kLike:
      return write_state(entry<LikeEntry>().state(), language);
    case WidgetKind::kShare:
      return write_state(entry<ShareEntry>().state(), language);
    case WidgetKind::kFans:
      return write_state(entry<FanEntry>().state(), language);
    default:
      break;
  }
  return write_state(entry<ThreadEntry>().state(), language);
}

}  // namespace parvis::capi
