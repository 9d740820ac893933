// The four looks of a like or fan button, as patches that a page can apply before any wasm has arrived.
#pragma once

#include <string>

#include "view/views.hpp"

namespace parvis::view {

// Patches in the form {"o":[…]}. Each sets every slot that differs between the four, so any may follow any.
struct TogglePaints {
  std::string off;     // released, the count as read
  std::string on;      // pressed, one more
  std::string mine;    // pressed, the count as read: the reader is in it already
  std::string unmine;  // released, one less
};

TogglePaints toggle_paints(const LikeState& state, const ViewContext& context);
TogglePaints toggle_paints(const FanState& state, const ViewContext& context);

}  // namespace parvis::view
