// The demo drawn without a window: ImGui with no backend, the server in memory, and what a reader would see
// as text.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app.hpp"
#include "parvis/memory_transport.hpp"

namespace parvis::demo {

inline constexpr std::int64_t kNow = 1'790'000'000'000;

MemoryOptions demo_memory();

class Screen {
 public:
  explicit Screen(const Options& options = {});
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  MemoryTransport& server() { return transport_; }
  App& app() { return *app_; }
  const std::vector<std::string>& opened() const { return opened_; }
  const std::string& clipboard() const { return clipboard_; }
  void let_browser_fail() { browser_fails_ = true; }

  // Draws `count` frames, 16 ms apart; answers the text of the last.
  std::string frames(int count = 1);
  // Draws until the client has nothing on its way any more (two seconds at most).
  std::string settle();
  bool shows(std::string_view words) { return settle().find(words) != std::string::npos; }

  // Presses the button with this id; `path` are the ids it stands in. "page:" or "side:" names the half.
  void press(std::string_view half, const std::vector<std::string>& path);
  void press_in_page(const std::vector<std::string>& path) { press("page", path); }
  void press_in_popup(const std::vector<std::string>& path);
  void type(std::string_view text);
  void key(ImGuiKey key, bool ctrl = false);
  std::int64_t now() const { return now_ + clock_shift_; }
  void wait(std::int64_t milliseconds) { now_ += milliseconds; }
  void resize(float width, float height);
  void write_with(const FontFiles& files);

 private:
  void frame();
  void activate(ImGuiID id, const std::vector<std::string>& path);

  std::int64_t now_ = kNow;
  std::int64_t clock_shift_ = 0;
  MemoryTransport transport_;
  MemoryStorage storage_;
  std::unique_ptr<App> app_;
  std::vector<std::string> opened_;
  std::string clipboard_;
  std::vector<std::string> copied_;  // in this frame
  std::string text_;
  bool browser_fails_ = false;
};

// A thread's state drawn by itself, without a client.
class Sheet {
 public:
  Sheet(float width, float height);
  ~Sheet();
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;

  // One frame; answers its text. What the reader did is in verbs().
  std::string draw(const ThreadState& state, const std::string& language, std::int64_t now_ms);
  ThreadView& view() { return view_; }
  const ThreadVerbs& verbs() const { return verbs_; }
  float scroll() const { return scroll_; }
  void scroll_to(float y) { wanted_scroll_ = y; }

 private:
  ThreadView view_;
  ThreadVerbs verbs_;
  FocusOrder focus_;
  float scroll_ = 0, wanted_scroll_ = -1;
};

}  // namespace parvis::demo
