// The fan counter: join or leave, and how many there are.
#include "parvis/text.hpp"
#include "view/build.hpp"
#include "view/toggle_form.hpp"

namespace parvis::view {

Node view_fans(const FanState& state, const ViewContext& context) {
  Node root = widget_root("fans-box", context);
  Node& box = root.children.front();
  if (state.status.phase == Phase::kLoading) {
    add_skeleton(box, "skeleton", context);
  } else if (state.status.phase == Phase::kFailed) {
    add_retry(box, context);
  } else {
    const std::string join = said(context, "fans.join");
    const std::string joined = said(context, "fans.joined");
    const std::string fans = said(context, "fans.count", state.shown.count);
    ToggleLook look{.act = "fan", .css_class = "fan", .icon = Icon::kStar};
    look.accessible_name = (state.shown.on ? joined : join) + ", " + fans;
    Node& button = add_toggle_form(box, look, state.shown.on, state.status.pending);
    // Both words are always there, one above the other and one of them hidden, so that the button keeps its
    // width when it is pressed.
    Node& words = add_element(button, "span", "label");
    add_labelled(words, "span", "off", join);
    add_labelled(words, "span", "on", joined);
    add_labelled(box, "span", "count", fans);
  }
  add_status(box, state.status, context);
  return root;
}

}  // namespace parvis::view
