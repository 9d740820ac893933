#include "pictures.hpp"

#include <algorithm>
#include <cmath>

#include "svg_picture.hpp"

namespace parvis::demo {

void PictureAtlas::reserve(ImFontAtlas& atlas, float pixel_scale) {
  atlas_ = &atlas;
  for (auto& sizes : rects_) {
    for (std::size_t i = 0; i < kPictureSizes.size(); ++i) {
      int side = static_cast<int>(std::lround(static_cast<float>(kPictureSizes[i]) * pixel_scale));
      sizes[i] = atlas.AddCustomRectRegular(side, side);
    }
  }
}

void PictureAtlas::paint(ImFontAtlas& atlas) const {
  unsigned char* bytes = nullptr;
  int width = 0, height = 0;
  atlas.GetTexDataAsRGBA32(&bytes, &width, &height);
  unsigned int* pixels = atlas.TexPixelsRGBA32;
  for (std::size_t picture = 0; picture < rects_.size(); ++picture) {
    for (int index : rects_[picture]) {
      const ImFontAtlasCustomRect* rect = atlas.GetCustomRectByIndex(index);
      auto painted = paint_svg(kPictures[picture], rect->Width);
      for (int y = 0; y < rect->Height; ++y) {
        std::copy_n(painted.begin() + y * rect->Width, rect->Width, pixels + (rect->Y + y) * width + rect->X);
      }
    }
  }
}

void PictureAtlas::draw(ImDrawList& list, int picture, ImVec2 top_left, float size) const {
  if (atlas_ == nullptr) return;
  const ImFontAtlasCustomRect* rect = nullptr;
  for (int index : rects_[static_cast<std::size_t>(picture)]) {
    rect = const_cast<ImFontAtlas*>(atlas_)->GetCustomRectByIndex(index);
    if (static_cast<float>(rect->Width) >= size - 0.5f) break;
  }
  ImVec2 uv0, uv1;
  atlas_->CalcCustomRectUV(rect, &uv0, &uv1);
  ImVec2 at(std::floor(top_left.x + 0.5f), std::floor(top_left.y + 0.5f));
  list.AddImage(atlas_->TexID, at, ImVec2(at.x + size, at.y + size), uv0, uv1);
}

}  // namespace parvis::demo
