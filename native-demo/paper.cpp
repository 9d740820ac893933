#include "paper.hpp"

#include <cmath>

#include "app.hpp"
#include "imgui_internal.h"
#include "parvis/memory_transport.hpp"
#include "soft_canvas.hpp"

namespace parvis::demo {
namespace {

constexpr int kMostFrames = 400;

RandomBytes steady_random() {
  return [state = std::uint64_t{42}](unsigned char* out, std::size_t size) mutable {
    for (std::size_t i = 0; i < size; ++i) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      out[i] = static_cast<unsigned char>(state >> 56);
    }
  };
}

int scaled(int logical, float scale) {
  return static_cast<int>(std::lround(static_cast<float>(logical) * scale));
}

}  // namespace

Paper::Paper(const Options& options)
    : options_(options),
      scale_(options.scale == 0 ? 1 : options.scale),
      width_(scaled(options.width, scale_)),
      height_(scaled(options.height, scale_)) {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = ImVec2(static_cast<float>(width_), static_cast<float>(height_));
  io.DeltaTime = 1.f / 60;
}

Paper::~Paper() { ImGui::DestroyContext(); }

bool Paper::load(const FontFiles& files) {
  files_ = files;
  return fonts_.load(files, scale_);
}

std::string Paper::draw_app() {
  std::int64_t now_ms = kPaperNow;
  MemoryOptions memory;
  memory.sites.clear();
  memory.demo_shop = true;
  memory.random = steady_random();
  memory.clock = [&now_ms] { return now_ms; };
  MemoryTransport transport(std::move(memory));
  MemoryStorage storage;
  Options options = options_;
  options.offline = true;
  App app(options, transport, storage, Outside{.open_url = [](const std::string&) { return false; }},
          steady_random());
  std::string text;
  ImGui::GetIO().ClipboardUserData = &text;
  ImGui::GetIO().SetClipboardTextFn = [](void* to, const char* log) { *static_cast<std::string*>(to) = log; };
  int quiet = 0;
  for (int i = 0; i < kMostFrames && quiet < 4; ++i) {
    if (fonts_.outdated()) load(FontFiles(files_));
    apply_to_imgui(theme_of(app.theme()), scale_);
    ImGui::NewFrame();
    ImGui::LogToClipboard();
    app.frame(fonts_, scale_, now_ms);
    ImGui::Render();
    quiet = app.settled() ? quiet + 1 : 0;
  }
  SoftCanvas canvas(width_, height_, theme_of(app.theme()).page);
  canvas.draw(*ImGui::GetDrawData(), *ImGui::GetIO().Fonts);
  pixels_ = canvas.pixels();
  return text;
}

void Paper::draw_thread_alone(const ThreadState& state, ThreadView& view, const Options& options,
                              float scroll) {
  const Theme& theme = theme_of(options.theme);
  apply_to_imgui(theme, scale_);
  ImGui::NewFrame();
  std::string tip;
  double wake = 0;
  const Ui ui{theme, fonts_, scale_, options.language, kPaperNow, focus_, tip, wake};
  focus_.begin_frame();
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  ImGui::Begin("thread", nullptr, ImGuiWindowFlags_NoDecoration & ~ImGuiWindowFlags_NoScrollbar);
  if (scroll >= 0) ImGui::SetScrollY(scroll);
  draw_thread(ui, state, view, Outside{}, static_cast<float>(width_) - ui.px(40));
  ImGui::End();
  ImGui::Render();
}

}  // namespace parvis::demo
