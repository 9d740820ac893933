#include "ui_harness.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <utility>

#include "imgui_internal.h"

namespace parvis::demo {
namespace {

// The same bytes in every run.
RandomBytes steady_random() {
  return [state = std::uint64_t{42}](unsigned char* out, std::size_t size) mutable {
    for (std::size_t i = 0; i < size; ++i) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      out[i] = static_cast<unsigned char>(state >> 56);
    }
  };
}

// Making the letters takes longer than any test, so all screens write with the same ones.
struct Letters {
  ImFontAtlas atlas;
  FontFiles files = find_fonts();
  std::unique_ptr<Fonts> fonts = std::make_unique<Fonts>();
  bool loaded = false;
};

Letters& letters() {
  static Letters shared;
  return shared;
}

}  // namespace

MemoryOptions demo_memory() {
  MemoryOptions options;
  options.sites.clear();
  options.demo_shop = true;
  options.random = steady_random();
  return options;
}

Sheet::Sheet(float width, float height) {
  ImGui::CreateContext(&letters().atlas);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = ImVec2(width, height);
  if (!letters().loaded) letters().loaded = letters().fonts->load(letters().files, 1);
  CHECK(letters().loaded);
  io.FontDefault = letters().fonts->get(FontStyle::kBody);
}

Sheet::~Sheet() { ImGui::DestroyContext(); }

std::string Sheet::draw(const ThreadState& state, const std::string& language, std::int64_t now_ms) {
  if (letters().fonts->outdated()) CHECK(letters().fonts->load(letters().files, 1));
  ImGuiIO& io = ImGui::GetIO();
  io.DeltaTime = 0.016f;
  const Theme& theme = theme_of(ThemeName::kLight);
  apply_to_imgui(theme, 1);
  ImGui::NewFrame();
  std::string tip;
  double wake = 3600;
  const Ui ui{theme, *letters().fonts, 1, language, now_ms, focus_, tip, wake};
  focus_.begin_frame();
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::Begin("sheet", nullptr, ImGuiWindowFlags_NoDecoration & ~ImGuiWindowFlags_NoScrollbar);
  if (wanted_scroll_ >= 0) ImGui::SetScrollY(std::exchange(wanted_scroll_, -1.f));
  ImGui::LogToBuffer();
  verbs_ = draw_thread(ui, state, view_, Outside{}, io.DisplaySize.x - 20);
  std::string text = ImGui::GetCurrentContext()->LogBuffer.c_str();
  scroll_ = ImGui::GetScrollY();
  ImGui::End();
  ImGui::Render();
  return text;
}

Screen::Screen(const Options& options)
    : transport_([this] {
        MemoryOptions memory = demo_memory();
        memory.clock = [this] { return now_ + clock_shift_; };
        return memory;
      }()) {
  ImGui::CreateContext(&letters().atlas);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ClipboardUserData = this;
  io.SetClipboardTextFn = [](void* self, const char* text) {
    static_cast<Screen*>(self)->copied_.emplace_back(text);
  };
  io.GetClipboardTextFn = [](void* self) { return static_cast<Screen*>(self)->clipboard_.c_str(); };
  for (int i = 0; i < ImGuiKey_COUNT; ++i) io.KeyMap[i] = i + 1;
  resize(1240, 860);
  if (!letters().loaded) letters().loaded = letters().fonts->load(letters().files, 1);
  CHECK(letters().loaded);
  io.FontDefault = letters().fonts->get(FontStyle::kBody);
  Outside outside{.open_url = [this](const std::string& url) {
    opened_.push_back(url);
    return !browser_fails_;
  }};
  outside.clock_shift_ms = &clock_shift_;
  app_ = std::make_unique<App>(options, transport_, storage_, outside, steady_random());
}

Screen::~Screen() {
  app_.reset();
  ImGui::DestroyContext();
}

void Screen::resize(float width, float height) { ImGui::GetIO().DisplaySize = ImVec2(width, height); }

void Screen::write_with(const FontFiles& files) {
  letters().files = files;
  letters().fonts = std::make_unique<Fonts>();
  CHECK(letters().fonts->load(files, 1));
}

void Screen::frame() {
  now_ += 16;
  if (letters().fonts->outdated()) CHECK(letters().fonts->load(letters().files, 1));
  ImGui::GetIO().DeltaTime = 0.016f;
  apply_to_imgui(theme_of(app_->theme()), 1);
  copied_.clear();
  ImGui::NewFrame();
  ImGui::LogToClipboard();  // which happens as the window ends, after all that the reader may have copied
  app_->frame(*letters().fonts, 1, now_);
  ImGui::Render();
  if (copied_.empty()) return;
  text_ = copied_.back();
  if (copied_.size() > 1) clipboard_ = copied_[0];
}

std::string Screen::frames(int count) {
  for (int i = 0; i < count; ++i) frame();
  return text_;
}

std::string Screen::settle() {
  frames(2);
  for (int i = 0; i < 120 && !app_->settled(); ++i) frame();
  return frames(2);
}

void Screen::press(std::string_view half, const std::vector<std::string>& path) {
  ImGuiID id = 0;
  for (ImGuiWindow* window : ImGui::GetCurrentContext()->Windows) {
    std::string_view name(window->Name), start = half;
    name.remove_prefix(name.find_last_of('/') + 1);
    if (window->WasActive && name.starts_with(start) && name.substr(start.size()).starts_with("_"))
      id = window->ID;
  }
  CHECK(id != 0);
  if (half == "page" && app_->view() != ViewName::kGallery) {
    int product = product_index(app_->open_key());
    id = ImHashData(&product, sizeof product, id);
  }
  activate(id, path);
}

void Screen::press_in_popup(const std::vector<std::string>& path) {
  const auto& open = ImGui::GetCurrentContext()->OpenPopupStack;
  if (!open.empty() && open.back().Window != nullptr) activate(open.back().Window->ID, path);
}

void Screen::activate(ImGuiID id, const std::vector<std::string>& path) {
  for (const std::string& part : path) id = ImHashStr(part.c_str(), part.size(), id);
  ImGui::ActivateItem(id);
  ImGui::GetCurrentContext()->NavInputSource = ImGuiInputSource_Keyboard;
  frames(3);
}

void Screen::type(std::string_view text) {
  ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
  frames(2);
}

void Screen::key(ImGuiKey which, bool ctrl) {
  ImGuiIO& io = ImGui::GetIO();
  io.KeyCtrl = ctrl;
  io.KeyMods = ctrl ? ImGuiKeyModFlags_Ctrl : ImGuiKeyModFlags_None;
  io.KeysDown[io.KeyMap[which]] = true;
  frame();
  io.KeysDown[io.KeyMap[which]] = false;
  io.KeyCtrl = false;
  io.KeyMods = ImGuiKeyModFlags_None;
  frame();
}

}  // namespace parvis::demo
