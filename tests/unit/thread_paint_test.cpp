// Patches that leave out what has not changed make the same page as drawing it whole.
#include "view/thread_paint.hpp"

#include <doctest/doctest.h>

#include "../golden/thread_states.hpp"
#include "../support/apply_patch.hpp"
#include "../support/random.hpp"
#include "view/patch.hpp"

using namespace parvis;
using parvis::test::apply_patch;
using parvis::test::looks_same;
using parvis::view::ThreadPaint;
using parvis::view::ViewContext;

namespace {

Comment comment_number(int number) {
  Comment comment;
  comment.id = "id" + std::to_string(number);
  comment.name = "Ana";
  comment.tag = "k3f9";
  comment.created_ms = test::kGoldenNow - 50'000 * (number + 1);
  comment.body = {{RichNode::Kind::kText, "Number " + std::to_string(number), "", {}}};
  return comment;
}

ThreadState thread_of(int count) {
  ThreadState state;
  state.status.phase = Phase::kReady;
  for (int i = 0; i < count; ++i) state.comments.push_back(comment_number(i));
  state.total = count;
  return state;
}

// Something that readers, moderators or time do to a thread.
void change(ThreadState& state, ViewContext& context, test::Random& random, int& next) {
  const std::size_t size = state.comments.size(), any = size == 0 ? 0 : random.below(size);
  switch (random.below(size == 0 ? 3 : 12)) {
    case 0:
      state.comments.insert(random.below(size + 1), comment_number(next++));
      break;
    case 1:
      context.now_ms += static_cast<std::int64_t>(random.below(100'000));
      break;
    case 2:
      state.closed = !state.closed;
      break;
    case 3:
      state.comments.erase(any, any + 1 + random.below(size - any));
      break;
    case 4:
      state.comments.edit(any).likes += 1;
      break;
    case 5:
      state.comments.edit(any).mine = true;
      break;
    case 6:
      state.comments.edit(any).status = CommentStatus::kDeleted;
      break;
    case 7:
      state.comments.edit(any).pending = random.one_in(2);
      break;
    case 8:
      state.reply_to = random.one_in(3) ? std::string() : state.comments[any].id;
      break;
    case 9:
      state.reply_draft += 'a';
      state.draft += 'b';
      break;
    case 10: {
      const Comment moved = state.comments[any];
      state.comments.erase(any, any + 1);
      state.comments.insert(random.below(size), moved);
      break;
    }
    default:
      state.next = state.next.empty() ? "more" : "";
      state.comments.edit(any).body = {{RichNode::Kind::kText, "Changed", "", {}}};
      break;
  }
}

}  // namespace

TEST_CASE("whatever happens to a thread, its patches lead to what drawing it whole gives") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    test::Random random(seed);
    int next = 100;
    ThreadState state = thread_of(static_cast<int>(random.below(20)));
    ViewContext context{"en", "https://community.example", test::kGoldenNow};
    ThreadPaint paint;
    view::Node page;
    for (int step = 0; step < 60; ++step) {
      CAPTURE(seed);
      CAPTURE(step);
      CHECK(apply_patch(page, paint.paint(state, context)));
      CHECK(looks_same(page, view_thread(state, context)));
      for (std::size_t changes = random.below(4); changes > 0; --changes)
        change(state, context, random, next);
    }
  }
}

TEST_CASE("a page that was painted elsewhere gets the difference alone") {
  const ViewContext context{"en", "https://community.example", test::kGoldenNow};
  ThreadState state = thread_of(1000);
  ThreadPaint paint;
  paint.start_from(state, context);
  CHECK(paint.paint(state, context).empty());
  state.comments.push_back(comment_number(5000));
  CHECK(paint.paint(state, context).size() < 4000);
  CHECK(paint.paint(state, context).empty());
}

TEST_CASE("a list of comments is a value: changing one copy leaves the others") {
  CommentList first = {comment_number(1), comment_number(2), comment_number(3)};
  CommentList second = first;
  CHECK(first == second);
  CHECK(first.same(1, second, 1));
  second.edit(1).likes = 9;
  CHECK(first[1].likes == 0);
  CHECK_FALSE(first == second);
  CHECK_FALSE(first.same(1, second, 1));
  CHECK(first.same(2, second, 2));
  second.erase(0, 2);
  CHECK(second.size() == 1);
  CHECK(second.front().id == "id3");
  second.insert(0, comment_number(7));
  CHECK(second.front().id == "id7");
  CHECK(second.back().id == "id3");
  CHECK(first.size() == 3);
}
