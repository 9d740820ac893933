// The system's window: GLFW, OpenGL 3 and the Dear ImGui backends.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fonts.hpp"
#include "options.hpp"

struct GLFWwindow;

namespace parvis::demo {

class Canvas;  // an off-screen picture of any size, for screenshots

// Ends the window's wait, from any thread.
void wake_window();

class Window {
 public:
  Window();
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Answers what went wrong, or nothing.
  std::optional<std::string> open(const Options& options, const FontFiles& fonts);

  bool wants_to_close() const;
  // Draws one frame with `content` between ImGui's NewFrame and Render. Waits for the screen.
  void frame(ThemeName theme, const std::function<void(const Fonts& fonts, float scale)>& content);
  // Sleeps until something happens on the window, `seconds` at most. True: something did.
  bool wait(double seconds);
  double seconds() const;  // since the window was opened
  // The last frame; rows from top to bottom. Only for a window opened for a screenshot.
  std::vector<std::uint8_t> pixels() const;
  int picture_width() const;

 private:
  std::optional<std::string> adapt_to_screen(const FontFiles& fonts);

  GLFWwindow* window_ = nullptr;
  std::unique_ptr<Canvas> canvas_;
  Fonts fonts_;
  FontFiles files_;
  bool imgui_ready_ = false;
  int width_ = 0, height_ = 0;  // logical, of a screenshot
  float wanted_scale_ = 0;      // 0: the screen's
  float raster_scale_ = 0;      // texture pixels per logical pixel
  float scale_ = 1;             // screen units per logical pixel
};

}  // namespace parvis::demo
