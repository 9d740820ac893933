#include "window.hpp"

#define GLFW_INCLUDE_GLEXT
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>

#include "backends/imgui_impl_glfw.h"
#include "backends/imgui_impl_opengl3.h"
#include "canvas.hpp"

namespace parvis::demo {
namespace {

std::string glfw_problem(const char* doing) {
  const char* words = nullptr;
  glfwGetError(&words);
  return std::string(doing) + (words == nullptr ? "" : std::string(": ") + words);
}

}  // namespace

void wake_window() { glfwPostEmptyEvent(); }

Window::Window() = default;

Window::~Window() {
  if (imgui_ready_) {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
  }
  if (window_ != nullptr) glfwDestroyWindow(window_);
  glfwTerminate();
}

std::optional<std::string> Window::open(const Options& options, const FontFiles& fonts) {
  bool for_picture = !options.screenshot.empty();
  if (!glfwInit()) return glfw_problem("there is no display to open a window on (xvfb-run makes one)");
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  glfwWindowHint(GLFW_VISIBLE, for_picture ? GLFW_FALSE : GLFW_TRUE);
  window_ = glfwCreateWindow(options.width, options.height, "Parvis", nullptr, nullptr);
  if (window_ == nullptr) return glfw_problem("the window could not be opened; it needs OpenGL 3");
  glfwMakeContextCurrent(window_);
  glfwSwapInterval(for_picture ? 0 : 1);

  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  ImGui_ImplGlfw_InitForOpenGL(window_, true);
  ImGui_ImplOpenGL3_Init("#version 130");
  imgui_ready_ = true;
  wanted_scale_ = options.scale;
  width_ = options.width;
  height_ = options.height;
  if (for_picture && wanted_scale_ == 0) wanted_scale_ = 1;
  if (for_picture) {
    auto pixels = [this](int logical) {
      return static_cast<int>(std::lround(static_cast<float>(logical) * wanted_scale_));
    };
    canvas_ = std::make_unique<Canvas>(pixels(width_), pixels(height_));
    if (!canvas_->ok()) return "the graphics card refused to draw off the screen";
  }
  return adapt_to_screen(fonts);
}

// Letters are made for the pixels of the screen that the window is on, and again when it moves to another.
std::optional<std::string> Window::adapt_to_screen(const FontFiles& fonts) {
  float content = 1, unused = 1;
  glfwGetWindowContentScale(window_, &content, &unused);
  int window_width = 1, frame_width = 1, height = 1;
  glfwGetWindowSize(window_, &window_width, &height);
  glfwGetFramebufferSize(window_, &frame_width, &height);
  // X11 counts a window in pixels; Wayland and macOS in units of several.
  float pixels_per_unit =
      canvas_ || window_width == 0 ? 1 : static_cast<float>(frame_width) / static_cast<float>(window_width);
  float raster = wanted_scale_ > 0 ? wanted_scale_ * pixels_per_unit : std::max(content, 0.5f);
  if (raster == raster_scale_ && !fonts_.outdated()) return std::nullopt;
  files_ = fonts;
  raster_scale_ = raster;
  scale_ = raster / pixels_per_unit;
  if (!fonts_.load(files_, raster)) return "the font could not be read: " + files_.regular;
  ImGui::GetIO().FontGlobalScale = 1 / pixels_per_unit;
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
  return std::nullopt;
}

bool Window::wants_to_close() const { return glfwWindowShouldClose(window_) != 0; }

void Window::frame(ThemeName name, const std::function<void(const Fonts&, float)>& content) {
  const Theme& theme = theme_of(name);
  if (!canvas_ || fonts_.outdated()) adapt_to_screen(FontFiles(files_));
  apply_to_imgui(theme, scale_);
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  if (canvas_) {
    io.DisplaySize = ImVec2(static_cast<float>(canvas_->width()), static_cast<float>(canvas_->height()));
    io.DisplayFramebufferScale = ImVec2(1, 1);
    io.MousePos = ImVec2(-FLT_MAX, -FLT_MAX);
  }
  ImGui::NewFrame();
  content(fonts_, scale_);
  ImGui::Render();
  if (canvas_) canvas_->begin();
  glViewport(0, 0, static_cast<int>(io.DisplaySize.x * io.DisplayFramebufferScale.x),
             static_cast<int>(io.DisplaySize.y * io.DisplayFramebufferScale.y));
  ImVec4 page = ImGui::ColorConvertU32ToFloat4(theme.page);
  glClearColor(page.x, page.y, page.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  if (!canvas_) glfwSwapBuffers(window_);
}

bool Window::wait(double seconds) {
  double start = glfwGetTime();
  if (seconds > 0)
    glfwWaitEventsTimeout(seconds);
  else
    glfwPollEvents();
  return seconds > 0 && glfwGetTime() - start < seconds * 0.95;
}

double Window::seconds() const { return glfwGetTime(); }

std::vector<std::uint8_t> Window::pixels() const {
  return canvas_ ? canvas_->pixels() : std::vector<std::uint8_t>();
}

int Window::picture_width() const { return canvas_ ? canvas_->width() : 0; }

}  // namespace parvis::demo
