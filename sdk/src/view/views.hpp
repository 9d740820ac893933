// One view per widget: state in, node tree out. Pure functions; the same for server and wasm.
#pragma once

#include <cstdint>
#include <string>

#include "model/items.hpp"
#include "parvis/model.hpp"
#include "view/node.hpp"

namespace parvis::view {

struct ViewContext {
  std::string language = "en";
  std::string server;       // for the addresses of forms and of the Mastodon helper
  std::int64_t now_ms = 0;  // relative times are told from here
};

// Each answers a nameless holder whose children are the widget.
Node view_like(const LikeState& state, const ViewContext& context);
Node view_share(const ShareState& state, const ViewContext& context);
Node view_fans(const FanState& state, const ViewContext& context);
Node view_thread(const ThreadState& state, const ViewContext& context);
Node view_count(const CountItem& item, const ViewContext& context);
Node view_recent(const RecentItem& item, const ViewContext& context);

// HTML text of the tree, every text and attribute escaped here and nowhere else.
std::string to_html(const Node& node);

}  // namespace parvis::view
