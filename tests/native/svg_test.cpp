#include <doctest/doctest.h>

#include <numeric>

#include "icon_paths.hpp"
#include "pictures.hpp"
#include "svg_picture.hpp"
#include "svg_raster.hpp"

using namespace parvis::demo;

namespace {

int sum(const std::vector<std::uint8_t>& coverage) {
  return std::accumulate(coverage.begin(), coverage.end(), 0);
}

}  // namespace

TEST_CASE("a filled square covers its area") {
  auto coverage = rasterise(flatten_path("M1 1h2v2h-2z"), PathPaint::kFill, 0, 1, 4);
  CHECK(coverage[5] == 255);
  CHECK(coverage[0] == 0);
  CHECK(sum(coverage) == 4 * 255);
}

TEST_CASE("a hole that runs the other way stays empty, one that runs the same way is filled") {
  CHECK(rasterise(flatten_path("M0 0h6v6h-6zM2 2v2h2v-2z"), PathPaint::kFill, 0, 1, 6)[6 * 2 + 2] == 0);
  CHECK(rasterise(flatten_path("M0 0h6v6h-6zM2 2h2v2h-2z"), PathPaint::kFill, 0, 1, 6)[6 * 2 + 2] == 255);
}

TEST_CASE("arcs and curves end where they say, with flags run together") {
  for (const char* path :
       {"M0 5a5 5 0 015-5", "M0 5A5 5 0 0 1 5 0", "M0 5C0 2 2 0 5 0", "M0 5Q0 0 5 0", "m0 5q0-5 5-5"}) {
    auto lines = flatten_path(path);
    CHECK(lines.size() == 1);
    CHECK(lines[0].points.back().x == doctest::Approx(5));
    CHECK(lines[0].points.back().y == doctest::Approx(0));
  }
}

TEST_CASE("broken paths stop and do no harm") {
  for (const char* path : {"", "X", "M", "M1", "L1 1", "M1 1A", "Mx", "1 2 3", "M0 0e-", "M0 0ZZZ"}) {
    sum(rasterise(flatten_path(path), PathPaint::kFill, 0, 1, 8));
    sum(rasterise(flatten_path(path), PathPaint::kStroke, 1, 1, 8));
  }
}

TEST_CASE("every icon shows something and keeps clear of its edges") {
  for (const IconPath& icon : kIconPaths) {
    auto coverage = rasterise(flatten_path(icon.data), icon.paint, icon.stroke_width, 1, 24);
    CHECK(sum(coverage) > 20 * 255);
    CHECK(sum(coverage) < 24 * 24 * 255);
  }
}

TEST_CASE("every product has a picture in colours, on nothing") {
  for (std::string_view svg : kPictures) {
    auto pixels = paint_svg(svg, 40);
    int painted = 0;
    for (std::uint32_t pixel : pixels) painted += (pixel >> 24) > 200;
    CHECK(painted > 200);
    CHECK(painted < 1500);
    CHECK((pixels[0] >> 24) == 0);
  }
}
