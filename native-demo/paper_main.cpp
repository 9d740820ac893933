// The demo's second host: no window, no graphics card, no display. The same draw files, drawn into a picture
// or written as text; and how long a frame takes.
//
//   parvis-demo-paper --view gallery --theme dark --screenshot gallery.png
//   parvis-demo-paper --text
//   parvis-demo-paper --frames
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "app.hpp"
#include "imgui_internal.h"
#include "long_thread.hpp"
#include "paper.hpp"
#include "parvis/memory_transport.hpp"
#include "png_file.hpp"

namespace parvis::demo {
namespace {

int fail(const std::string& why) {
  std::fprintf(stderr, "parvis-demo-paper: %s\n", why.c_str());
  return 1;
}

bool take(std::vector<std::string>& arguments, std::string_view flag) {
  return std::erase(arguments, flag) > 0;
}

// CPU time of a frame with so many comments, in the middle of the thread: the mean of 200.
double frame_ms(Paper& paper, int comments, const Options& options) {
  constexpr int kFrames = 200;
  ThreadState state = long_thread(comments, kPaperNow);
  ThreadView view;
  auto frame = [&](float scroll) { paper.draw_thread_alone(state, view, options, scroll); };
  for (int i = 0; i < 5; ++i) frame(static_cast<float>(comments) * 40);
  std::clock_t before = std::clock();
  for (int i = 0; i < kFrames; ++i) frame(-1);
  return 1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC / kFrames;
}

int print_frames(Paper& paper, const Options& options) {
  std::printf("{");
  for (int comments : {100, 1'000, 10'000})
    std::printf("%s\"frame_ms_%d\": %.3f", comments == 100 ? "" : ", ", comments,
                frame_ms(paper, comments, options));
  std::printf("}\n");
  return 0;
}

int main_of(std::vector<std::string> arguments) {
  bool as_text = take(arguments, "--text"), frames = take(arguments, "--frames");
  Options options;
  if (auto problem = read_options(arguments, options)) return fail(*problem);
  FontFiles files = find_fonts(options.language);
  if (files.regular.empty()) return fail(font_help());
  Paper paper(options);
  if (!paper.load(files)) return fail("the font could not be read: " + files.regular);
  if (frames) return print_frames(paper, options);
  std::string text = paper.draw_app();
  if (as_text) std::fputs(text.c_str(), stdout);
  if (options.screenshot.empty())
    return as_text ? 0 : fail("nothing to do: --text, --frames or --screenshot FILE");
  return write_png(options.screenshot, paper.width(), paper.height(), paper.pixels())
             ? 0
             : fail("could not write " + options.screenshot);
}

}  // namespace
}  // namespace parvis::demo

int main(int count, char** values) {
  return parvis::demo::main_of(std::vector<std::string>(values + 1, values + count));
}
