#pragma once

#include <array>
#include <string_view>

#include "icons.hpp"
#include "svg_raster.hpp"

namespace parvis::demo {

struct IconPath {
  PathPaint paint;
  float stroke_width;
  std::string_view data;  // on a grid of 24 x 24
};

extern const std::array<IconPath, kIconCount> kIconPaths;  // in the order of Icon

}  // namespace parvis::demo
