// The colours of the window, by what they are for.
#pragma once

#include <cstdint>

#include "imgui.h"

namespace parvis::demo {

constexpr ImU32 rgb(std::uint32_t hex, std::uint32_t alpha = 255) {
  return IM_COL32((hex >> 16) & 255, (hex >> 8) & 255, hex & 255, alpha);
}

enum class ThemeName : std::uint8_t { kLight, kDark };

struct Theme {
  ThemeName name;
  ImU32 page, side, card, border, field, stage;  // stage: behind a product's picture
  ImU32 text, muted, faint;
  ImU32 hover;  // laid over anything that can be clicked
  ImU32 accent, on_accent, accent_soft, link;
  ImU32 like, like_soft;
  ImU32 danger, danger_soft, success;
  ImU32 code, bar, shadow;  // shadow: one of several layers
};

const Theme& theme_of(ThemeName name);

// `share` of b over a, 0 to 1.
ImU32 mix(ImU32 a, ImU32 b, float share);
ImU32 with_alpha(ImU32 colour, float alpha);

// Hands the theme and the sizes to Dear ImGui's own widgets (inputs, pop-ups, scroll bars).
void apply_to_imgui(const Theme& theme, float scale);

}  // namespace parvis::demo
