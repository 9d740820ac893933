// Reads SVG path data into straight pieces.
#pragma once

#include <string_view>
#include <vector>

namespace parvis::demo {

struct Point {
  float x = 0;
  float y = 0;
};

struct Polyline {
  std::vector<Point> points;
  bool closed = false;
};

// Curves become pieces short enough for icons of up to 100 pixels. Stops at the first thing it cannot read.
std::vector<Polyline> flatten_path(std::string_view path);

}  // namespace parvis::demo
