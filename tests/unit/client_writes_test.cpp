#include <doctest/doctest.h>

#include "../support/client_rig.hpp"

using namespace parvis;
using namespace parvis::test;

namespace {

// A rig with one like button that shows 7.
struct LikeRig : Rig {
  LikeRig() : like(client, {keyed("mug")}) {
    poll();
    reply_items(like_item(7));
  }
  LikeButton like;
};

}  // namespace

TEST_CASE("a like shows at once and keeps what is confirmed beside it") {
  LikeRig rig;
  rig.like.toggle();
  CHECK(rig.like.state().shown == Toggle{8, true});
  CHECK(rig.like.state().confirmed == Toggle{7, false});
  CHECK(rig.like.state().status.pending);
  CHECK(rig.client.busy());
  rig.poll();
  rig.reply("/v1/like", like_answer(12, true));
  CHECK(rig.like.state().shown == Toggle{12, true});
  CHECK(rig.like.state().confirmed == Toggle{12, true});
  CHECK_FALSE(rig.like.state().status.pending);
  CHECK_FALSE(rig.client.busy());
}

TEST_CASE("a write carries token, key, page and the wished state") {
  LikeRig rig;
  rig.like.toggle();
  rig.poll();
  const HttpRequest& request = rig.transport.last();
  CHECK(request.method == "POST");
  CHECK(request.url == "https://c.example/v1/like");
  CHECK(member(request.body, "token").size() == 43);
  CHECK(member(request.body, "key").size() == 22);
  CHECK(member(request.body, "site") == "shop");
  CHECK(member(request.body, "on") == "true");
  CHECK(request.body.find(R"("page":{"key":"mug","address":"https://shop.example/"})") != std::string::npos);
}

TEST_CASE("the token is made at the first action and kept for the next") {
  LikeRig rig;
  CHECK(rig.storage.values.empty());
  rig.like.toggle();
  const std::string token = rig.storage.values[kTokenKey];
  CHECK(token.size() == 43);
  CHECK(rig.random_used == 32 + 16);
  rig.poll();
  CHECK(member(rig.transport.last().body, "token") == token);
}

TEST_CASE("a storage that refuses does not keep the reader from acting") {
  LikeRig rig;
  rig.storage.full = true;
  rig.like.toggle();
  rig.poll();
  const std::string token = member(rig.transport.last().body, "token");
  rig.lose("/v1/like");
  rig.poll(10'000);
  CHECK(member(rig.transport.last().body, "token") == token);
  rig.reply("/v1/like", like_answer(8, true));
  CHECK(rig.like.state().confirmed == Toggle{8, true});
}

TEST_CASE("a refusal shows what is confirmed and says why") {
  LikeRig rig;
  rig.like.toggle();
  rig.poll();
  rig.refuse("/v1/like", 403, ErrorCode::kBlocked);
  CHECK(rig.like.state().shown == Toggle{7, false});
  CHECK_FALSE(rig.like.state().status.pending);
  CHECK(rig.like.state().status.error->code == ErrorCode::kBlocked);
  CHECK_FALSE(rig.client.busy());
  rig.like.toggle();
  rig.poll();
  rig.reply("/v1/like", like_answer(8, true));
  CHECK_FALSE(rig.like.state().status.error.has_value());
}

TEST_CASE("a lost write is repeated byte for byte until it is answered") {
  LikeRig rig;
  rig.like.toggle();
  rig.poll();
  const std::string body = rig.transport.last().body;
  for (int attempt = 0; attempt < 5; ++attempt) {
    CHECK(rig.lose("/v1/like"));
    CHECK(rig.like.state().shown == Toggle{8, true});
    CHECK(rig.like.state().status.pending);
    rig.poll(61'000);
    CHECK(rig.transport.last().body == body);
  }
  rig.reply("/v1/like", like_answer(8, true));
  CHECK_FALSE(rig.like.state().status.pending);
  CHECK_FALSE(rig.like.state().status.error.has_value());
}

TEST_CASE("pauses between attempts double up to a minute, half of each at random") {
  for (int failures = 1; failures < 12; ++failures) {
    const std::int64_t full = std::min<std::int64_t>(60'000, std::int64_t{1000} << (failures - 1));
    Rig rig;
    LikeButton like(rig.client, {keyed("mug")});
    like.toggle();
    rig.poll();
    std::int64_t due = 0;
    for (int i = 0; i < failures; ++i) {
      CHECK(rig.transport.answer("/v1/like", Error{ErrorCode::kTimeout, "", 0}));
      rig.poll();
      due = rig.now;
      while (rig.transport.count("/v1/like") == static_cast<std::size_t>(i) + 1) rig.poll(50);
    }
    CHECK(rig.now - due >= full / 2 - 50);
    CHECK(rig.now - due <= full + 50);
  }
}

TEST_CASE("Retry-After is obeyed, and the wait is explained") {
  LikeRig rig;
  rig.like.toggle();
  rig.poll();
  rig.refuse("/v1/like", 429, ErrorCode::kRateLimited, 120'000);
  CHECK(rig.like.state().status.pending);
  CHECK(rig.like.state().shown == Toggle{8, true});
  CHECK(rig.like.state().status.error->code == ErrorCode::kRateLimited);
  rig.client.refresh();
  rig.poll(119'000);
  CHECK(rig.transport.count("/v1/like") == 1);
  rig.poll(1'001);
  CHECK(rig.transport.count("/v1/like") == 2);
}

TEST_CASE("one lost attempt is not worth a word to the reader, a second is") {
  LikeRig rig;
  rig.like.toggle();
  rig.poll();
  rig.lose("/v1/like");
  CHECK_FALSE(rig.like.state().status.error.has_value());
  rig.poll(2'000);
  rig.lose("/v1/like");
  CHECK(rig.like.state().status.error->code == ErrorCode::kNetwork);
}

TEST_CASE("a server that keeps failing over one action is given up on, and the next action goes out") {
  LikeRig rig;
  rig.like.toggle();
  FanCounter fans(rig.client, {keyed("mug"), ""});
  fans.toggle();
  for (int attempt = 0; attempt < 8; ++attempt) {
    rig.poll(61'000);
    CHECK(rig.refuse("/v1/like", 500, ErrorCode::kInternal));
  }
  CHECK(rig.like.state().shown == Toggle{7, false});
  CHECK(rig.like.state().status.error->code == ErrorCode::kInternal);
  CHECK(rig.transport.count("/v1/fan") == 1);
}

TEST_CASE("writes go out one after the other, in the order of the actions") {
  LikeRig rig;
  ShareBar share(rig.client, {keyed("mug"), {Network::kX}, {}, {}, {}});
  FanCounter fans(rig.client, {keyed("mug"), ""});
  rig.like.toggle();
  share.share(Network::kX);
  fans.toggle();
  rig.poll();
  CHECK(rig.transport.count("/v1/share") == 0);
  rig.lose("/v1/like");
  rig.poll(2'000);
  rig.reply("/v1/like", like_answer(8, true));
  CHECK(rig.transport.count("/v1/share") == 1);
  CHECK(rig.transport.count("/v1/fan") == 0);
  rig.reply("/v1/share", R"({"page":"mug","network":"x","count":4,"total":9})");
  CHECK(rig.transport.count("/v1/fan") == 1);
  CHECK(share.state().total == 9);
  CHECK(share.state().networks[0].count == 4);
}

TEST_CASE("a wish taken back before it left sends nothing") {
  LikeRig rig;
  rig.like.toggle();
  rig.like.toggle();
  CHECK(rig.like.state().shown == Toggle{7, false});
  CHECK_FALSE(rig.like.state().status.pending);
  rig.poll();
  CHECK(rig.transport.count("/v1/like") == 0);
}

TEST_CASE("a wish changed while the first is under way is sent once that is answered") {
  LikeRig rig;
  rig.like.toggle();
  rig.poll();
  const std::string first = member(rig.transport.last().body, "key");
  rig.like.toggle();
  CHECK(rig.like.state().shown == Toggle{7, false});
  rig.poll();
  CHECK(rig.transport.count("/v1/like") == 1);
  rig.reply("/v1/like", like_answer(8, true));
  CHECK(rig.like.state().shown == Toggle{7, false});
  CHECK(rig.transport.count("/v1/like") == 2);
  CHECK(member(rig.transport.last().body, "on") == "false");
  CHECK(member(rig.transport.last().body, "key") != first);
  rig.reply("/v1/like", like_answer(7, false));
  CHECK(rig.like.state().shown == Toggle{7, false});
  CHECK_FALSE(rig.like.state().status.pending);
}

TEST_CASE("any number of changes of mind while one is under way ends in at most one more write") {
  LikeRig rig;
  rig.like.toggle();
  rig.poll();
  for (int i = 0; i < 10; ++i) rig.like.toggle();
  rig.reply("/v1/like", like_answer(8, true));
  CHECK(rig.transport.count("/v1/like") == 1);
  CHECK(rig.like.state().shown == Toggle{8, true});
  CHECK_FALSE(rig.client.busy());
}

TEST_CASE("a refusal takes back the wishes that waited behind it") {
  LikeRig rig;
  rig.like.toggle();
  rig.poll();
  rig.like.toggle();
  rig.refuse("/v1/like", 403, ErrorCode::kNotAllowed);
  CHECK(rig.like.state().shown == Toggle{7, false});
  CHECK_FALSE(rig.client.busy());
  CHECK(rig.transport.count("/v1/like") == 1);
}

TEST_CASE("asking for what is so already sends nothing") {
  LikeRig rig;
  rig.like.set_liked(false);
  rig.poll();
  CHECK(rig.transport.count("/v1/like") == 0);
}

TEST_CASE("a like before the first answer is counted once that comes") {
  Rig rig;
  LikeButton like(rig.client, {keyed("mug")});
  like.toggle();
  CHECK(like.state().shown == Toggle{1, true});
  rig.poll();
  rig.reply_items(like_item(7));
  CHECK(like.state().shown == Toggle{8, true});
  rig.reply("/v1/like", like_answer(8, true));
  CHECK(like.state().shown == Toggle{8, true});
}

TEST_CASE("a widget that is gone still has its action sent, and a new one sees it under way") {
  Rig rig;
  {
    LikeButton like(rig.client, {keyed("mug")});
    rig.poll();
    rig.reply_items(like_item(7));
    like.toggle();
  }
  rig.poll();
  CHECK(rig.transport.count("/v1/like") == 1);
  LikeButton again(rig.client, {keyed("mug")});
  CHECK(again.state().shown == Toggle{8, true});
  CHECK(again.state().status.pending);
  rig.reply("/v1/like", like_answer(8, true));
  CHECK_FALSE(again.state().status.pending);
}

TEST_CASE("more waiting actions than the queue holds are refused at once") {
  Rig rig;
  FanCounter fans(rig.client, {keyed("mug"), ""});
  std::vector<LikeButton> buttons;
  for (int i = 0; i < 101; ++i) {
    buttons.emplace_back(rig.client, LikeOptions{keyed("product-" + std::to_string(i))});
    buttons.back().toggle();
  }
  CHECK(buttons[99].state().shown.on);
  CHECK_FALSE(buttons[100].state().shown.on);
  CHECK(buttons[100].state().status.error->code == ErrorCode::kUnavailable);
}

TEST_CASE("an answer that a proxy made is judged by its status") {
  LikeRig rig;
  rig.like.toggle();
  rig.poll();
  CHECK(rig.transport.answer("/v1/like", HttpResponse{502, 0, "<html>bad gateway"}));
  rig.poll();
  CHECK(rig.like.state().status.pending);
  rig.poll(2'000);
  CHECK(rig.transport.answer("/v1/like", HttpResponse{403, 0, "<html>forbidden"}));
  rig.poll();
  CHECK_FALSE(rig.like.state().status.pending);
  CHECK(rig.like.state().status.error->code == ErrorCode::kNotAllowed);
}
