// Turns lines and shapes into squares of 8-bit coverage, so that icons and pictures live in the font texture:
// ImDrawList alone can only fill convex shapes.
#pragma once

#include <cstdint>
#include <vector>

#include "svg_path.hpp"

namespace parvis::demo {

enum class PathPaint : std::uint8_t { kFill, kStroke };

// Answers size * size bytes. `scale` leads from the units of `lines` to pixels. Fills follow the non-zero
// rule; strokes are `stroke_width` units wide with round ends and joins.
std::vector<std::uint8_t> rasterise(const std::vector<Polyline>& lines, PathPaint paint, float stroke_width,
                                    float scale, int size);

}  // namespace parvis::demo
