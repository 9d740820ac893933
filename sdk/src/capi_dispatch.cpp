// From the acts of the DOM contract (data-act, data-arg, a field's value) to the verbs of the widgets.
#include <algorithm>
#include <iterator>

#include "capi_widget.hpp"
#include "parvis/text.hpp"
#include "protocol/items_wire.hpp"

namespace parvis::capi {
namespace {

struct Act {
  std::string_view name;
  WidgetKind kind;
};
constexpr Act kActs[] = {
    {"like", WidgetKind::kLike},
    {"fan", WidgetKind::kFans},
    {"share", WidgetKind::kShare},
    {"instance", WidgetKind::kShare},
    {"instance-cancel", WidgetKind::kShare},
};

using Refusal = std::optional<ErrorCode>;

// "1…" is the wish for on, "0…" for off.
std::optional<bool> read_wish(std::string_view arg) {
  if (arg.starts_with('1')) return true;
  if (arg.starts_with('0')) return false;
  return std::nullopt;
}

bool is_key(std::string_view text) {
  auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), allowed);
}

}  // namespace

// The value of an act that writes is the idempotency key under which the host sent it already.
Origin MountedWidget::origin(std::string_view value) const {
  return {subscription_, is_key(value) ? std::string(value) : std::string()};
}

Refusal MountedWidget::dispatch(std::string_view act, std::string_view arg, std::string_view value) {
  if (act == "retry") {
    core_.refresh();
    return std::nullopt;
  }
  if (kind_ == WidgetKind::kComments && knows_thread_act(act)) return dispatch_thread(act, arg, value);
  const Act* found =
      std::find_if(std::begin(kActs), std::end(kActs), [&](const Act& a) { return a.name == act; });
  if (found == std::end(kActs)) {
    return knows_thread_act(act) ? ErrorCode::kWrongKind : ErrorCode::kInvalidArgument;
  }
  if (found->kind != kind_) return ErrorCode::kWrongKind;
  return kind_ == WidgetKind::kShare ? dispatch_share(act, arg, value) : dispatch_toggle(arg, value);
}

Refusal MountedWidget::dispatch_toggle(std::string_view arg, std::string_view value) {
  const std::optional<bool> wish = read_wish(arg);
  if (!wish) return ErrorCode::kInvalidArgument;
  entry<ToggleEntry>().set_on(*wish, origin(value));
  return std::nullopt;
}

Refusal MountedWidget::dispatch_share(std::string_view act, std::string_view arg, std::string_view value) {
  ShareEntry& share = entry<ShareEntry>();
  if (act == "instance-cancel") {
    share.cancel_instance();
  } else if (act == "instance") {
    if (!share.set_mastodon_instance(value)) return ErrorCode::kInvalidField;
    share.share(Network::kMastodon, origin({}));
  } else {
    const std::optional<Network> network = network_from_name(arg);
    if (!network) return ErrorCode::kInvalidArgument;
    share.share(*network, origin(value));
  }
  return std::nullopt;
}

}  // namespace parvis::capi
