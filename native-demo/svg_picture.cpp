#include "svg_picture.hpp"

#include <cmath>
#include <cstdlib>
#include <numbers>
#include <optional>
#include <string>

#include "svg_raster.hpp"

namespace parvis::demo {
namespace {

constexpr float kViewBox = 200;

struct Colour {
  float r = 0, g = 0, b = 0;
};

struct Rotation {
  float cosine = 1, sine = 0;
  Point centre;
};

using Pixels = std::vector<std::uint32_t>;

std::string_view attribute(std::string_view tag, std::string_view name) {
  std::string start = " " + std::string(name) + "=\"";
  std::size_t at = tag.find(start);
  if (at == std::string_view::npos) return {};
  at += start.size();
  return tag.substr(at, tag.find('"', at) - at);
}

float number(std::string_view text, float otherwise) {
  return text.empty() ? otherwise : std::strtof(std::string(text).c_str(), nullptr);
}

std::optional<Colour> colour(std::string_view text) {
  if (!text.starts_with('#') || (text.size() != 4 && text.size() != 7)) return std::nullopt;
  auto value = std::strtoul(std::string(text.substr(1)).c_str(), nullptr, 16);
  auto part = [](unsigned long v) { return static_cast<float>(v & 255) / 255; };
  if (text.size() == 7) return Colour{part(value >> 16), part(value >> 8), part(value)};
  return Colour{part((value >> 8 & 15) * 17), part((value >> 4 & 15) * 17), part((value & 15) * 17)};
}

Rotation rotation(std::string_view transform) {
  if (!transform.starts_with("rotate(")) return {};
  std::string numbers(transform.substr(7));
  char* at = numbers.data();
  float angle = std::strtof(at, &at) * std::numbers::pi_v<float> / 180;
  float x = std::strtof(at, &at), y = std::strtof(at, &at);
  return {std::cos(angle), std::sin(angle), {x, y}};
}

std::string ellipse_path(float cx, float cy, float rx, float ry) {
  auto text = [](float v) { return std::to_string(v) + " "; };
  std::string radii = text(rx) + text(ry) + "0 1 1 ";
  return "M" + text(cx - rx) + text(cy) + "A" + radii + text(cx + rx) + text(cy) + "A" + radii +
         text(cx - rx) + text(cy) + "Z";
}

std::string path_of(std::string_view tag) {
  if (tag.starts_with("path")) return std::string(attribute(tag, "d"));
  float cx = number(attribute(tag, "cx"), 0), cy = number(attribute(tag, "cy"), 0);
  if (tag.starts_with("circle")) {
    float r = number(attribute(tag, "r"), 0);
    return ellipse_path(cx, cy, r, r);
  }
  if (tag.starts_with("ellipse")) {
    return ellipse_path(cx, cy, number(attribute(tag, "rx"), 0), number(attribute(tag, "ry"), 0));
  }
  return {};
}

void turn(std::vector<Polyline>& lines, const Rotation& by) {
  for (Polyline& line : lines) {
    for (Point& p : line.points) {
      float x = p.x - by.centre.x, y = p.y - by.centre.y;
      p = {by.centre.x + by.cosine * x - by.sine * y, by.centre.y + by.sine * x + by.cosine * y};
    }
  }
}

void lay_over(Pixels& pixels, const std::vector<std::uint8_t>& coverage, Colour top, float opacity) {
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    float alpha = static_cast<float>(coverage[i]) / 255 * opacity;
    if (alpha == 0) continue;
    std::uint32_t under = pixels[i];
    float under_alpha = static_cast<float>(under >> 24) / 255;
    float out = alpha + under_alpha * (1 - alpha);
    auto blend = [&](float above, int shift) {
      float below = static_cast<float>(under >> shift & 255) / 255;
      float value = (above * alpha + below * under_alpha * (1 - alpha)) / out;
      return static_cast<std::uint32_t>(value * 255 + 0.5f) << shift;
    };
    pixels[i] = blend(top.r, 0) | blend(top.g, 8) | blend(top.b, 16) |
                static_cast<std::uint32_t>(out * 255 + 0.5f) << 24;
  }
}

void paint_shape(std::string_view tag, const Rotation& group, int size, Pixels& pixels) {
  std::string path = path_of(tag);
  if (path.empty()) return;
  auto lines = flatten_path(path);
  turn(lines, group);
  float scale = static_cast<float>(size) / kViewBox;
  float opacity = number(attribute(tag, "opacity"), 1);
  std::string_view fill = attribute(tag, "fill"), stroke = attribute(tag, "stroke");
  if (auto paint = fill.empty() && stroke.empty() ? Colour{} : colour(fill)) {
    lay_over(pixels, rasterise(lines, PathPaint::kFill, 0, scale, size), *paint, opacity);
  }
  if (auto paint = colour(stroke)) {
    float width = number(attribute(tag, "stroke-width"), 1);
    lay_over(pixels, rasterise(lines, PathPaint::kStroke, width, scale, size), *paint, opacity);
  }
}

}  // namespace

std::vector<std::uint32_t> paint_svg(std::string_view svg, int size) {
  Pixels pixels(static_cast<std::size_t>(size) * static_cast<std::size_t>(size), 0);
  Rotation group;
  for (std::size_t at = svg.find('<'); at != std::string_view::npos; at = svg.find('<', at + 1)) {
    std::string_view tag = svg.substr(at + 1, svg.find('>', at) - at - 1);
    if (tag.starts_with("g "))
      group = rotation(attribute(tag, "transform"));
    else if (tag.starts_with("/g"))
      group = {};
    else
      paint_shape(tag, group, size, pixels);
  }
  return pixels;
}

}  // namespace parvis::demo
