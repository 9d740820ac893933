#include "view/toggle_form.hpp"

namespace parvis::view {

Node& add_toggle_form(Node& parent, const ToggleLook& look, bool on, bool pending) {
  Node& form = add_element(parent, "form");
  set_action(form, look.act, on ? "0" : "1");
  if (pending) set(form, "aria-busy", "true");
  Node& button = add_element(form, "button", look.css_class);
  set(button, "part", "button");
  set(button, "type", "submit");
  set(button, "aria-pressed", on ? "true" : "false");
  set(button, "aria-label", look.accessible_name);
  add_icon(button, look.icon);
  return button;
}

}  // namespace parvis::view
