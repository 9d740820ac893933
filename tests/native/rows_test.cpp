#include <doctest/doctest.h>

#include <chrono>
#include <cstdio>
#include <ctime>

#include "imgui.h"
#include "long_thread.hpp"
#include "ui_harness.hpp"

using namespace parvis;
using namespace parvis::demo;

namespace {

double cpu_ms_of(Sheet& sheet, const ThreadState& state, int frames) {
  std::clock_t before = std::clock();
  for (int i = 0; i < frames; ++i) sheet.draw(state, "en", kNow);
  return 1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC / frames;
}

bool has(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("of a long thread only what is near sight is laid out, wherever the reader is") {
  ThreadState state = long_thread(10'000, kNow);
  Sheet sheet(900, 800);
  std::string text = sheet.draw(state, "en", kNow);
  CHECK(has(text, "number 0."));
  CHECK_FALSE(has(text, "number 100."));
  sheet.scroll_to(500'000);
  sheet.draw(state, "en", kNow);
  text = sheet.draw(state, "en", kNow);
  CHECK_FALSE(has(text, "number 0."));
  CHECK(std::count(text.begin(), text.end(), '\n') < 400);
}

TEST_CASE("a frame of 10,000 comments costs about what one of 100 costs") {
  ThreadState small = long_thread(100, kNow), large = long_thread(10'000, kNow);
  double small_ms = 0, large_ms = 0;
  {
    Sheet sheet(900, 800);
    cpu_ms_of(sheet, small, 5);
    small_ms = cpu_ms_of(sheet, small, 20);
  }
  {
    Sheet sheet(900, 800);
    cpu_ms_of(sheet, large, 5);
    large_ms = cpu_ms_of(sheet, large, 20);
  }
  std::printf("CPU of a frame, under the sanitizers: 100 comments %.2f ms, 10,000 comments %.2f ms\n",
              small_ms, large_ms);
  CHECK(large_ms < 3 * small_ms);
}

TEST_CASE("what is being read stays in place when comments come above it") {
  ThreadState state = long_thread(2'000, kNow);
  Sheet sheet(900, 800);
  sheet.draw(state, "en", kNow);
  sheet.scroll_to(40'000);
  for (int i = 0; i < 4; ++i) sheet.draw(state, "en", kNow);
  float before = sheet.scroll();
  std::string anchor = sheet.view().rows.anchor;
  float top_before = sheet.view().rows.anchor_top;
  ThreadState grown = state;
  ++grown.version;
  Comment first = state.comments[0];
  first.id = "new";
  grown.comments.insert(0, first);
  for (int i = 0; i < 4; ++i) sheet.draw(grown, "en", kNow);
  CHECK(sheet.view().rows.anchor == anchor);
  CHECK(sheet.scroll() - before == doctest::Approx(sheet.view().rows.anchor_top - top_before).epsilon(0.001));
  CHECK(sheet.scroll() > before + 50);
}

TEST_CASE("the window goes where the client brings the reader") {
  ThreadState state = long_thread(5'000, kNow);
  Sheet sheet(900, 800);
  sheet.draw(state, "en", kNow);
  ++state.version;
  state.focus = {"c3210", 1};
  state.at = "c3210";
  std::string text;
  for (int i = 0; i < 6; ++i) text = sheet.draw(state, "en", kNow);
  CHECK(has(text, "number 3210."));
  CHECK(sheet.scroll() > 10'000);
}

TEST_CASE("a spoiler's words are not drawn before the reader asked") {
  ThreadState state = long_thread(1, kNow);
  state.comments.edit(0).body = {
      {RichNode::Kind::kSpoiler, "", "", {{RichNode::Kind::kText, "the butler", "", {}}}}};
  Sheet sheet(900, 800);
  CHECK_FALSE(has(sheet.draw(state, "en", kNow), "butler"));
  sheet.view().revealed.insert("c0");
  CHECK(has(sheet.draw(state, "en", kNow), "the butler"));
}
