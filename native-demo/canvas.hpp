// A picture in the memory of the graphics card to draw on: of any size, whatever the screen.
#pragma once

#include <cstdint>
#include <vector>

namespace parvis::demo {

class Canvas {
 public:
  Canvas(int width, int height);  // with an OpenGL 3 context current
  bool ok() const { return ok_; }
  void begin() const;
  std::vector<std::uint8_t> pixels() const;  // R G B A, rows from top to bottom
  int width() const { return width_; }
  int height() const { return height_; }

 private:
  int width_, height_;
  unsigned int framebuffer_ = 0;
  bool ok_ = false;
};

}  // namespace parvis::demo
