#include <doctest/doctest.h>

#include "world.hpp"

using namespace parvis::test;

namespace {

constexpr std::int64_t kMinute = 60'000;

Reply edit(Visitor& visitor, const std::string& id, const std::string& text) {
  return visitor.act("comment/edit", {{"id", id}, {"text", text}});
}

Reply restore(Visitor& visitor, const std::string& id) {
  return visitor.act("comment/restore", {{"id", id}});
}

std::string source_of(World& world, Visitor& visitor, const std::string& id) {
  const Reply reply = world.post("/v1/mine/source", {{"site", "shop"}, {"token", visitor.token}, {"id", id}});
  return reply.status == 200 ? reply.body["text"].get<std::string>() : "code " + std::to_string(reply.code());
}

// A request of any kind lets the server do what is due.
void wait(World& world, std::int64_t ms) {
  world.now += ms;
  (void)world.item("like");
}

std::string stored_text(World& world, const std::string& id) {
  std::string text;
  // Writes come one after the other: this one after what is due.
  (void)world.store().write([&](parvis::server::Writer& writer) -> parvis::Status {
    text = writer.comment(id)->source + writer.comment(id)->name;
    for (const auto& version : writer.versions(id)) text += version.source;
    return parvis::Unit{};
  });
  return text;
}

}  // namespace

TEST_CASE(
    "one's own comment can be edited for a quarter of an hour, and what it said is kept for the owner") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const std::string id = ana.comment("teh mug");
  const auto posted = world.now.load();
  world.now += kMinute;
  const Reply edited = edit(ana, id, "the *mug*");
  CHECK(edited.status == 200);
  CHECK(edited.body["total"] == 1);
  CHECK(edited.body["comment"]["edited"] == posted + kMinute);
  CHECK(edited.body["comment"]["at"] == posted);
  CHECK(edited.body["comment"]["body"] == json::parse(R"([["p","the ",["em","mug"]]])"));
  CHECK(world.item("comments")["comments"][0] == edited.body["comment"]);
  CHECK(world.owner("history", {{"id", id}}).body["versions"] ==
        json::parse(R"([{"at":)" + std::to_string(posted) + R"(,"text":"teh mug"},{"at":)" +
                    std::to_string(posted + kMinute) + R"(,"text":"the *mug*"}])"));
  world.now = posted + 15 * kMinute - 1;
  CHECK(edit(ana, id, "last moment").status == 200);
  world.now = posted + 15 * kMinute;
  const Reply late = edit(ana, id, "too late");
  CHECK(late.status == 403);
  CHECK(late.code() == 35);
  CHECK(edit(ben, id, "not mine").code() == 27);
  CHECK(edit(ana, "0000000000000000", "none").code() == 25);
}

TEST_CASE("an edit that changes nothing leaves no mark") {
  World world;
  Visitor ana(world, 1);
  const std::string id = ana.comment("same");
  world.now += kMinute;
  CHECK(!edit(ana, id, "same").body["comment"].contains("edited"));
  CHECK(world.owner("history", {{"id", id}}).body["versions"].size() == 1);
}

TEST_CASE("the site says how long comments can be edited, and whether at all") {
  World world;
  Visitor ana(world, 1);
  const std::string id = ana.comment("x");
  CHECK(world.item("comments")["edit_ms"] == 900'000);
  CHECK(world.set({{"edit_window_s", 0}}).status == 200);
  CHECK(!world.item("comments").contains("edit_ms"));
  CHECK(edit(ana, id, "y").code() == 35);
  world.set({{"edit_window_s", 86'400}});
  world.now += 3'600'000;
  CHECK(edit(ana, id, "y").status == 200);
}

TEST_CASE("in a closed thread nothing is edited") {
  World world;
  Visitor ana(world, 1);
  const std::string id = ana.comment("x");
  world.owner("thread", {{"page", {{"key", "mug"}}}, {"closed", true}});
  CHECK(edit(ana, id, "y").code() == 29);
}

TEST_CASE("the author alone reads the source of a comment") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const std::string id = ana.comment("**bold** @Ben");
  CHECK(source_of(world, ana, id) == "**bold** @Ben");
  CHECK(source_of(world, ben, id) == "code 27");
  CHECK(source_of(world, ana, "0000000000000000") == "code 25");
  ana.remove(id);
  CHECK(source_of(world, ana, id) == "code 25");
}

TEST_CASE("a deleted comment can be brought back for five minutes, then its text is erased") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const json body = ana.body({{"text", "what I regret"}, {"name", "Ana"}});
  const json before = world.post("/v1/comment", body).body["comment"];
  const std::string id = before["id"];
  edit(ana, id, "what I regret more");
  const json thread = world.item("comments");
  CHECK(ana.remove(id).body["comment"].is_null());
  CHECK(world.item("comments")["total"] == 0);
  CHECK(restore(ben, id).code() == 27);
  wait(world, 5 * kMinute - 1);
  SUBCASE("in time") {
    const Reply back = restore(ana, id);
    CHECK(back.status == 200);
    CHECK(back.body["comment"] == thread["comments"][0]);
    CHECK(world.item("comments") == thread);
    CHECK(restore(ana, id).status == 200);
    wait(world, 10 * kMinute);
    CHECK(world.item("comments") == thread);
  }
  SUBCASE("too late") {
    CHECK(stored_text(world, id) == "what I regret moreAnawhat I regret");
    wait(world, 1);
    CHECK(restore(ana, id).code() == 35);
    wait(world, kMinute);
    CHECK(stored_text(world, id).empty());
    CHECK(restore(ana, id).code() == 35);
    CHECK(world.owner("history", {{"id", id}}).body["versions"].empty());
  }
  CHECK(world.counts_hold());
}

TEST_CASE("what the owner hid does not come to light by being deleted and brought back") {
  World world;
  Visitor ana(world, 1);
  const std::string id = ana.comment("rude");
  SUBCASE("hidden first") {
    world.owner("comment", {{"id", id}, {"do", "hide"}});
    ana.remove(id);
  }
  SUBCASE("deleted first") {
    ana.remove(id);
    CHECK(world.owner("comment", {{"id", id}, {"do", "hide"}}).status == 200);
  }
  CHECK(restore(ana, id).body["comment"]["status"] == "hidden");
  CHECK(world.item("comments").dump().find("rude") == std::string::npos);
  CHECK(world.counts_hold());
}
