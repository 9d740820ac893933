#include "soft_canvas.hpp"

#include <algorithm>
#include <cmath>

namespace parvis::demo {
namespace {

// Twice the area of the triangle, with the sign of its turn.
float turn(const ImVec2& a, const ImVec2& b, const ImVec2& c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

// Neighbours share an edge, and each pixel on it belongs to one of them alone.
bool inside(float w, const ImVec2& from, const ImVec2& to) {
  if (w != 0) return w > 0;
  return from.y == to.y ? to.x > from.x : to.y < from.y;
}

void unpack(ImU32 colour, float out[4]) {
  out[0] = static_cast<float>((colour >> IM_COL32_R_SHIFT) & 255);
  out[1] = static_cast<float>((colour >> IM_COL32_G_SHIFT) & 255);
  out[2] = static_cast<float>((colour >> IM_COL32_B_SHIFT) & 255);
  out[3] = static_cast<float>((colour >> IM_COL32_A_SHIFT) & 255);
}

}  // namespace

SoftCanvas::SoftCanvas(int width, int height, ImU32 background)
    : width_(width),
      height_(height),
      pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4) {
  float colour[4];
  unpack(background, colour);
  for (std::size_t i = 0; i < pixels_.size(); ++i) pixels_[i] = static_cast<std::uint8_t>(colour[i % 4]);
}

void SoftCanvas::blend(int x, int y, const float colour[4]) {
  std::uint8_t* pixel = &pixels_[(static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                                  static_cast<std::size_t>(x)) *
                                 4];
  float alpha = colour[3] / 255;
  for (int i = 0; i < 3; ++i) {
    float mixed = static_cast<float>(pixel[i]) * (1 - alpha) + colour[i] * alpha;
    pixel[i] = static_cast<std::uint8_t>(std::lround(std::clamp(mixed, 0.f, 255.f)));
  }
}

void SoftCanvas::triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const ImVec4& clip,
                          const Texture& texture) {
  float area = turn(a.pos, b.pos, c.pos);
  if (area < 0) return triangle(a, c, b, clip, texture);
  if (area == 0) return;
  auto [left, right] = std::minmax({a.pos.x, b.pos.x, c.pos.x});
  auto [top, bottom] = std::minmax({a.pos.y, b.pos.y, c.pos.y});
  int x0 = static_cast<int>(std::max({0.f, clip.x, std::floor(left)}));
  int y0 = static_cast<int>(std::max({0.f, clip.y, std::floor(top)}));
  int x1 = static_cast<int>(std::min({static_cast<float>(width_), clip.z, std::ceil(right)}));
  int y1 = static_cast<int>(std::min({static_cast<float>(height_), clip.w, std::ceil(bottom)}));
  float colours[3][4];
  unpack(a.col, colours[0]);
  unpack(b.col, colours[1]);
  unpack(c.col, colours[2]);
  for (int y = y0; y < y1; ++y) {
    for (int x = x0; x < x1; ++x) {
      ImVec2 p(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f);
      float wa = turn(b.pos, c.pos, p), wb = turn(c.pos, a.pos, p), wc = turn(a.pos, b.pos, p);
      if (!inside(wa, b.pos, c.pos) || !inside(wb, c.pos, a.pos) || !inside(wc, a.pos, b.pos)) continue;
      wa /= area, wb /= area, wc /= area;
      float u = (a.uv.x * wa + b.uv.x * wb + c.uv.x * wc) * static_cast<float>(texture.width);
      float v = (a.uv.y * wa + b.uv.y * wb + c.uv.y * wc) * static_cast<float>(texture.height);
      int tx = std::clamp(static_cast<int>(u), 0, texture.width - 1);
      int ty = std::clamp(static_cast<int>(v), 0, texture.height - 1);
      const unsigned char* texel =
          texture.pixels + 4 * (static_cast<std::ptrdiff_t>(ty) * texture.width + tx);
      float mixed[4];
      for (int i = 0; i < 4; ++i)
        mixed[i] = (colours[0][i] * wa + colours[1][i] * wb + colours[2][i] * wc) *
                   static_cast<float>(texel[i]) / 255;
      if (mixed[3] > 0) blend(x, y, mixed);
    }
  }
}

void SoftCanvas::draw_list(const ImDrawList& list, ImVec2 origin, const Texture& texture) {
  for (const ImDrawCmd& command : list.CmdBuffer) {
    if (command.UserCallback != nullptr) continue;
    ImVec4 clip(command.ClipRect.x - origin.x, command.ClipRect.y - origin.y, command.ClipRect.z - origin.x,
                command.ClipRect.w - origin.y);
    auto vertex = [&](unsigned int i) {
      return list.VtxBuffer[static_cast<int>(list.IdxBuffer[static_cast<int>(command.IdxOffset + i)] +
                                             command.VtxOffset)];
    };
    for (unsigned int i = 0; i + 2 < command.ElemCount; i += 3)
      triangle(vertex(i), vertex(i + 1), vertex(i + 2), clip, texture);
  }
}

void SoftCanvas::draw(const ImDrawData& data, ImFontAtlas& atlas) {
  unsigned char* pixels = nullptr;
  Texture texture{};
  atlas.GetTexDataAsRGBA32(&pixels, &texture.width, &texture.height);
  texture.pixels = pixels;
  for (int i = 0; i < data.CmdListsCount; ++i) draw_list(*data.CmdLists[i], data.DisplayPos, texture);
}

}  // namespace parvis::demo
