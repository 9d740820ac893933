// Draws what Dear ImGui made of a frame into memory, without a graphics card, a display or a driver: the same
// picture on every machine.
#pragma once

#include <cstdint>
#include <vector>

#include "imgui.h"

namespace parvis::demo {

class SoftCanvas {
 public:
  SoftCanvas(int width, int height, ImU32 background);

  // The font texture has to be the only one, as it is in the demo.
  void draw(const ImDrawData& data, ImFontAtlas& atlas);
  const std::vector<std::uint8_t>& pixels() const { return pixels_; }  // R G B A, from top to bottom

 private:
  struct Texture {
    const unsigned char* pixels;
    int width, height;
  };

  void draw_list(const ImDrawList& list, ImVec2 origin, const Texture& texture);
  void triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const ImVec4& clip,
                const Texture& texture);
  void blend(int x, int y, const float colour[4]);

  int width_, height_;
  std::vector<std::uint8_t> pixels_;
};

}  // namespace parvis::demo
