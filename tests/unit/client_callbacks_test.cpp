#include <doctest/doctest.h>

#include <memory>

#include "../support/client_rig.hpp"

using namespace parvis;
using namespace parvis::test;

TEST_CASE("on_change is called at the end of a poll in which the state changed, and only then") {
  Rig rig;
  LikeButton like(rig.client, {keyed("mug")});
  int changes = 0;
  like.on_change([&] { ++changes; });
  rig.poll();
  CHECK(changes == 0);
  rig.reply_items(like_item(7));
  CHECK(changes == 1);
  rig.poll();
  CHECK(changes == 1);
  like.toggle();
  CHECK(changes == 1);
  rig.poll();
  CHECK(changes == 2);
}

TEST_CASE("a like in one button calls the other's on_change") {
  Rig rig;
  LikeButton one(rig.client, {keyed("mug")});
  LikeButton two(rig.client, {keyed("mug")});
  rig.poll();
  rig.reply_items(like_item(7));
  int changes = 0;
  two.on_change([&] { changes += two.state().shown.on ? 1 : 0; });
  one.toggle();
  rig.poll();
  CHECK(changes == 1);
}

TEST_CASE(
    "verbs may be called from on_change; their effect is told with the next poll, which is wanted at once") {
  Rig rig;
  LikeButton like(rig.client, {keyed("mug")});
  int changes = 0;
  like.on_change([&] {
    if (++changes == 1) like.toggle();
  });
  rig.poll();
  rig.transport.answer("/v1/read",
                       HttpResponse{200, 0, R"({"now":1,"build":"b","items":[)" + like_item(7) + "]}"});
  const std::int64_t due = rig.poll();
  CHECK(changes == 1);
  CHECK(due == rig.now);
  rig.poll(0);
  CHECK(changes == 2);
  CHECK(rig.transport.count("/v1/like") == 1);
}

TEST_CASE("poll from on_change is refused") {
  Rig rig;
  LikeButton like(rig.client, {keyed("mug")});
  std::int64_t inner = 0;
  like.on_change([&] { inner = rig.client.poll(rig.now + 1'000'000); });
  rig.poll();
  rig.reply_items(like_item(7));
  CHECK(inner == Client::kNever);
}

TEST_CASE("widgets may be destroyed and made inside on_change, their own included") {
  Rig rig;
  auto one = std::make_unique<LikeButton>(rig.client, LikeOptions{keyed("mug")});
  auto two = std::make_unique<LikeButton>(rig.client, LikeOptions{keyed("mug")});
  std::unique_ptr<CommentThread> three;
  int changes = 0;
  const std::string captured(100, 'x');  // freed with the callback
  one->on_change([&, captured] {
    one.reset();
    two.reset();
    three = std::make_unique<CommentThread>(rig.client, ThreadOptions{keyed("mug")});
    changes += captured.size() == 100 ? 1 : 0;
  });
  two->on_change([&] { changes += 10; });
  rig.poll();
  rig.reply_items(like_item(7));
  CHECK(changes == 1);
  rig.poll();
  CHECK(rig.transport.last().url.find("e=comments") != std::string::npos);
}

TEST_CASE("the client may be destroyed inside on_change") {
  WatchedStorage storage;
  HeldTransport transport;
  auto client = std::make_unique<Client>(ClientOptions{kServer, "shop", "en", {}, 0}, transport, storage);
  LikeButton like(*client, {keyed("mug")});
  like.on_change([&] { client.reset(); });
  client->poll(1);
  transport.answer("/v1/read",
                   HttpResponse{200, 0, R"({"now":1,"build":"b","items":[)" + like_item(7) + "]}"});
  CHECK(client->poll(2) == Client::kNever);
  CHECK(like.state().shown.count == 7);
}

TEST_CASE("widgets that outlive their client keep their last state and do nothing") {
  WatchedStorage storage;
  HeldTransport transport;
  auto client = std::make_unique<Client>(ClientOptions{kServer, "shop", "en", {}, 0}, transport, storage);
  LikeButton like(*client, {keyed("mug")});
  ShareBar share(*client, {keyed("mug"), {}, {}, {}, {}});
  FanCounter fans(*client, {keyed("mug"), ""});
  CommentThread thread(*client, {keyed("mug")});
  client->poll(1);
  client.reset();
  like.toggle();
  fans.toggle();
  share.share(Network::kX);
  share.set_mastodon_instance("mastodon.social");
  share.cancel_instance();
  thread.set_draft("hello");
  thread.post();
  thread.set_sort(Sort::kBest);
  thread.load_more();
  CHECK_FALSE(like.state().shown.on);
  CHECK(thread.state().draft.empty());
  CHECK(storage.values.empty());
  transport.answer("/v1/read", HttpResponse{200, 0, "{}"});
  transport.poll();
}

TEST_CASE("a moved widget goes on where the old one stood") {
  Rig rig;
  LikeButton one(rig.client, {keyed("mug")});
  int changes = 0;
  one.on_change([&] { ++changes; });
  LikeButton two = std::move(one);
  LikeButton other(rig.client, {keyed("cup")});
  other = std::move(two);
  rig.poll();
  CHECK(rig.transport.last().url.find("cup") == std::string::npos);
  rig.reply_items(like_item(7));
  CHECK(changes == 1);
  CHECK(other.state().shown.count == 7);
}
