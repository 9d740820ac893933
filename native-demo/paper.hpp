// Dear ImGui with nothing behind it: a frame is a picture in memory, and text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "draw.hpp"
#include "options.hpp"

namespace parvis::demo {

inline constexpr std::int64_t kPaperNow = 1'790'000'000'000;  // pictures are of this moment

class Paper {
 public:
  explicit Paper(const Options& options);
  ~Paper();
  Paper(const Paper&) = delete;
  Paper& operator=(const Paper&) = delete;

  bool load(const FontFiles& files);
  // The whole demo on a server in memory, once all answers are in. Answers its text.
  std::string draw_app();
  // A thread by itself, in a window of its own; `scroll` in screen units, negative: where it is.
  void draw_thread_alone(const ThreadState& state, ThreadView& view, const Options& options, float scroll);

  int width() const { return width_; }
  int height() const { return height_; }
  const std::vector<std::uint8_t>& pixels() const { return pixels_; }  // of draw_app

 private:
  Options options_;
  float scale_;
  int width_, height_;
  FontFiles files_;
  Fonts fonts_;
  FocusOrder focus_;
  std::vector<std::uint8_t> pixels_;
};

}  // namespace parvis::demo
