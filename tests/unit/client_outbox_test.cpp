#include <doctest/doctest.h>

#include "../support/client_rig.hpp"

using namespace parvis;
using namespace parvis::test;

TEST_CASE("an action is kept on the device from the start, and forgotten once it is answered") {
  Rig rig;
  LikeButton like(rig.client, {keyed("mug")});
  CHECK(rig.storage.values.empty());
  like.toggle();
  CHECK(rig.storage.values[kOutboxKey].find("like") != std::string::npos);
  rig.poll();
  CHECK(rig.storage.values.count(kOutboxKey) == 1);
  rig.reply("/v1/like", like_answer(1, true));
  CHECK(rig.storage.values.count(kOutboxKey) == 0);
  CHECK(rig.storage.values.size() == 1);
}

TEST_CASE("a program that ends while its first request is under way sends it again under the same key") {
  Rig first;
  LikeButton before(first.client, {keyed("mug")});
  before.toggle();
  first.poll();
  const std::string body = first.transport.last().body;

  WatchedStorage storage;
  storage.values = first.storage.values;
  HeldTransport transport;
  Client client({kServer, "shop", "en", {}, 0}, transport, storage);
  client.poll(1);
  CHECK(transport.last().body == body);
}

TEST_CASE("actions that could not be sent survive the program and are sent once, under the same keys") {
  std::map<std::string, std::string> disk;
  std::string like_body;
  {
    Rig rig;
    LikeButton like(rig.client, {keyed("mug")});
    FanCounter fans(rig.client, {keyed("mug"), "team"});
    like.toggle();
    rig.poll();
    like_body = rig.transport.last().body;
    rig.lose("/v1/like");
    fans.toggle();
    disk = rig.storage.values;
  }
  const std::string token = disk[kTokenKey];
  CHECK(disk[kOutboxKey].find("fan") != std::string::npos);
  CHECK(disk[kOutboxKey].find(token) == std::string::npos);

  WatchedStorage storage;
  storage.values = disk;
  HeldTransport transport;
  ClientOptions options;
  options.server = kServer;
  options.site = "shop";
  options.reread_every_ms = 0;
  Client client(options, transport, storage);
  CHECK(client.busy());
  client.poll(5);
  CHECK(transport.sent.size() == 1);
  CHECK(transport.last().body == like_body);
  transport.answer("/v1/like", HttpResponse{200, 0, like_answer(1, true)});
  client.poll(6);
  CHECK(transport.last().url == "https://c.example/v1/fan");
  transport.answer("/v1/fan", HttpResponse{200, 0, R"({"community":"team","count":3,"joined":true})"});
  client.poll(7);
  CHECK_FALSE(client.busy());
  CHECK(transport.sent.size() == 2);
  CHECK(storage.values.count(kOutboxKey) == 0);
}

TEST_CASE("the answer to an action from the last run shows in the widgets of this one") {
  Rig first;
  LikeButton before(first.client, {keyed("mug")});
  before.toggle();
  first.poll();
  first.lose("/v1/like");

  WatchedStorage storage;
  storage.values = first.storage.values;
  HeldTransport transport;
  Client client({kServer, "shop", "en", {}, 0}, transport, storage);
  LikeButton like(client, {keyed("mug")});
  client.poll(1);
  transport.answer("/v1/read",
                   HttpResponse{200, 0, R"({"now":1,"build":"b","items":[)" + like_item(7) + "]}"});
  client.poll(2);
  transport.answer("/v1/like", HttpResponse{200, 0, like_answer(8, true)});
  client.poll(3);
  CHECK(like.state().shown == Toggle{8, true});
}

TEST_CASE("an outbox that is broken, or whose token is gone, is left alone") {
  for (const char* broken :
       {"", "nonsense", "{}", "[1,2]", R"([["like"]])", R"([["nonsense","{}"]])", R"([["like","{}"]])"}) {
    WatchedStorage storage;
    storage.values[kTokenKey] = std::string(43, 'T');
    storage.values[kOutboxKey] = broken;
    HeldTransport transport;
    Client client({kServer, "shop", "en", {}, 0}, transport, storage);
    client.poll(1);
    CHECK(transport.sent.empty());
  }
  WatchedStorage storage;
  storage.values[kOutboxKey] = R"([["like","{\"key\":\"k\",\"on\":true}"]])";
  HeldTransport transport;
  Client client({kServer, "shop", "en", {}, 0}, transport, storage);
  CHECK_FALSE(client.busy());
}

TEST_CASE("a refused action leaves the outbox") {
  Rig rig;
  LikeButton like(rig.client, {keyed("mug")});
  like.toggle();
  rig.poll();
  rig.lose("/v1/like");
  CHECK(rig.storage.values.count(kOutboxKey) == 1);
  rig.poll(2'000);
  rig.refuse("/v1/like", 403, ErrorCode::kBlocked);
  CHECK(rig.storage.values.count(kOutboxKey) == 0);
}

TEST_CASE("a wish taken back leaves the outbox too") {
  Rig rig;
  LikeButton like(rig.client, {keyed("mug")});
  FanCounter fans(rig.client, {keyed("mug"), "team"});
  like.toggle();
  rig.poll();
  rig.lose("/v1/like");
  fans.toggle();
  CHECK(rig.storage.values[kOutboxKey].find("fan") != std::string::npos);
  fans.set_joined(false);
  // Before the first answer nothing is known of the reader, so the opposite wish is sent, not dropped.
  CHECK(rig.storage.values[kOutboxKey].find(R"(\"on\":false)") != std::string::npos);
  CHECK(rig.storage.values[kOutboxKey].find("fan") == rig.storage.values[kOutboxKey].rfind("fan"));
}
