#include <doctest/doctest.h>

#include <thread>

#include "rules/limits.hpp"
#include "world.hpp"

using namespace parvis::test;

TEST_CASE("the same key with the same wish answers the same again and changes nothing") {
  World world;
  Visitor ana(world, 1);
  const json body = ana.body({{"text", "once"}, {"name", "Ana"}});
  const Reply first = world.post("/v1/comment", body);
  world.now += 1'000;
  const Reply again = world.post("/v1/comment", body);
  CHECK(again.status == 200);
  CHECK(again.body == first.body);
  CHECK(world.item("comments")["total"] == 1);
}

TEST_CASE("an old wish sent again does not come true again") {
  World world;
  Visitor ana(world, 1);
  const json on = ana.body({{"on", true}});
  world.post("/v1/like", on);
  ana.like(false);
  const Reply replay = world.post("/v1/like", on);
  CHECK(replay.body["count"] == 1);
  CHECK(world.item("like")["count"] == 0);
}

TEST_CASE("the same key with another wish is refused") {
  World world;
  Visitor ana(world, 1);
  json body = ana.body({{"on", true}});
  world.post("/v1/like", body);
  json other = body;
  SUBCASE("another value") { other["on"] = false; }
  SUBCASE("another page") { other["page"] = {{"key", "other"}}; }
  const Reply reply = world.post("/v1/like", other);
  CHECK(reply.status == 422);
  CHECK(reply.code() == 30);
  CHECK(world.post("/v1/fan", body).code() == 30);
  CHECK(world.item("like")["count"] == 1);
}

TEST_CASE("the same wish may be written in other bytes") {
  World world;
  Visitor ana(world, 1);
  const json body = ana.body({{"on", true}, {"page", {{"address", "https://shop.example/a?utm_medium=x"}}}});
  const Reply first = world.post("/v1/like", body);
  json other = body;
  other["page"] = {{"key", first.body["page"]}};
  other["lang"] = "fr";
  other["unknown"] = {1, 2, 3};
  CHECK(world.post("/v1/like", other).body == first.body);
}

TEST_CASE("keys belong to one visitor") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  CHECK(ana.act("like", {{"on", true}, {"key", "same"}}).body["count"] == 1);
  CHECK(ben.act("like", {{"on", true}, {"key", "same"}}).body["count"] == 2);
}

TEST_CASE("a refused wish may be tried again under its key") {
  World world;
  Visitor ana(world, 1);
  world.post(
      "/v1/owner/thread",
      {{"site", "shop"}, {"owner_key", world.owner_key}, {"page", {{"key", "mug"}}}, {"closed", true}});
  const json body = ana.body({{"text", "hello"}});
  CHECK(world.post("/v1/comment", body).status == 409);
  world.post(
      "/v1/owner/thread",
      {{"site", "shop"}, {"owner_key", world.owner_key}, {"page", {{"key", "mug"}}}, {"closed", false}});
  CHECK(world.post("/v1/comment", body).status == 200);
}

TEST_CASE("the same write sent by many at once happens once") {
  World world;
  Visitor ana(world, 1);
  const json body = ana.body({{"text", "once"}});
  std::vector<std::string> answers(16);
  std::vector<std::thread> senders;
  for (std::string& answer : answers)
    senders.emplace_back([&world, &body, &answer] { answer = world.post("/v1/comment", body).text; });
  for (std::thread& sender : senders) sender.join();
  for (const std::string& answer : answers) CHECK(answer == answers[0]);
  CHECK(world.item("comments")["total"] == 1);
}

TEST_CASE("keys of switches are forgotten after their time, a few with each write; a comment keeps its own") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const json comment = ana.body({{"text", "once"}});
  const std::string posted = world.post("/v1/comment", comment).text;
  std::vector<json> likes;
  for (int i = 0; i < 10; ++i) {
    likes.push_back(ana.body({{"on", true}}, "page " + std::to_string(i)));
    world.post("/v1/like", likes.back());
    ana.like(false, "page " + std::to_string(i));
    ++world.now;
  }
  const auto come_true_again = [&] {
    int again = 0;
    for (int i = 0; i < 10; ++i) {
      bool kept = false;
      (void)world.store().read([&](parvis::server::Reader& reader) {
        kept =
            reader.saved_write(1, likes[static_cast<std::size_t>(i)]["key"].get<std::string>()).has_value();
      });
      again += kept ? 0 : 1;
    }
    return again;
  };
  world.now += parvis::server::limits::kKeyKept - 10;
  ben.like(true);
  CHECK(come_true_again() == 0);
  world.now += 10;
  ben.like(false);
  CHECK(come_true_again() == 2);  // of ten pairs of likes and unlikes the first four writes
  for (int i = 0; i < 8; ++i) ben.like(i % 2 == 0);
  CHECK(come_true_again() == 10);
  CHECK(world.post("/v1/like", likes[0]).body["count"] == 1);
  CHECK(world.item("like", "page 0")["count"] == 1);
  CHECK(world.post("/v1/comment", comment).text == posted);
  CHECK(world.item("comments")["total"] == 1);
  CHECK(world.counts_hold());
}
