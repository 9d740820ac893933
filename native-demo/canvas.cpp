#define GL_GLEXT_PROTOTYPES
#include "canvas.hpp"

#include <GL/gl.h>
#include <GL/glext.h>

#include <algorithm>

namespace parvis::demo {

Canvas::Canvas(int width, int height) : width_(width), height_(height) {
  GLuint texture = 0;
  glGenTextures(1, &texture);
  glBindTexture(GL_TEXTURE_2D, texture);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glGenFramebuffers(1, &framebuffer_);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
  ok_ = glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
}

void Canvas::begin() const { glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_); }

std::vector<std::uint8_t> Canvas::pixels() const {
  auto row = static_cast<std::size_t>(width_) * 4;
  std::vector<std::uint8_t> out(row * static_cast<std::size_t>(height_));
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, out.data());
  // OpenGL counts rows from the bottom.
  for (std::size_t top = 0, bottom = static_cast<std::size_t>(height_); top + 1 < bottom; ++top) {
    --bottom;
    std::swap_ranges(out.begin() + static_cast<std::ptrdiff_t>(top * row),
                     out.begin() + static_cast<std::ptrdiff_t>((top + 1) * row),
                     out.begin() + static_cast<std::ptrdiff_t>(bottom * row));
  }
  return out;
}

}  // namespace parvis::demo
