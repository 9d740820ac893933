// What the views promise to pages, applier and readers beyond what the golden files show.
#include "view/views.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>

#include "../golden/states.hpp"
#include "../golden/thread_states.hpp"
#include "../support/apply_patch.hpp"
#include "../support/check_shape.hpp"
#include "view/build.hpp"
#include "view/patch.hpp"
#include "view/toggle.hpp"

using namespace parvis;
using parvis::test::apply_patch;
using parvis::test::looks_same;
using parvis::view::Node;
using parvis::view::ViewContext;

namespace {

const ViewContext kContext{"en", "https://community.example", test::kGoldenNow};

LikeState like(std::int64_t count, bool on) {
  LikeState state;
  state.status.phase = Phase::kReady;
  state.shown = {count, on};
  return state;
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

ThreadState thread_of(int count) {
  ThreadState state;
  state.status.phase = Phase::kReady;
  state.total = count;
  for (int i = 0; i < count; ++i) {
    Comment comment;
    comment.id = "id" + std::to_string(i);
    comment.name = "Ana";
    comment.tag = "k3f9";
    comment.created_ms = test::kGoldenNow - 60000 * (i + 2);
    comment.body = {{RichNode::Kind::kParagraph,
                     "",
                     "",
                     {{RichNode::Kind::kText, "Number " + std::to_string(i), "", {}}}}};
    state.comments.push_back(comment);
  }
  return state;
}

// The ops of a patch by their numbers: "0 1 1".
std::string op_kinds(const std::string& patch) {
  std::string kinds;
  auto parsed = JsonDocument::parse(patch);
  if (!parsed.ok()) return "no JSON";
  for (JsonValue op = parsed.value().root()["o"].first(); op; op = op.next()) {
    if (!kinds.empty()) kinds += ' ';
    kinds += std::to_string(op.first().integer());
  }
  return kinds;
}

}  // namespace

TEST_CASE("every look keeps to the shape rules and to the lists of the applier") {
  for (const char* language : {"en", "fr"}) {
    for (const test::GoldenState& state : test::golden_states(language)) {
      CAPTURE(state.name);
      CHECK(test::check_shape(state.tree) == "");
    }
  }
}

TEST_CASE("the full paint of every look, and the difference between any two, arrive") {
  const auto states = test::golden_states("en");
  for (const test::GoldenState& from : states) {
    Node painted;
    CHECK(apply_patch(painted, view::full_paint(from.tree)));
    CHECK(looks_same(painted, from.tree));
    for (const test::GoldenState& to : states) {
      Node patched = from.tree;
      const bool arrived =
          apply_patch(patched, view::diff_paint(from.tree, to.tree)) && looks_same(patched, to.tree);
      if (!arrived) FAIL_CHECK(from.name << " to " << to.name);
    }
  }
}

TEST_CASE("every look has exactly one live region for its errors, and it is the same node in all phases") {
  for (const test::GoldenState& state : test::golden_states("en")) {
    CAPTURE(state.name);
    CHECK(count_of(view::to_html(state.tree), "class=\"status") == 1);
  }
}

TEST_CASE("a like changes texts and attributes only") {
  const std::string patch =
      view::diff_paint(view_like(like(12, false), kContext), view_like(like(13, true), kContext));
  CHECK(patch == R"({"o":[[1,[0,0],"data-arg","0"],[1,[0,0,0],"aria-pressed","true"],)"
                 R"([1,[0,0,0],"aria-label","Like, 13 likes"],[0,[0,0,0,2,0],"13"]]})");
}

TEST_CASE("the four looks of a toggle lead from any to any") {
  FanState fans;
  fans.status.phase = Phase::kReady;
  for (const std::int64_t count : {0, 1, 999, 12000}) {
    fans.shown = {count, false};
    const view::TogglePaints likes = toggle_paints(like(count, false), kContext);
    const view::TogglePaints joins = toggle_paints(fans, kContext);
    const Node looks[] = {view_like(like(count, false), kContext), view_like(like(count + 1, true), kContext),
                          view_like(like(count, true), kContext),
                          view_like(like(count > 0 ? count - 1 : 0, false), kContext)};
    const std::string* patches[] = {&likes.off, &likes.on, &likes.mine, &likes.unmine};
    for (const Node& from : looks) {
      for (int to = 0; to < 4; ++to) {
        Node patched = from;
        CHECK(apply_patch(patched, *patches[to]));
        CHECK(looks_same(patched, looks[to]));
      }
    }
    Node joined = view_fans(fans, kContext);
    CHECK(apply_patch(joined, joins.on));
    fans.shown = {count + 1, true};
    CHECK(looks_same(joined, view_fans(fans, kContext)));
  }
}

TEST_CASE("a new comment in a thread of a thousand is one insertion and the new total") {
  const ThreadState before = thread_of(1000);
  ThreadState after = before;
  Comment fresh = before.comments.front();
  fresh.id = "new";
  after.comments.insert(500, fresh);
  after.total = 1001;
  CHECK(op_kinds(view::diff_paint(view_thread(before, kContext), view_thread(after, kContext))) == "3");
  after.total = 2000;
  CHECK(op_kinds(view::diff_paint(view_thread(before, kContext), view_thread(after, kContext))) == "0 3");
}

TEST_CASE("a thousand comments are one template and its instances") {
  const std::string paint = view::full_paint(view_thread(thread_of(1000), kContext));
  CHECK(count_of(paint, "comment-body") == 1);
  CHECK(paint.size() < 200'000);
}

TEST_CASE("time going on changes the words of times only") {
  const ThreadState state = thread_of(3);
  ViewContext later = kContext;
  later.now_ms += 60000;
  CHECK(op_kinds(view::diff_paint(view_thread(state, kContext), view_thread(state, later))) == "0 0 0");
}

TEST_CASE("typing is told to the field as a value, not as an attribute") {
  ThreadState state = thread_of(1);
  const Node before = view_thread(state, kContext);
  state.draft = "Hello";
  CHECK(op_kinds(view::diff_paint(before, view_thread(state, kContext))) == "2");
}

TEST_CASE("opening a reply form leaves everything else alone") {
  ThreadState state = thread_of(50);
  const Node before = view_thread(state, kContext);
  state.reply_to = "id7";
  CHECK(op_kinds(view::diff_paint(before, view_thread(state, kContext))) == "3 1 1");
}

TEST_CASE("what readers write is text, in every place where it is shown") {
  const std::string hostile = "<img src=x onerror=alert(1)>\"'&";
  ThreadState state = thread_of(1);
  Comment& comment = state.comments.edit(0);
  comment.name = hostile;
  comment.tag = hostile;
  comment.id = hostile;
  comment.body = {{RichNode::Kind::kText, hostile, "", {}}, {RichNode::Kind::kLink, "", hostile, {}}};
  state.draft = state.author_name = state.reply_draft = hostile;
  state.reply_to = hostile;
  const std::string html = to_html(view_thread(state, kContext));
  CHECK(html.find("<img") == html.npos);
  CHECK(html.find("\"'&") == html.npos);
  CHECK(html.find("href=\"&lt;img") == html.npos);
}

TEST_CASE("a text area keeps the line break its text begins with") {
  ThreadState state = thread_of(0);
  state.draft = "\nindented";
  CHECK(to_html(view_thread(state, kContext)).find(">\n\nindented</textarea>") != std::string::npos);
}

TEST_CASE("times are told in the form of the standard") {
  CHECK(view::iso_time(0) == "1970-01-01T00:00:00Z");
  CHECK(view::iso_time(951827696789) == "2000-02-29T12:34:56Z");
  CHECK(view::iso_time(test::kGoldenNow) == "2026-10-14T14:00:00Z");
  CHECK(view::iso_time(-1) == "1969-12-31T23:59:59Z");
  CHECK(view::iso_time(253402300799000) == "9999-12-31T23:59:59Z");
}
