// The like button: one form, one button, one live region.
#include "parvis/text.hpp"
#include "view/build.hpp"
#include "view/toggle_form.hpp"

namespace parvis::view {

Node view_like(const LikeState& state, const ViewContext& context) {
  Node root = widget_root("like-box", context);
  Node& box = root.children.front();
  if (state.status.phase == Phase::kLoading) {
    add_skeleton(box, "skeleton", context);
  } else if (state.status.phase == Phase::kFailed) {
    add_retry(box, context);
  } else {
    const std::string label = said(context, "like.label");
    ToggleLook look{.act = "like", .css_class = "like", .icon = Icon::kHeart};
    look.accessible_name = label + ", " + said(context, "like.count", state.shown.count);
    Node& button = add_toggle_form(box, look, state.shown.on, state.status.pending);
    add_labelled(button, "span", "label", label);
    add_labelled(button, "span", "count", format_count(state.shown.count, context.language));
  }
  add_status(box, state.status, context);
  return root;
}

}  // namespace parvis::view
