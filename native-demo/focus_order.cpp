#include "focus_order.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "imgui_internal.h"

namespace parvis::demo {

void FocusOrder::begin_frame() {
  ImGuiContext& g = *ImGui::GetCurrentContext();
  last_.swap(now_);
  now_.clear();
  wanted_ = 0;
  int tab = ImGui::GetKeyIndex(ImGuiKey_Tab);
  if (last_.empty() || g.IO.KeyCtrl || g.IO.KeyAlt || tab < 0 || !ImGui::IsKeyPressed(tab)) return;
  auto at = std::find(last_.begin(), last_.end(), g.ActiveId);
  if (at == last_.end()) at = std::find(last_.begin(), last_.end(), g.NavId);
  // Dear ImGui starts with the first control in mind, but not in sight.
  bool nothing_yet = at == last_.end() || (at == last_.begin() && g.ActiveId == 0 && g.NavDisableHighlight);
  if (nothing_yet)
    wanted_ = g.IO.KeyShift ? last_.back() : last_.front();
  else if (g.IO.KeyShift)
    wanted_ = at == last_.begin() ? last_.back() : *std::prev(at);
  else
    wanted_ = std::next(at) == last_.end() ? last_.front() : *std::next(at);
  // Its own request would come on top of ours.
  ImGui::NavMoveRequestCancel();
  ImGui::ClearActiveID();
}

bool FocusOrder::arrives_at(ImGuiID id) {
  now_.push_back(id);
  if (std::exchange(take_next_, false)) wanted_ = id;
  if (id != wanted_) return false;
  ImGuiContext& g = *ImGui::GetCurrentContext();
  ImGui::FocusWindow(g.CurrentWindow);
  ImGui::SetFocusID(id, g.CurrentWindow);
  g.NavDisableHighlight = false;
  g.NavDisableMouseHover = true;
  ImGui::ScrollToBringRectIntoView(g.CurrentWindow, g.LastItemData.Rect);
  return true;
}

bool FocusOrder::rests_on(ImGuiID id) const {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  return g.NavId == id && !g.NavDisableHighlight && (wanted_ == 0 || wanted_ == id);
}

}  // namespace parvis::demo
