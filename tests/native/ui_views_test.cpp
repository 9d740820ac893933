#include <doctest/doctest.h>

#include "frame_pacer.hpp"
#include "pretty_json.hpp"
#include "ui_harness.hpp"

using namespace parvis;
using namespace parvis::demo;

namespace {

bool has(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("the gallery shows each group of widgets in all its states, and they can be pressed") {
  Options options;
  options.view = ViewName::kGallery;
  Screen screen(options);
  screen.resize(1240, 40'000);
  std::string text = screen.frames(4);
  CHECK(screen.app().gallery().size() == thread_exhibits().size());
  for (std::string_view key :
       {"thread.closed", "comment.save", "comment.removed", "comment.waiting", "comment.sending",
        "report.send", "comment.pinned", "comment.featured", "badge.author", "comment.continue",
        "thread.more", "thread.next_new", "comment.new", "thread.empty"})
    CHECK_MESSAGE(has(text, message(key, "en")), key);
  CHECK(has(text, plural_message("thread.new", 2, "en")));
  screen.press_in_page({"likes"});
  text = screen.frames(4);
  CHECK(screen.app().gallery().size() == like_exhibits().size());
  Stage& dozen = screen.app().gallery().stage(1);
  CHECK(dozen.like->state().shown.count == 12);
  dozen.like->toggle();
  screen.frames(4);
  CHECK(dozen.like->state().confirmed.count == 13);
  for (const char* group : {"fans", "shares"}) {
    screen.press_in_page({group});
    CHECK(has(screen.frames(4), "no server"));
  }
}

TEST_CASE("the inspector shows state, requests and errors, and takes the network away") {
  Options options;
  options.view = ViewName::kInspector;
  Screen screen(options);
  CHECK(screen.shows("\"kind\": \"comments\""));
  screen.press("inspector", {"tab-requests"});
  CHECK(screen.shows("GET /v1/read"));
  screen.press("inspector", {"fail"});
  CHECK(screen.app().transport().fail_next == 1);
  screen.press("inspector", {"offline"});
  screen.press_in_page({"like"});
  screen.frames(30);
  CHECK(screen.app().transport().seen().back().status == 0);
  screen.press("inspector", {"tab-outbox"});
  CHECK(has(screen.frames(3), "\"like\""));
  screen.press("inspector", {"offline"});
  screen.wait(120'000);
  screen.settle();
  CHECK_FALSE(screen.app().client().busy());
}

TEST_CASE("a lost answer is sent again under the same key and counts once") {
  Screen screen;
  screen.settle();
  std::int64_t before = screen.app().product().like.state().confirmed.count;
  screen.app().transport().lose_next = 1;
  screen.press_in_page({"like"});
  screen.wait(60'000);
  screen.settle();
  screen.wait(60'000);
  screen.settle();
  CHECK(screen.app().product().like.state().confirmed.count == before + 1);
  CHECK(screen.app().product().like.state().confirmed.on);
}

TEST_CASE("moving the clock makes the same comments older") {
  Options options;
  options.view = ViewName::kInspector;
  Screen screen(options);
  std::string before = screen.settle();
  std::int64_t now = screen.now();
  screen.press("inspector", {"+1 d"});
  CHECK(screen.now() - now > 24 * 3'600'000);
  CHECK(screen.settle() != before);
}

TEST_CASE("nothing is drawn while nothing changes") {
  Screen screen;
  screen.settle();
  FramePacer pacer;
  int frames = 0;
  for (double second = 0; second < 20; second += 0.016) {
    screen.wait(16);
    if (screen.app().poll(screen.now())) pacer.something_happened();
    if (!pacer.due(second)) continue;
    screen.frames(1);
    pacer.drawn(second, screen.app().wake_in());
    ++frames;
  }
  CHECK(frames <= 8);
  pacer.something_happened();
  CHECK(pacer.due(20));
  CHECK(pacer.sleep(20, 10) == 0);
}

TEST_CASE("JSON is shown on lines of its own, short groups on one") {
  CHECK(pretty_json(R"({"a":[1,2],"b":"x, {y}"})", 80) ==
        std::vector<std::string>{R"({"a":[1,2],"b":"x, {y}"})"});
  CHECK(pretty_json(R"({"a":[1,2],"b":"x, {y}"})", 12) ==
        std::vector<std::string>{"{", R"(  "a": [1,2],)", R"(  "b": "x, {y}")", "}"});
  CHECK(pretty_json("") == std::vector<std::string>{});
}
