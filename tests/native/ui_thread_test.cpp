#include <doctest/doctest.h>

#include "imgui_internal.h"
#include "ui_harness.hpp"

using namespace parvis;
using namespace parvis::demo;

namespace {

bool has(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

const Comment* mine(Screen& screen) {
  for (const Comment& comment : screen.app().product().thread->state().comments) {
    if (comment.mine && comment.status == CommentStatus::kPublished) return &comment;
  }
  return nullptr;
}

void post(Screen& screen, std::string_view text) {
  screen.press_in_page({"thread", "composer", "text"});
  screen.type(text);
  screen.key(ImGuiKey_Enter, true);
  screen.settle();
}

}  // namespace

TEST_CASE("a comment is typed, posted with Ctrl and Enter, and shown as it was meant") {
  Screen screen;
  screen.settle();
  std::int64_t before = screen.app().product().thread->state().total;
  post(screen, "Holds **a lot** of `tea`. <b>Très</b> bien!");
  std::string text = screen.settle();
  CHECK(screen.app().product().thread->state().total == before + 1);
  CHECK(has(text, "Holds"));
  CHECK(has(text, "a lot"));
  CHECK_FALSE(has(text, "**"));
  CHECK(has(text, "bien!"));
  CHECK(has(text, message("comment.you", "en")));
  CHECK(has(text, message("comment.anonymous", "en")));
  CHECK(screen.app().product().thread_view.top.buffer.text().empty());
}

TEST_CASE("an empty comment is not posted") {
  Screen screen;
  screen.settle();
  std::int64_t before = screen.app().product().thread->state().total;
  post(screen, "   ");
  screen.press_in_page({"thread", "composer", "post"});
  screen.settle();
  CHECK(screen.app().product().thread->state().total == before);
}

TEST_CASE("the name in the field signs the comment") {
  Screen screen;
  screen.settle();
  screen.press_in_page({"thread", "composer", "##name"});
  screen.type("Zoë");
  post(screen, "Signed.");
  const Comment* own = mine(screen);
  CHECK(own != nullptr);
  CHECK((own != nullptr && own->name == "Zoë"));
  CHECK(screen.shows("Zoë"));
}

TEST_CASE("a reply is written under its comment and Escape closes it again") {
  Screen screen;
  screen.settle();
  post(screen, "First.");
  const Comment* own = mine(screen);
  CHECK(own != nullptr);
  if (own == nullptr) return;
  std::string id = own->id;
  screen.press_in_page({"thread", id, "reply"});
  CHECK(screen.app().product().thread->state().reply_to == id);
  screen.key(ImGuiKey_Escape);
  CHECK(screen.app().product().thread->state().reply_to.empty());
  screen.press_in_page({"thread", id, "reply"});
  screen.frames(3);
  screen.type("Second.");
  screen.press_in_page({"thread", id, "reply-composer", "post"});
  std::string text = screen.settle();
  CHECK(has(text, "Second."));
  CHECK(screen.app().product().thread->state().reply_to.empty());
}

TEST_CASE("one's own comment is deleted at once, and comes back by undo") {
  Screen screen;
  screen.settle();
  std::int64_t before = screen.app().product().thread->state().total;
  post(screen, "Oh no.");
  const Comment* own = mine(screen);
  CHECK(own != nullptr);
  if (own == nullptr) return;
  std::string id = own->id;
  screen.press_in_page({"thread", id, "delete"});
  std::string text = screen.settle();
  CHECK(screen.app().product().thread->state().total == before);
  CHECK_FALSE(has(text, "Oh no."));
  CHECK(has(text, message("comment.removed", "en")));
  screen.press_in_page({"thread", id, "undo"});
  CHECK(screen.shows("Oh no."));
  CHECK(screen.app().product().thread->state().total == before + 1);
}

TEST_CASE("a comment is liked") {
  Screen screen;
  screen.settle();
  post(screen, "Like me.");
  const Comment* own = mine(screen);
  CHECK(own != nullptr);
  if (own == nullptr) return;
  screen.press_in_page({"thread", own->id, "like"});
  screen.settle();
  own = mine(screen);
  CHECK((own != nullptr && own->likes == 1 && own->vote == 1));
}

TEST_CASE("the order is chosen from a list that opens at its button") {
  Screen screen;
  screen.settle();
  screen.press_in_page({"thread", "sort"});
  CHECK(ImGui::GetCurrentContext()->OpenPopupStack.Size == 1);
  screen.press_in_popup({"thread.sort.best"});
  CHECK(ImGui::GetCurrentContext()->OpenPopupStack.Size == 0);
  CHECK(screen.app().product().thread->state().sort == Sort::kBest);
  CHECK(screen.shows(message("thread.sort.best", "en")));
  const auto& comments = screen.app().product().thread->state().comments;
  for (const Comment& comment : comments)
    CHECK((comment.depth > 0 || comment.likes <= comments.front().likes));
}

TEST_CASE("text in the composer waits while another product is looked at") {
  Screen screen;
  screen.settle();
  screen.press_in_page({"thread", "composer", "text"});
  screen.type("half a thought");
  screen.press("side", {"lamp"});
  CHECK_FALSE(screen.shows("half a thought"));
  screen.press("side", {"mug"});
  CHECK(screen.shows("half a thought"));
}

TEST_CASE("keys edit the comment: words, selection, clipboard, undo") {
  Screen screen;
  screen.settle();
  screen.press_in_page({"thread", "composer", "text"});
  screen.type("one two");
  screen.key(ImGuiKey_Backspace, true);
  const std::string& text = screen.app().product().thread_view.top.buffer.text();
  CHECK(text == "one ");
  screen.key(ImGuiKey_Enter);
  CHECK(text == "one \n");
  screen.key(ImGuiKey_A, true);
  screen.key(ImGuiKey_X, true);
  CHECK(text.empty());
  CHECK(screen.clipboard() == "one \n");
  screen.key(ImGuiKey_V, true);
  screen.key(ImGuiKey_V, true);
  CHECK(text == "one \none \n");
  screen.key(ImGuiKey_Z, true);
  CHECK(text == "one \n");
  CHECK(screen.app().product().thread->state().draft == text);
}

TEST_CASE("a comment that the server refuses stays in the field, with the reason") {
  Screen screen;
  screen.settle();
  std::string long_text(20'001, 'x');
  screen.press_in_page({"thread", "composer", "text"});
  screen.type("first");
  screen.app().product().thread->set_draft(long_text);
  screen.frames(2);
  screen.press_in_page({"thread", "composer", "post"});
  std::string text = screen.settle();
  CHECK(screen.app().product().thread->state().status.error.has_value());
  CHECK(screen.app().product().thread_view.top.buffer.text() == long_text);
}
