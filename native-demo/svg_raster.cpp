#include "svg_raster.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace parvis::demo {
namespace {

constexpr int kSubLines = 8;

struct Edge {
  Point from, to;
};

std::vector<Edge> edges_of(const std::vector<Polyline>& lines, float scale, bool close_all) {
  std::vector<Edge> edges;
  for (const Polyline& line : lines) {
    std::size_t count = line.points.size();
    bool close = close_all || line.closed;
    for (std::size_t i = 0; i + (close ? 0 : 1) < count; ++i) {
      Point a = line.points[i], b = line.points[(i + 1) % count];
      edges.push_back({{a.x * scale, a.y * scale}, {b.x * scale, b.y * scale}});
    }
    if (count == 1 && !close)
      edges.push_back({{line.points[0].x * scale, line.points[0].y * scale},
                       {line.points[0].x * scale, line.points[0].y * scale}});
  }
  return edges;
}

void add_span(std::vector<float>& row, float from, float to) {
  from = std::clamp(from, 0.f, static_cast<float>(row.size()));
  to = std::clamp(to, 0.f, static_cast<float>(row.size()));
  for (auto x = static_cast<std::size_t>(from); x < row.size() && static_cast<float>(x) < to; ++x) {
    float left = std::max(from, static_cast<float>(x)), right = std::min(to, static_cast<float>(x + 1));
    row[x] += std::max(0.f, right - left) / kSubLines;
  }
}

void fill_line(const std::vector<Edge>& edges, float y, std::vector<float>& row) {
  std::vector<std::pair<float, int>> crossings;
  for (const Edge& e : edges) {
    bool down = e.from.y <= y && e.to.y > y, up = e.to.y <= y && e.from.y > y;
    if (!down && !up) continue;
    crossings.emplace_back(e.from.x + (y - e.from.y) / (e.to.y - e.from.y) * (e.to.x - e.from.x),
                           down ? 1 : -1);
  }
  std::sort(crossings.begin(), crossings.end());
  int winding = 0;
  for (std::size_t i = 0; i + 1 < crossings.size(); ++i) {
    winding += crossings[i].second;
    if (winding != 0) add_span(row, crossings[i].first, crossings[i + 1].first);
  }
}

float distance_to(const Edge& e, Point p) {
  float dx = e.to.x - e.from.x, dy = e.to.y - e.from.y;
  float length = dx * dx + dy * dy;
  float t = length > 0 ? std::clamp(((p.x - e.from.x) * dx + (p.y - e.from.y) * dy) / length, 0.f, 1.f) : 0.f;
  return std::hypot(p.x - e.from.x - t * dx, p.y - e.from.y - t * dy);
}

using Coverage = std::vector<float>;

void fill(const std::vector<Edge>& edges, int size, Coverage& out) {
  std::vector<float> row(static_cast<std::size_t>(size));
  for (int y = 0; y < size; ++y) {
    std::fill(row.begin(), row.end(), 0.f);
    for (int sub = 0; sub < kSubLines; ++sub) {
      fill_line(edges, static_cast<float>(y) + (static_cast<float>(sub) + 0.5f) / kSubLines, row);
    }
    std::copy(row.begin(), row.end(), out.begin() + y * size);
  }
}

// Only the pixels near each edge are looked at: big pictures have hundreds of edges.
void stroke(const std::vector<Edge>& edges, float half_width, int size, Coverage& out) {
  auto bound = [size](float value) { return std::clamp(static_cast<int>(std::floor(value)), 0, size - 1); };
  for (const Edge& e : edges) {
    float reach = half_width + 1;
    int left = bound(std::min(e.from.x, e.to.x) - reach), right = bound(std::max(e.from.x, e.to.x) + reach);
    int top = bound(std::min(e.from.y, e.to.y) - reach), bottom = bound(std::max(e.from.y, e.to.y) + reach);
    for (int y = top; y <= bottom; ++y) {
      for (int x = left; x <= right; ++x) {
        float distance = distance_to(e, {static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f});
        float& held = out[static_cast<std::size_t>(y * size + x)];
        held = std::max(held, std::clamp(half_width - distance + 0.5f, 0.f, 1.f));
      }
    }
  }
}

}  // namespace

std::vector<std::uint8_t> rasterise(const std::vector<Polyline>& lines, PathPaint paint, float stroke_width,
                                    float scale, int size) {
  auto edges = edges_of(lines, scale, paint == PathPaint::kFill);
  Coverage coverage(static_cast<std::size_t>(size) * static_cast<std::size_t>(size), 0.f);
  if (paint == PathPaint::kFill)
    fill(edges, size, coverage);
  else
    stroke(edges, stroke_width * scale / 2, size, coverage);
  std::vector<std::uint8_t> out;
  out.reserve(coverage.size());
  for (float c : coverage) out.push_back(static_cast<std::uint8_t>(std::min(1.f, c) * 255 + 0.5f));
  return out;
}

}  // namespace parvis::demo
