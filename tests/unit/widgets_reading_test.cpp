// What a reader does with a thread.
#include <doctest/doctest.h>

#include "../support/thread_rig.hpp"
#include "client_core.hpp"

using namespace parvis;
using namespace parvis::test;

namespace {

std::string kept(const std::string& what) { return "parvis:https://c.example:" + what; }

std::string with(std::string item, const std::string& members) {
  item.pop_back();
  return item + "," + members + "}";
}

}  // namespace

TEST_CASE("the reader's choice of order is remembered, and used for the next thread") {
  ThreadRig rig;
  rig.thread.set_sort(Sort::kDiscussed);
  CHECK(rig.storage.values[kept("sort")] == "discussed");
  CommentThread other(rig.client, {keyed("lamp")});
  CHECK(other.state().sort == Sort::kDiscussed);
}

TEST_CASE("what is folded away is not shown, and is remembered for the page") {
  ThreadRig rig;
  rig.thread.set_collapsed("a", true);
  CHECK(rig.ids() == "c a b ");
  const CommentList shown = shown_comments(rig.thread.state());
  REQUIRE(shown.size() == 2);
  CHECK(shown[1].id == "a");
  CHECK(rig.storage.values[kept("collapsed:mug")] == "a");
  rig.thread.set_collapsed("a", false);
  CHECK(shown_comments(rig.thread.state()).size() == 3);
  CHECK_FALSE(rig.storage.values.contains(kept("collapsed:mug")));
}

TEST_CASE("what lies too deep to be indented has a view of its own") {
  ThreadRig rig;
  ThreadState state = rig.thread.state();
  for (std::int32_t depth = 2; depth < 9; ++depth) {
    Comment deep = state.comments.back();
    deep.depth = depth;
    deep.replies = 1;
    state.comments.push_back(deep);
  }
  CHECK(shown_comments(state).back().depth == kDeepestIndent);
  CHECK(continues_elsewhere(shown_comments(state).back(), state));
  state.at = "b";
  CHECK(shown_comments(state).back().depth == 8);

  rig.thread.open_under("b");
  rig.poll();
  CHECK(rig.transport.last().url.find("under=b") != std::string::npos);
  rig.reply_items(with(thread_item(comment("b", "a", 1), 3), R"("under":"b")"));
  CHECK(rig.ids() == "b ");
  rig.thread.open_under("");
  rig.poll();
  CHECK(rig.transport.last().url.find("at=b") != std::string::npos);
}

TEST_CASE("a comment that is not loaded is opened with one request, and the reader is brought there") {
  ThreadRig rig(Sort::kNewest, "later");
  rig.thread.open_at("x");
  rig.poll();
  CHECK(rig.transport.count("/v1/read") == 2);
  CHECK(rig.transport.last().url.find("at=x") != std::string::npos);
  rig.reply_items(with(thread_item(comment("x") + "," + comment("w"), 9, "n1"), R"("prev":"p1","at":"x")"));
  CHECK(rig.ids() == "x w ");
  CHECK(rig.thread.state().at == "x");
  rig.thread.load_previous();
  rig.poll();
  CHECK(rig.transport.last().url.find("after=p1") != std::string::npos);
  rig.reply_items(thread_item(comment("z") + "," + comment("y") + "," + comment("x"), 9));
  CHECK(rig.ids() == "z y x w ");
  CHECK(rig.thread.state().prev.empty());
  CHECK(rig.thread.state().next == "n1");
}

TEST_CASE("an earlier page of replies stands before the later ones of the same parent") {
  ThreadRig rig;
  rig.thread.open_at("r3");
  rig.poll();
  rig.reply_items(
      with(thread_item(comment("r", "", 0, 3) + "," + comment("r3", "r", 1), 4), R"("prev":"p","at":"r3")"));
  rig.thread.load_previous();
  rig.poll();
  rig.reply_items(thread_item(comment("q") + "," + comment("r1", "r", 1) + "," + comment("r2", "r", 1), 4));
  CHECK(rig.ids() == "q r r1 r2 r3 ");
}

TEST_CASE("a thread that is read again never moves what is read: new comments wait to be asked for") {
  ThreadRig rig;
  rig.client.refresh();
  rig.poll();
  rig.reply_items(thread_item(comment("d") + "," + comment("c", "", 0, 0, 7) + "," +
                                  comment("a", "", 0, 2, 4) + "," + comment("b", "a", 1) + "," +
                                  comment("e", "a", 1),
                              5));
  CHECK(rig.ids() == "c a b ");
  CHECK(rig.at_index(0).likes == 7);
  CHECK(rig.thread.state().waiting == 2);
  CHECK(rig.thread.state().total == 5);
  rig.thread.show_waiting();
  CHECK(rig.ids() == "d c a b e ");
  CHECK(rig.at_index(2).replies == 2);
  CHECK(rig.thread.state().waiting == 0);
}

TEST_CASE("a comment that is gone when the whole thread is read again is gone here too") {
  ThreadRig rig;
  rig.client.refresh();
  rig.poll();
  rig.reply_items(thread_item(comment("c"), 1));
  CHECK(rig.ids() == "c ");
}

TEST_CASE("what is new since the last visit is counted, marked and gone through one by one") {
  Rig rig;
  rig.give_token();
  rig.storage.values[kept("seen:mug")] = "4";
  CommentThread thread(rig.client, {keyed("mug")});
  rig.poll();
  rig.reply_items(thread_item(comment("c") + "," + comment("a"), 2));
  rig.reply("/v1/mine", R"({"name":"","items":[{"mine":["a"],"liked":[]}]})");
  CHECK(thread.state().unread.count == 1);
  CHECK(thread.state().unread.since_ms == 4);
  CHECK(thread.state().comments[0].fresh);
  CHECK_FALSE(thread.state().comments[1].fresh);
  CHECK(rig.storage.values[kept("seen:mug")] == std::to_string(rig.now - 10));
  thread.next_unread();
  CHECK(thread.state().unread.count == 0);
  CHECK(thread.state().at == "c");
}

TEST_CASE("a long thread whose paint came with the reader's own asks what else is new to them") {
  Rig rig;
  rig.give_token();
  rig.storage.values[kept("seen:mug")] = "4";
  ThreadItem painted;
  painted.page = "mug";
  painted.next = "further";
  const Seed seed{painted, MineItem()};
  Descriptor thread;
  thread.kind = WidgetKind::kComments;
  const auto mounted = rig.client.core().mount(keyed("mug"), thread, &seed);
  rig.poll();
  CHECK(rig.transport.last().body.find("since=4") != std::string::npos);
}

TEST_CASE("a visit is not noted on the device of a reader who never acted") {
  ThreadRig rig;
  rig.poll();
  CHECK(rig.storage.values.empty());
}
