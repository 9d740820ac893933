// Paints the small flat SVG drawings of the demo shop.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace parvis::demo {

// Answers size * size pixels, bytes R G B A, not premultiplied. Understands what those drawings use: path,
// ellipse and circle with plain fill, stroke and opacity, and groups turned by rotate(); skips the rest.
std::vector<std::uint32_t> paint_svg(std::string_view svg, int size);

}  // namespace parvis::demo
