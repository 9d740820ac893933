#include <doctest/doctest.h>

#include "../support/client_rig.hpp"

using namespace parvis;
using namespace parvis::test;

TEST_CASE("all widgets mounted before a poll are read with one request") {
  Rig rig;
  LikeButton like(rig.client, {at("https://shop.example/mug")});
  FanCounter fans(rig.client, {at("https://shop.example/mug"), "team"});
  CommentThread thread(rig.client, {at("https://shop.example/mug"), Sort::kBest});
  rig.poll();
  CHECK(rig.transport.sent.size() == 1);
  CHECK(rig.transport.last().method == "GET");
  CHECK(rig.transport.last().url ==
        "https://c.example/v1/read?site=shop&address=https%3A%2F%2Fshop.example%2Fmug"
        "&e=like&e=fans;c=team&e=comments;o=best");
}

TEST_CASE("widgets of the same page share one state and one element of the request") {
  Rig rig;
  LikeButton one(rig.client, {at("https://shop.example/mug")});
  LikeButton two(rig.client, {at("https://shop.example/mug")});
  rig.poll();
  CHECK(rig.transport.last().url.find("e=like&e=like") == std::string::npos);
  rig.reply_items(like_item(7));
  CHECK(&one.state() == &two.state());
  CHECK(two.state().shown.count == 7);
  one.toggle();
  CHECK(two.state().shown.on);
}

TEST_CASE("pages named differently become one when the server says so") {
  Rig rig;
  LikeButton one(rig.client, {at("https://shop.example/mug")});
  LikeButton two(rig.client, {at("https://shop.example/mug?utm_source=x")});
  int changes = 0;
  two.on_change([&] { ++changes; });
  rig.poll();
  CHECK(rig.transport.sent.size() == 2);
  rig.reply_items(like_item(7));
  const std::uint64_t version = two.state().version;
  rig.reply_items(like_item(7));
  CHECK(&one.state() == &two.state());
  CHECK(two.state().version > version);
  CHECK(changes == 1);
  one.toggle();
  rig.poll();
  CHECK(changes == 2);
  LikeButton three(rig.client, {keyed("mug")});
  CHECK(&three.state() == &one.state());
}

TEST_CASE("pages stay apart while the server names them differently") {
  Rig rig;
  LikeButton one(rig.client, {keyed("mug")});
  LikeButton two(rig.client, {keyed("cup")});
  rig.poll();
  CHECK(rig.transport.sent.size() == 1);
  rig.reply_items(like_item(7, "mug") + "," + like_item(8, "cup"));
  CHECK(one.state().shown.count == 7);
  CHECK(two.state().shown.count == 8);
}

TEST_CASE("a crowded page is read with several requests of bounded length") {
  Rig rig;
  std::vector<LikeButton> buttons;
  for (int i = 0; i < 230; ++i) {
    buttons.emplace_back(rig.client, LikeOptions{keyed("product-" + std::to_string(i))});
  }
  rig.poll();
  CHECK(rig.transport.sent.size() == 3);
  for (const HttpRequest& request : rig.transport.sent) CHECK(request.url.size() < 6000);
}

TEST_CASE("nothing is asked about a reader who never acted, and no randomness is used") {
  Rig rig;
  LikeButton like(rig.client, {keyed("mug")});
  rig.poll();
  rig.reply_items(like_item(7));
  CHECK(rig.transport.count("/v1/mine") == 0);
  CHECK(rig.random_used == 0);
  CHECK(rig.storage.writes == 0);
}

TEST_CASE("what is the reader's own is asked with the token, beside the public read") {
  Rig rig;
  rig.give_token();
  LikeButton like(rig.client, {keyed("mug")});
  CommentThread thread(rig.client, {keyed("mug")});
  rig.poll();
  CHECK(rig.transport.sent.size() == 2);
  const HttpRequest mine = rig.transport.last();
  CHECK(mine.url == "https://c.example/v1/mine");
  CHECK(mine.body ==
        R"({"token":")" + std::string(43, 'T') +
            R"(","site":"shop","address":"https://shop.example/","e":["like;p=mug","comments;p=mug"]})");
  rig.reply("/v1/mine", R"({"name":"Ana","items":[{"liked":true},{"mine":["a"],"liked":["b"]}]})");
  rig.reply_items(like_item(7) +
                  R"(,{"kind":"comments","page":"mug","sort":"newest","total":2,"closed":false,"next":"",)"
                  R"("comments":[{"id":"a","at":1},{"id":"b","at":1}]})");
  CHECK(like.state().shown == Toggle{7, true});
  CHECK(thread.state().author_name == "Ana");
  CHECK(thread.state().comments.size() == 2);
  if (thread.state().comments.size() != 2) return;
  CHECK(thread.state().comments[0].mine);
  CHECK(thread.state().comments[0].vote == 0);
  CHECK(thread.state().comments[1].vote == 1);
}

