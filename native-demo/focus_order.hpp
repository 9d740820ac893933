// Lets Tab go through everything: Dear ImGui 1.86 by itself only tabs between text fields.
#pragma once

#include <vector>

#include "imgui.h"

namespace parvis::demo {

class FocusOrder {
 public:
  // At the start of a frame, after ImGui::NewFrame: Tab or Shift + Tab moves on in the order of the last
  // frame.
  void begin_frame();
  // The next control that says it is here gets the focus.
  void take_next() { take_next_ = true; }
  // Each control says that it is here, in order. True: the focus has just come to it.
  bool arrives_at(ImGuiID id);
  // Whether to draw the ring of keyboard focus around this one.
  bool rests_on(ImGuiID id) const;

 private:
  std::vector<ImGuiID> last_, now_;
  ImGuiID wanted_ = 0;
  bool take_next_ = false;
};

}  // namespace parvis::demo
