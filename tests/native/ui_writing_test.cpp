#include <doctest/doctest.h>

#include "glyphs.hpp"
#include "imgui_internal.h"
#include "ui_harness.hpp"

using namespace parvis;
using namespace parvis::demo;

namespace {

bool has(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

const ThreadState& thread(Screen& screen) { return screen.app().product().thread->state(); }

// Posts a comment of the reader's; answers its id.
std::string own_comment(Screen& screen, std::string_view text) {
  screen.settle();
  screen.press_in_page({"thread", "composer", "text"});
  screen.type(text);
  screen.key(ImGuiKey_Enter, true);
  screen.settle();
  for (const Comment& comment : thread(screen).comments) {
    if (comment.mine) return comment.id;
  }
  FAIL_CHECK("the comment was not posted");
  return {};
}

std::string first_with_replies(Screen& screen) {
  for (const Comment& comment : thread(screen).comments) {
    if (comment.replies > 0 && comment.depth == 0) return comment.id;
  }
  FAIL_CHECK("the demo shop has no answered comment");
  return {};
}

// One of somebody else.
std::string stranger(Screen& screen) {
  for (const Comment& comment : thread(screen).comments) {
    if (!comment.mine && comment.status == CommentStatus::kPublished) return comment.id;
  }
  FAIL_CHECK("the demo shop has no comments");
  return {};
}

}  // namespace

TEST_CASE("one's own comment is edited, marked as edited, and keeps its place") {
  Screen screen;
  std::string id = own_comment(screen, "Holds two cups.");
  screen.press_in_page({"thread", id, "edit"});
  screen.settle();
  CHECK(thread(screen).edit.draft == "Holds two cups.");
  screen.key(ImGuiKey_A, true);
  screen.type("Holds three cups.");
  screen.press_in_page({"thread", id, "edit-composer", "post"});
  screen.wait(2'000);
  std::string text = screen.settle();
  CHECK(has(text, "Holds three cups."));
  CHECK_FALSE(has(text, "Holds two cups."));
  CHECK(has(text, message("comment.edited", "en")));
  CHECK(thread(screen).edit.id.empty());
}

TEST_CASE("Escape leaves the editor and the comment as it was") {
  Screen screen;
  std::string id = own_comment(screen, "As it was.");
  screen.press_in_page({"thread", id, "edit"});
  screen.settle();
  screen.type(" No.");
  screen.key(ImGuiKey_Escape);
  CHECK(thread(screen).edit.id.empty());
  CHECK(screen.shows("As it was."));
}

TEST_CASE("a preview shows what the server makes of the draft, and goes away again") {
  Screen screen;
  screen.settle();
  screen.press_in_page({"thread", "composer", "text"});
  screen.type("so **bold**");
  screen.press_in_page({"thread", "composer", "preview"});
  std::string text = screen.settle();
  CHECK(thread(screen).preview.of == Composer::kPost);
  CHECK(text.rfind("bold") > text.find("**bold**") + 8);
  screen.press_in_page({"thread", "composer", "preview"});
  screen.settle();
  CHECK(thread(screen).preview.of == Composer::kNone);
}

TEST_CASE("the toolbar marks what is selected and gives the field its focus back") {
  Screen screen;
  screen.settle();
  screen.press_in_page({"thread", "composer", "text"});
  screen.type("mug");
  screen.key(ImGuiKey_A, true);
  screen.press_in_page({"thread", "composer", "marks", "editor.bold"});
  CHECK(thread(screen).draft == "**mug**");
  screen.type("cup");
  CHECK(thread(screen).draft == "**cup**");
}

TEST_CASE("replies fold under their comment and unfold again") {
  Screen screen;
  screen.settle();
  std::string id = first_with_replies(screen);
  std::size_t before = shown_comments(thread(screen)).size();
  screen.press_in_page({"thread", id, "fold"});
  CHECK(shown_comments(thread(screen)).size() < before);
  CHECK(screen.shows(plural_message("comment.replies", 1, "en").substr(2)));
  screen.press_in_page({"thread", id, "fold"});
  CHECK(shown_comments(thread(screen)).size() == before);
}

TEST_CASE("reactions are chosen, counted and taken back") {
  Screen screen;
  screen.settle();
  std::string id = stranger(screen);
  screen.press_in_page({"thread", id, "reactions"});
  screen.settle();
  CHECK(thread(screen).reacting == id);
  screen.press_in_page({"thread", id, "👏"});
  screen.settle();
  auto given = [&] {
    for (const Comment& comment : thread(screen).comments) {
      for (const Reaction& one : comment.reactions) {
        if (comment.id == id && one.emoji == "👏") return one.on;
      }
    }
    return false;
  };
  CHECK(given());
  screen.press_in_page({"thread", id, "👏"});
  screen.settle();
  CHECK_FALSE(given());
  screen.press_in_page({"thread", "page-reactions", "❤️"});
  screen.settle();
  CHECK(thread(screen).reactions[0].on);
}

TEST_CASE("a comment is reported with a reason, and the window says thank you") {
  Screen screen;
  screen.settle();
  std::string id = stranger(screen);
  screen.press_in_page({"thread", id, "report"});
  CHECK(screen.shows(message("report.send", "en")));
  screen.press_in_page({"thread", id, "report-form", "reason"});
  screen.press_in_popup({"report.abuse"});
  CHECK(thread(screen).report.reason == "abuse");
  screen.press_in_page({"thread", id, "report-form", "send"});
  CHECK(screen.shows(message("report.sent", "en")));
  CHECK(thread(screen).report.id.empty());
}

TEST_CASE("the time of a comment copies its address") {
  Screen screen;
  screen.settle();
  std::string id = stranger(screen);
  screen.press_in_page({"thread", id, "when"});
  CHECK(screen.clipboard() == "https://fern-and-clay.example/mug.html#c-" + id);
}

TEST_CASE("without a connection a comment waits, marked, and can be withdrawn into its draft") {
  Screen screen;
  screen.settle();
  screen.app().transport().offline = true;
  screen.press_in_page({"thread", "composer", "text"});
  screen.type("From a tunnel.");
  screen.key(ImGuiKey_Enter, true);
  std::string text = screen.frames(60);
  CHECK(has(text, message("comment.waiting", "en")));
  CHECK(has(text, message("thread.offline", "en")));
  std::string id;
  for (const Comment& comment : thread(screen).comments) {
    if (comment.pending) id = comment.id;
  }
  screen.press_in_page({"thread", id, "withdraw"});
  screen.frames(3);
  CHECK(thread(screen).draft == "From a tunnel.");
  CHECK_FALSE(has(screen.frames(3), message("comment.waiting", "en")));
}

TEST_CASE("a comment that waited goes out once when the connection is back") {
  Screen screen;
  screen.settle();
  std::int64_t before = thread(screen).total;
  screen.app().transport().offline = true;
  screen.press_in_page({"thread", "composer", "text"});
  screen.type("Out at last.");
  screen.key(ImGuiKey_Enter, true);
  screen.frames(60);
  screen.app().transport().offline = false;
  screen.wait(120'000);
  screen.settle();
  CHECK(thread(screen).total == before + 1);
  CHECK_FALSE(thread(screen).offline);
}

TEST_CASE("behind an @ the people of the thread are offered: arrows and Enter choose, Escape closes") {
  Screen screen;
  screen.settle();
  screen.press_in_page({"thread", "composer", "text"});
  screen.type("So says @");
  screen.key(ImGuiKey_DownArrow);
  screen.key(ImGuiKey_Enter);
  std::string draft = thread(screen).draft;
  CHECK(draft.starts_with("So says @"));
  CHECK(draft.size() > 10);
  CHECK(draft.ends_with(" "));
  CHECK_FALSE(has(draft, "\n"));
  screen.type("and @");
  screen.key(ImGuiKey_Escape);
  screen.key(ImGuiKey_Enter);
  CHECK(thread(screen).draft == draft + "and @\n");
}

TEST_CASE("a chosen emoji goes into the draft where the cursor stands") {
  Screen screen;
  screen.settle();
  screen.press_in_page({"thread", "composer", "text"});
  screen.type("Lovely ");
  screen.press_in_page({"thread", "composer", "marks", "emoji"});
  screen.press_in_popup({"☕"});
  CHECK(thread(screen).draft == "Lovely ☕");
  screen.type("!");
  CHECK(thread(screen).draft == "Lovely ☕!");
}

TEST_CASE("every emoji that is offered is shown as a picture or by a glyph") {
  Sheet sheet(100, 100);
  for (std::string_view emoji : offered_emoji()) {
    CAPTURE(emoji);
    std::size_t at = 0;
    auto glyph = static_cast<ImWchar>(next_character(emoji, at));
    CHECK((picture_of(emoji) || ImGui::GetIO().FontDefault->FindGlyphNoFallback(glyph) != nullptr));
  }
}

TEST_CASE("a comment is quoted in a reply to it, after what was written there") {
  Screen screen;
  screen.settle();
  std::string id = stranger(screen);
  screen.press_in_page({"thread", id, "quote"});
  screen.settle();
  CHECK(thread(screen).reply_to == id);
  std::string quoted = thread(screen).reply_draft;
  CHECK(quoted.starts_with("> "));
  CHECK(quoted.ends_with("\n\n"));
  screen.type("No.");
  CHECK(thread(screen).reply_draft == quoted + "No.");
}
