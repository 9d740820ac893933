#include <doctest/doctest.h>

#include "rules/limits.hpp"
#include "rules/visits.hpp"
#include "world.hpp"

using namespace parvis::test;

namespace {

Reply moderate(World& world, const std::string& id, const char* verb) {
  return world.post("/v1/owner/comment",
                    {{"site", "shop"}, {"owner_key", world.owner_key}, {"id", id}, {"do", verb}});
}

// The post sent again, before and after a restart, tells nothing of what was written.
void check_replay_tells_nothing(World& world, const json& body, const std::string& id, const char* status) {
  for (int round = 0; round < 2; ++round) {
    const Reply replay = world.post("/v1/comment", body);
    CHECK(replay.status == 200);
    CHECK(replay.body["comment"] == json{{"id", id}, {"at", world.now.load()}, {"status", status}});
    CHECK(replay.text.find("regret") == std::string::npos);
    CHECK(replay.text.find("Ana") == std::string::npos);
    if (!world.restart()) return;
  }
}

}  // namespace

TEST_CASE("the post of a comment that is gone, sent again, answers with its tombstone") {
  World world;
  Visitor ana(world, 1);
  const json body = ana.body({{"text", "what I regret"}, {"name", "Ana"}});
  const std::string id = world.post("/v1/comment", body).body["comment"]["id"];
  SUBCASE("deleted by its author") {
    ana.remove(id);
    check_replay_tells_nothing(world, body, id, "deleted");
  }
  SUBCASE("hidden by the owner") {
    moderate(world, id, "hide");
    check_replay_tells_nothing(world, body, id, "hidden");
  }
  SUBCASE("deleted by the owner") {
    moderate(world, id, "delete");
    check_replay_tells_nothing(world, body, id, "deleted");
    moderate(world, id, "restore");
    CHECK(world.post("/v1/comment", body).body["comment"]["name"] == "Ana");
  }
  CHECK(world.counts_hold());
}

TEST_CASE("the post of a comment, sent again, answers with its likes and replies of now") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const json body = ana.body({{"text", "hello"}});
  const std::string id = world.post("/v1/comment", body).body["comment"]["id"];
  ben.like_comment(id, true);
  ben.comment("reply", id);
  const Reply replay = world.post("/v1/comment", body);
  CHECK(replay.body["comment"]["likes"] == 1);
  CHECK(replay.body["comment"]["replies"] == 1);
  CHECK(replay.body["total"] == 2);
}

TEST_CASE("the name of a deleted comment is forgotten with its text, unless another comment bears it") {
  World world;
  Visitor ana(world, 1);
  const auto name_of_ana = [&] {
    world.now += parvis::server::limits::kUndoWindow;
    (void)world.item("like");
    // Writes come one after the other: this one after what is due.
    (void)world.store().write([](parvis::server::Writer&) -> parvis::Status { return parvis::Unit{}; });
    return world.post("/v1/mine", {{"site", "shop"}, {"token", ana.token}, {"e", {"like;p=mug"}}})
        .body["name"];
  };
  const auto post = [&](const char* text, const char* page) -> std::string {
    return ana.act("comment", {{"text", text}, {"name", "Anastasia"}}, page).body["comment"]["id"];
  };
  const std::string one = post("one", "mug"), two = post("two", "lamp");
  ana.remove(one);
  CHECK(name_of_ana() == "Anastasia");
  ana.act("comment/delete", {{"id", two}}, "lamp");
  CHECK(name_of_ana() == "");
}

TEST_CASE("who has the store but not the token cannot try guesses at a text on what is kept of the write") {
  World world;
  const auto meaning_of = [&](int number) {
    Visitor visitor(world, number);
    const json body = visitor.body({{"text", "the same words"}});
    (void)world.post("/v1/comment", body);
    std::string meaning;
    (void)world.store().read([&](parvis::server::Reader& reader) {
      const auto who = reader.visitor(parvis::server::token_hash(visitor.token));
      if (const auto saved = reader.saved_write(who, body["key"].get<std::string>()))
        meaning = saved->meaning;
    });
    return meaning;
  };
  CHECK(!meaning_of(1).empty());
  CHECK(meaning_of(1) != meaning_of(2));
}
