// The pictures of the shop's products, in the font texture beside letters and icons: one draw call for all.
#pragma once

#include <array>
#include <string_view>

#include "imgui.h"

namespace parvis::demo {

inline constexpr int kPictureCount = 6;
// Drawings of the web shop, in the order of kProducts; built in from examples/shop.
extern const std::array<std::string_view, kPictureCount> kPictures;

inline constexpr std::array<int, 2> kPictureSizes = {44, 220};  // logical pixels

class PictureAtlas {
 public:
  void reserve(ImFontAtlas& atlas, float pixel_scale);  // before ImFontAtlas::Build
  void paint(ImFontAtlas& atlas) const;                 // after everything else in the texture is painted
  void draw(ImDrawList& list, int picture, ImVec2 top_left, float size) const;

 private:
  const ImFontAtlas* atlas_ = nullptr;
  std::array<std::array<int, kPictureSizes.size()>, kPictureCount> rects_{};
};

}  // namespace parvis::demo
