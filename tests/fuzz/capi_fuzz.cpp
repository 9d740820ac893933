// The C ABI under arbitrary mounts, acts and answers. The input is a script: lines of one letter and the text
// that goes with it. Whatever it says, states and events are JSON, and every paint fits the tree that the
// paints before it built.
#include <algorithm>
#include <string>
#include <vector>

#include "../support/apply_patch.hpp"
#include "base/json.hpp"
#include "fuzz_check.hpp"
#include "parvis/parvis.h"

namespace {

struct Widget {
  std::int32_t handle;
  parvis::view::Node shown;
};

struct Host {
  std::vector<std::int32_t> requests;
};

parvis_host functions_of(Host& host) {
  parvis_host made{};
  made.user = &host;
  made.http_send = [](void* user, std::int32_t, std::int32_t request, const char*, const char*, const char*,
                      std::size_t) { static_cast<Host*>(user)->requests.push_back(request); };
  made.storage_get = [](void*, const char*, char*, std::size_t) -> std::int32_t { return -1; };
  made.storage_set = [](void*, const char*, const char*, std::size_t) -> std::int32_t { return 0; };
  made.random_bytes = [](void*, unsigned char* out, std::size_t length) {
    for (std::size_t i = 0; i < length; ++i) out[i] = static_cast<unsigned char>(i * 37);
  };
  made.event = [](void*, std::int32_t, const char* json, std::size_t length) {
    FUZZ_CHECK(parvis::JsonDocument::parse({json, length}).ok());
  };
  return made;
}

class Session {
 public:
  Session() {
    const std::string options = R"({"server":"https://s.example"})";
    const parvis_host host = functions_of(host_);
    client_ = parvis_client_new(&host, options.data(), options.size());
  }
  ~Session() { parvis_client_free(client_); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void run(char command, const std::string& text) {
    switch (command) {
      case 'm':
        return mount(text);
      case 'a':
        return act(text);
      case 'h':
        return answer(200, text);
      case 'e':
        return answer(503, text);
      case 'p':
        now_ += text.empty() ? 1 : 7000;
        break;
      case 'r':
        parvis_refresh(client_);
        break;
      case 'u':
        if (!widgets_.empty()) {
          parvis_unmount(widgets_.back().handle);
          widgets_.pop_back();
        }
        break;
      default:
        return;
    }
    parvis_poll(client_, now_);
    for (Widget& widget : widgets_) check_texts(widget);
  }

 private:
  // "like {json}"
  void mount(const std::string& text) {
    const std::size_t space = text.find(' ');
    if (space == text.npos || widgets_.size() >= 8) return;
    const std::string kind = text.substr(0, space);
    const std::int32_t widget =
        parvis_mount(client_, kind.c_str(), text.data() + space + 1, text.size() - space - 1);
    if (widget > 0) widgets_.push_back({widget, {}});
  }

  // "act|arg|value", for the widget mounted last
  void act(const std::string& text) {
    if (widgets_.empty()) return;
    const std::size_t first = text.find('|');
    const std::size_t second = first == text.npos ? first : text.find('|', first + 1);
    if (second == text.npos) return;
    const std::string name = text.substr(0, first);
    const std::string arg = text.substr(first + 1, second - first - 1);
    parvis_dispatch(widgets_.back().handle, name.c_str(), arg.c_str(), text.data() + second + 1,
                    text.size() - second - 1);
    check_texts(widgets_.back());
  }

  void answer(int status, const std::string& body) {
    if (host_.requests.empty()) return;
    parvis_http_done(client_, host_.requests.front(), status, 0, body.data(), body.size());
    host_.requests.erase(host_.requests.begin());
    parvis_poll(client_, now_);
  }

  void check_texts(Widget& widget) const {
    const char* state = parvis_state(widget.handle);
    FUZZ_CHECK(state != nullptr && parvis::JsonDocument::parse({state, parvis_text_length()}).ok());
    const char* patch = parvis_paint(widget.handle, now_);
    FUZZ_CHECK(patch != nullptr);
    FUZZ_CHECK(parvis::test::apply_patch(widget.shown, {patch, parvis_text_length()}));
  }

  Host host_;
  std::int32_t client_ = 0;
  std::vector<Widget> widgets_;
  double now_ = 1'000'000;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Session session;
  std::string_view script = parvis::test::as_text(data, size);
  while (!script.empty()) {
    const std::string_view line = script.substr(0, script.find('\n'));
    script.remove_prefix(std::min(line.size() + 1, script.size()));
    if (!line.empty()) session.run(line[0], std::string(line.substr(1)));
  }
  return 0;
}
