// Answers to answers to answers.
#include <doctest/doctest.h>

#include "../contract/world.hpp"
#include "base/json.hpp"
#include "protocol/items_wire.hpp"
#include "view/views.hpp"

using namespace parvis;
using namespace parvis::test;

TEST_CASE("a conversation ten thousand answers deep is kept, read to its end and drawn") {
  constexpr int kDepth = 10'000;
  World world;
  std::string last;
  for (int i = 0; i < kDepth; ++i) {
    const std::string id = Visitor(world, i).comment("deep", last);
    CHECK(!id.empty());
    if (id.empty()) return;
    last = id;
  }
  int read = 0, deepest = 0;
  for (std::string after;;) {
    const Reply reply = world.get(
        "/v1/read", {{"site", "shop"}, {"e", "comments;p=mug" + (after.empty() ? "" : ";after=" + after)}});
    CHECK(reply.status == 200);
    if (reply.status != 200) return;
    const auto document = JsonDocument::parse(reply.text);
    const auto item = read_item(document.value().root()["items"].first());
    CHECK(item.ok());
    if (!item.ok()) return;
    const ThreadState state = make_thread_state(std::get<ThreadItem>(item.value()));
    CHECK(!to_html(view::view_thread(state, {})).empty());
    for (const Comment& comment : state.comments)
      deepest = std::max(deepest, static_cast<int>(comment.depth));
    read += static_cast<int>(state.comments.size());
    after = state.next;
    if (after.empty()) break;
  }
  CHECK(read == kDepth);
  CHECK(deepest == kDepth - 1);
}
