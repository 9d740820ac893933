#include "icons.hpp"

#include <cmath>

#include "icon_paths.hpp"

namespace parvis::demo {

namespace {
constexpr float kGrid = 24;
}

Icon icon_of(Network network) { return static_cast<Icon>(network); }

void IconAtlas::reserve(ImFontAtlas& atlas, float pixel_scale) {
  atlas_ = &atlas;
  for (auto& sizes : rects_) {
    for (std::size_t i = 0; i < kIconSizes.size(); ++i) {
      int side = static_cast<int>(std::lround(static_cast<float>(kIconSizes[i]) * pixel_scale));
      sizes[i] = atlas.AddCustomRectRegular(side, side);
    }
  }
}

void IconAtlas::paint(ImFontAtlas& atlas) const {
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
  for (std::size_t icon = 0; icon < rects_.size(); ++icon) {
    const IconPath& path = kIconPaths[icon];
    auto lines = flatten_path(path.data);
    for (int index : rects_[icon]) {
      const ImFontAtlasCustomRect* rect = atlas.GetCustomRectByIndex(index);
      float scale = static_cast<float>(rect->Width) / kGrid;
      auto coverage = rasterise(lines, path.paint, path.stroke_width, scale, rect->Width);
      for (int y = 0; y < rect->Height; ++y) {
        for (int x = 0; x < rect->Width; ++x) {
          pixels[(rect->Y + y) * width + rect->X + x] =
              coverage[static_cast<std::size_t>(y * rect->Width + x)];
        }
      }
    }
  }
}

void IconAtlas::draw(ImDrawList& list, Icon icon, ImVec2 top_left, float size, ImU32 colour) const {
  if (atlas_ == nullptr) return;
  const auto& sizes = rects_[static_cast<std::size_t>(icon)];
  const ImFontAtlasCustomRect* rect = nullptr;
  for (int index : sizes) {
    rect = const_cast<ImFontAtlas*>(atlas_)->GetCustomRectByIndex(index);
    if (static_cast<float>(rect->Width) >= size - 0.5f) break;
  }
  ImVec2 uv0, uv1;
  atlas_->CalcCustomRectUV(rect, &uv0, &uv1);
  ImVec2 snapped(std::floor(top_left.x + 0.5f), std::floor(top_left.y + 0.5f));
  list.AddImage(atlas_->TexID, snapped, ImVec2(snapped.x + size, snapped.y + size), uv0, uv1, colour);
}

}  // namespace parvis::demo