TEST_CASE("a lost first read shows as failed and is tried again with growing pauses") {
  Rig rig;
  LikeButton like(rig.client, {keyed("mug")});
  rig.poll();
  std::int64_t last_pause = 0;
  for (int attempt = 0; attempt < 4; ++attempt) {
    CHECK(rig.transport.answer("/v1/read", Error{ErrorCode::kNetwork, "lost", 0}));
    const std::int64_t due = rig.poll();
    CHECK(like.state().status.phase == Phase::kFailed);
    CHECK(like.state().status.error->code == ErrorCode::kNetwork);
    const std::int64_t pause = due - rig.now;
    CHECK(pause > last_pause / 2);
    CHECK(pause <= 1000 << attempt);
    last_pause = pause;
    rig.poll(pause - 1);
    CHECK(rig.transport.open.empty());
    rig.poll(1);
    CHECK(rig.transport.open.size() == 1);
  }
  rig.reply_items(like_item(7));
  CHECK(like.state().status.phase == Phase::kReady);
  CHECK_FALSE(like.state().status.error.has_value());
  CHECK(rig.random_used == 0);
}

TEST_CASE("Retry-After of a read is obeyed, by refresh too") {
  Rig rig;
  LikeButton like(rig.client, {keyed("mug")});
  rig.poll();
  rig.refuse("/v1/read", 429, ErrorCode::kRateLimited, 90'000);
  rig.client.refresh();
  rig.poll(80'000);
  CHECK(rig.transport.open.empty());
  rig.poll(10'001);
  CHECK(rig.transport.open.size() == 1);
}

TEST_CASE("one refused element does not keep the others from their answers") {
  Rig rig;
  LikeButton good(rig.client, {keyed("mug")});
  LikeButton bad(rig.client, {keyed("bad")});
  rig.poll();
  rig.refuse("/v1/read", 422, ErrorCode::kInvalidField);
  CHECK(rig.transport.open.size() == 2);
  rig.reply_items(like_item(7));
  CHECK(good.state().shown.count == 7);
  rig.refuse("/v1/read", 422, ErrorCode::kInvalidField);
  CHECK(bad.state().status.phase == Phase::kFailed);
  CHECK(bad.state().status.error->code == ErrorCode::kInvalidField);
  rig.poll(100'000);
  CHECK(rig.transport.open.empty());
}

TEST_CASE("an answer that is not what was asked counts as a broken one") {
  Rig rig;
  LikeButton like(rig.client, {keyed("mug")});
  for (const char* body : {"", "<html>", "[]", "{}", R"({"items":[]})",
                           R"({"items":[{"kind":"fans","community":"","count":1}]})",
                           R"({"items":[{"kind":"like","page":"mug","count":"many"}]})"}) {
    rig.poll(100'000);
    CHECK(rig.reply("/v1/read", body));
    CHECK(like.state().status.phase == Phase::kFailed);
    CHECK(like.state().status.error->code == ErrorCode::kBadAnswer);
  }
}

TEST_CASE("what is mounted is read again after the period, and only while it is mounted") {
  Rig rig(60'000);
  {
    LikeButton like(rig.client, {keyed("mug")});
    rig.poll();
    rig.reply_items(like_item(7));
    CHECK(rig.poll(0) <= rig.now + 60'000);
    rig.poll(60'000);
    CHECK(rig.transport.open.size() == 1);
    rig.reply_items(like_item(9));
    CHECK(like.state().shown.count == 9);
  }
  rig.poll(200'000);
  CHECK(rig.transport.open.empty());
  CHECK(rig.poll() == Client::kNever);
}

TEST_CASE("a failed later read leaves what is shown") {
  Rig rig;
  LikeButton like(rig.client, {keyed("mug")});
  rig.poll();
  rig.reply_items(like_item(7));
  rig.client.refresh();
  rig.poll();
  rig.lose("/v1/read");
  CHECK(like.state().status.phase == Phase::kReady);
  CHECK(like.state().shown.count == 7);
}

TEST_CASE("a read that was under way while an action was answered is not believed") {
  Rig rig;
  LikeButton like(rig.client, {keyed("mug")});
  rig.poll();
  rig.reply_items(like_item(7));
  rig.client.refresh();
  rig.poll();
  like.toggle();
  rig.poll();
  rig.reply("/v1/like", like_answer(8, true));
  rig.reply_items(like_item(7));
  CHECK(like.state().shown == Toggle{8, true});
  CHECK(rig.transport.count("/v1/read") == 3);
  rig.reply_items(like_item(8));
  CHECK(like.state().shown == Toggle{8, true});
}

TEST_CASE("a server address may end in slashes") {
  Rig rig;  // its address does
  LikeButton like(rig.client, {keyed("mug")});
  rig.poll();
  CHECK(rig.transport.last().url.rfind("https://c.example/v1/read?", 0) == 0);
}
