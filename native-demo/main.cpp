#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "app.hpp"
#include "frame_pacer.hpp"
#include "hosts.hpp"
#include "options.hpp"
#include "parvis/file_storage.hpp"
#include "png_file.hpp"
#include "window.hpp"

namespace parvis::demo {
namespace {

std::int64_t clock_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

int fail(const std::string& why) {
  std::fprintf(stderr, "parvis-demo: %s\n", why.c_str());
  return 1;
}

void tell_missing_font(const Fonts& fonts) {
  static bool told = false;
  if (told || !fonts.missing()) return;
  told = true;
  std::fprintf(stderr, "parvis-demo: some letters here have no font; apt install %s\n",
               std::string(font_package(*fonts.missing())).c_str());
}

std::unique_ptr<Storage> make_storage(const Options& options) {
  std::string folder = FileStorage::default_folder("parvis-demo");
  if (options.offline || options.forget || folder.empty()) return std::make_unique<MemoryStorage>();
  return std::make_unique<FileStorage>(folder);
}

// Draws until all answers are in and two more frames, in which the last of them takes its place.
int take_picture(Window& window, App& app, const Options& options) {
  std::int64_t give_up = clock_ms() + options.wait_ready_ms;
  int quiet_frames = 0;
  auto moment = [&] { return options.now_ms == 0 ? clock_ms() : options.now_ms; };
  while (quiet_frames < 3) {
    window.frame(app.theme(), [&](const Fonts& fonts, float scale) {
      app.frame(fonts, scale, moment());
      tell_missing_font(fonts);
    });
    quiet_frames = app.settled() || clock_ms() >= give_up ? quiet_frames + 1 : 0;
    window.wait(quiet_frames == 0 ? 0.01 : 0);
  }
  if (!app.settled()) std::fprintf(stderr, "parvis-demo: not all answers came; drawing what there is\n");
  auto pixels = window.pixels();
  int width = window.picture_width();
  int height = static_cast<int>(pixels.size() / 4) / width;
  return write_png(options.screenshot, width, height, pixels) ? 0
                                                              : fail("could not write " + options.screenshot);
}

int run(Window& window, App& app) {
  FramePacer pacer;
  while (!window.wants_to_close()) {
    double now = window.seconds();
    if (app.poll(clock_ms())) pacer.something_happened();
    if (pacer.due(now)) {
      window.frame(app.theme(), [&](const Fonts& fonts, float scale) {
        app.frame(fonts, scale, clock_ms());
        tell_missing_font(fonts);
      });
      pacer.drawn(now, app.wake_in());
    }
    std::int64_t now_ms = clock_ms();
    auto until_poll = static_cast<double>(std::min(app.next_poll(now_ms), now_ms + 60'000) - now_ms) / 1000;
    if (window.wait(pacer.sleep(window.seconds(), until_poll))) pacer.something_happened();
  }
  return 0;
}

int main_of(const std::vector<std::string>& arguments) {
  Options options;
  if (auto problem = read_options(arguments, options))
    return fail(*problem + " (--help tells what there is)");
  if (options.help) {
    std::fputs(usage().c_str(), stdout);
    return 0;
  }
  FontFiles fonts = find_fonts(options.language);
  if (fonts.regular.empty()) return fail(font_help());
  std::int64_t clock_shift_ms = 0;
  Host host = make_host(options, clock_shift_ms, wake_window);
  if (!host.transport) return fail("this build has no offline data; give --server");
  std::unique_ptr<Storage> storage = make_storage(options);
  Window window;
  if (auto problem = window.open(options, fonts)) return fail(*problem);
  App app(options, *host.transport, *storage,
          Outside{.open_url = open_in_browser, .clock_shift_ms = &clock_shift_ms});
  if (!options.screenshot.empty()) return take_picture(window, app, options);
  host.follow(&app.client());
  int status = run(window, app);
  host.follow(nullptr);
  return status;
}

}  // namespace
}  // namespace parvis::demo

int main(int count, char** values) {
  return parvis::demo::main_of(std::vector<std::string>(values + 1, values + count));
}
