#include "view/toggle.hpp"

#include <algorithm>
#include <array>

#include "base/json.hpp"

namespace parvis::view {
namespace {

constexpr std::size_t kLooks = 4;
using Looks = std::array<const Node*, kLooks>;

// Walks the four trees side by side: they have one shape, since a look changes only texts and attribute
// values.
class SideBySide {
 public:
  explicit SideBySide(const std::array<Node, kLooks>& roots) {
    walk({&roots[0], &roots[1], &roots[2], &roots[3]});
  }

  std::string take(std::size_t look) {
    JsonWriter out;
    out.begin_object().key("o").begin_array();
    if (!ops_[look].text().empty()) out.raw(ops_[look].text());
    out.end_array().end_object();
    return out.take();
  }

 private:
  void walk(const Looks& nodes) {
    if (nodes[0]->is_text()) {
      if (differs(nodes, [](const Node& n) -> const std::string& { return n.text; })) {
        for (std::size_t i = 0; i < kLooks; ++i) begin(i, 0).string(nodes[i]->text).end_array();
      }
    }
    for (std::size_t a = 0; a < nodes[0]->attributes.size(); ++a) {
      auto value = [a](const Node& n) -> const std::string& { return n.attributes[a].value; };
      if (!differs(nodes, value)) continue;
      for (std::size_t i = 0; i < kLooks; ++i) {
        begin(i, 1).string(nodes[i]->attributes[a].name).string(value(*nodes[i])).end_array();
      }
    }
    for (std::size_t c = 0; c < nodes[0]->children.size(); ++c) {
      path_.push_back(static_cast<std::int64_t>(c));
      walk({&nodes[0]->children[c], &nodes[1]->children[c], &nodes[2]->children[c], &nodes[3]->children[c]});
      path_.pop_back();
    }
  }

  template <typename Value>
  static bool differs(const Looks& nodes, Value value) {
    return std::any_of(nodes.begin() + 1, nodes.end(),
                       [&](const Node* node) { return value(*node) != value(*nodes[0]); });
  }

  JsonWriter& begin(std::size_t look, std::int64_t op) {
    JsonWriter& out = ops_[look].begin_array().integer(op).begin_array();
    for (std::int64_t index : path_) out.integer(index);
    return out.end_array();
  }

  std::array<JsonWriter, kLooks> ops_;
  std::vector<std::int64_t> path_;
};

template <typename State>
TogglePaints paints(const State& read, const ViewContext& context,
                    Node (*view)(const State&, const ViewContext&)) {
  State state = read;
  state.status = WidgetStatus{};
  state.status.phase = Phase::kReady;
  const std::int64_t count = state.shown.count;
  auto look = [&](bool on, std::int64_t shown) {
    state.shown = {.count = std::max<std::int64_t>(shown, 0), .on = on};
    return view(state, context);
  };
  SideBySide sides({look(false, count), look(true, count + 1), look(true, count), look(false, count - 1)});
  return {sides.take(0), sides.take(1), sides.take(2), sides.take(3)};
}

}  // namespace

TogglePaints toggle_paints(const LikeState& state, const ViewContext& context) {
  return paints(state, context, &view_like);
}

TogglePaints toggle_paints(const FanState& state, const ViewContext& context) {
  return paints(state, context, &view_fans);
}

}  // namespace parvis::view
