// The form that like and fans share: submitting it wishes the opposite of what is shown.
#pragma once

#include <string>
#include <string_view>

#include "view/build.hpp"

namespace parvis::view {

struct ToggleLook {
  std::string_view act;
  std::string_view css_class;
  Icon icon = Icon::kHeart;
  std::string accessible_name = {};
};

// Answers the button, with its icon, for the words to be added.
Node& add_toggle_form(Node& parent, const ToggleLook& look, bool on, bool pending);

}  // namespace parvis::view
