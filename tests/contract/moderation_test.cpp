#include <doctest/doctest.h>

#include "world.hpp"

using namespace parvis::test;

namespace {

constexpr std::int64_t kDay = 86'400'000;

Reply moderate(World& world, const Visitor& visitor, const std::string& verb, json body) {
  body["site"] = "shop";
  body["token"] = visitor.token;
  return world.post("/v1/owner/" + verb, body);
}

}  // namespace

TEST_CASE("the owner gives roles, and they stand beside all that their bearers wrote") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const std::string first = ana.comment("first"), second = ana.comment("second"),
                    other = ben.comment("other");
  CHECK(world.owner("role", {{"comment", first}, {"role", "team"}}).body ==
        json{{"ok", true}, {"comment", first}, {"role", "team"}});
  const json thread = world.item("comments");
  for (const json& comment : thread["comments"])
    CHECK(comment.value("role", "") == (comment["id"] == other ? "" : "team"));
  CHECK(ana.mine({"comments"})["items"][0]["role"] == "team");
  CHECK(!ben.mine({"comments"})["items"][0].contains("role"));
  CHECK(world.owner("role", {{"comment", first}, {"role", "king"}}).field() == "role");
  CHECK(world.owner("role", {{"comment", first}, {"role", ""}}).status == 200);
  CHECK(!world.item("comments")["comments"][1].contains("role"));
}

TEST_CASE(
    "a moderator does with their token what the owner may do, but gives no roles and sees no settings") {
  World world;
  Visitor ana(world, 1), ben(world, 2), eva(world, 3);
  const std::string own = ana.comment("moderator"), rude = ben.comment("rude");
  CHECK(moderate(world, ana, "comment", {{"id", rude}, {"do", "hide"}}).status == 401);
  world.owner("role", {{"comment", own}, {"role", "moderator"}});
  CHECK(moderate(world, ana, "comment", {{"id", rude}, {"do", "hide"}}).status == 200);
  CHECK(world.item("comments")["total"] == 1);
  CHECK(moderate(world, ana, "comment", {{"id", rude}, {"do", "restore"}}).status == 200);
  CHECK(moderate(world, ana, "comment", {{"id", own}, {"do", "pin"}}).status == 200);
  CHECK(moderate(world, ana, "visitor", {{"comment", rude}, {"blocked", true}}).status == 200);
  CHECK(moderate(world, ana, "thread", {{"page", {{"key", "mug"}}}, {"closed", true}}).status == 200);
  for (const char* verb : {"role", "settings", "reports", "history"}) {
    const Reply reply = moderate(world, ana, verb, {{"comment", own}, {"id", own}, {"role", "moderator"}});
    CHECK(reply.status == 422);
    CHECK(reply.field() == "owner_key");
  }
  CHECK(moderate(world, eva, "comment", {{"id", rude}, {"do", "hide"}}).field() == "token");
  world.owner("visitor", {{"comment", own}, {"blocked", true}});
  CHECK(moderate(world, ana, "comment", {{"id", rude}, {"do", "hide"}}).status == 401);
}

TEST_CASE("a thread closes by itself so many days after its page was first seen") {
  World world;
  Visitor ana(world, 1);
  const std::string id = ana.comment("early");
  world.set({{"close_after_days", 30}});
  world.now += 30 * kDay - 1;
  CHECK(world.item("comments")["closed"] == false);
  CHECK(!ana.comment("in time").empty());
  world.now += 1;
  CHECK(world.item("comments")["closed"] == true);
  CHECK(ana.act("comment", {{"text", "late"}}).code() == 29);
  CHECK(ana.act("comment", {{"text", "late"}, {"parent", id}}).code() == 29);
  CHECK(!ana.comment("another page", "", "young").empty());
  world.set({{"close_after_days", 0}});
  CHECK(!ana.comment("open again").empty());
}

TEST_CASE("what is new since the last visit is what others wrote, oldest first") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  ben.comment("before");
  const auto left = world.now.load();
  world.now += 10;
  const std::string root = ben.comment("one"), own = ana.comment("mine"), reply = ben.comment("two", own);
  const std::string gone = ben.comment("gone");
  ben.remove(gone);
  const json mine = ana.mine({"comments;since=" + std::to_string(left)})["items"][0];
  CHECK(mine["new"] == json{{"count", 2}, {"ids", {root, reply}}});
  CHECK(!ana.mine({"comments"})["items"][0].contains("new"));
  const json stranger = Visitor(world, 9).mine({"comments;since=" + std::to_string(left)})["items"][0];
  CHECK(stranger["new"]["count"] == 3);
  CHECK(ana.mine({"comments;since=" + std::to_string(world.now.load())})["items"][0]["new"]["count"] == 0);
}

TEST_CASE("a preview is what the comment would be, and keeps nothing") {
  World world;
  Visitor ana(world, 1);
  ana.act("comment", {{"text", "x"}, {"name", "Ana B"}});
  world.set({{"image_hosts", {"i.example"}}});
  const std::string text =
      "~~a~~ ||b|| @\"Ana B\" @nobody ![i](https://i.example/1.png) "
      "![j](https://j.example/1.png)\n\n```js\nc\n```";
  const Reply preview =
      world.post("/v1/preview", {{"site", "shop"}, {"page", {{"key", "mug"}}}, {"text", text}});
  CHECK(preview.status == 200);
  CHECK(preview.body["body"] == ana.act("comment", {{"text", text}}).body["comment"]["body"]);
  const std::string tag = world.item("comments")["comments"][0]["tag"];
  CHECK(preview.body["body"] ==
        json::parse(R"([["p",["del","a"]," ",["spoiler","b"]," ",["mention","Ana B",")" + tag +
                    R"("]," @nobody ",["img","https://i.example/1.png","i"]," ",)"
                    R"(["a","https://j.example/1.png","j"]],["pre","js","c\n"]])"));
  CHECK(world.post("/v1/preview", {{"site", "shop"}, {"text", ""}}).body["body"].empty());
  CHECK(world.post("/v1/preview", {{"site", "shop"}, {"text", std::string(10'001, 'a')}}).field() == "text");
  CHECK(world.post("/v1/preview", {{"site", "none"}, {"text", "x"}}).status == 404);
}

TEST_CASE("previews are limited per network") {
  World world(true);
  int refused = 0;
  for (int i = 0; i < 70; ++i)
    refused += world.post("/v1/preview", {{"site", "shop"}, {"text", "x"}}).status == 429;
  CHECK(refused == 10);
}

TEST_CASE("a mention stays with the person that it meant, whoever takes the name later") {
  World world;
  Visitor ana(world, 1), ben(world, 2), eva(world, 3);
  const auto say = [](Visitor& visitor, const char* name, const char* text) {
    return visitor.act("comment", {{"text", text}, {"name", name}}).body["comment"];
  };
  const std::string tag = say(ana, "Ana", "hi")["tag"];
  const json mention = say(ben, "Ben", "thanks @Ana, a@Ana `@Ana`")["body"];
  CHECK(mention ==
        json::parse(R"([["p","thanks ",["mention","Ana",")" + tag + R"("],", a@Ana ",["code","@Ana"]]])"));
  say(eva, "Ana", "I am Ana now");
  CHECK(world.item("comments;o=oldest")["comments"][1]["body"] == mention);
}

TEST_CASE("a listing of pages learns their counts in one request, and the latest comments of the site") {
  World world;
  Visitor ana(world, 1);
  ana.comment("one");
  const json body =
      ana.body({{"text", "*two*"},
                {"name", "Ana"},
                {"page", {{"key", "lamp"}, {"address", "https://shop.example/lamp"}, {"title", "A lamp"}}}});
  const std::string id = world.post("/v1/comment", body).body["comment"]["id"];
  const std::string gone = ana.comment("gone");
  ana.remove(gone);
  const json items = world.read({"count;p=mug", "count;p=lamp", "count;p=none", "recent;n=2", "recent"});
  CHECK(items[0] == json{{"kind", "count"}, {"page", "mug"}, {"count", 1}});
  CHECK(items[1]["count"] == 1);
  CHECK(items[2]["count"] == 0);
  REQUIRE(items[3]["comments"].size() == 2);
  const json& latest = items[3]["comments"][0];
  CHECK(latest["id"] == id);
  CHECK(latest["page"] == "lamp");
  CHECK(latest["title"] == "A lamp");
  CHECK(latest["url"] == "https://shop.example/lamp#c-" + id);
  CHECK(latest["body"] == json::parse(R"([["p",["em","two"]]])"));
  CHECK(items[3]["comments"][1]["url"] == "");
  CHECK(items[3]["comments"][1]["title"] == "mug");
  CHECK(items[4]["comments"].size() == 2);
  const Reply paint =
      world.get("/v1/paint", {{"site", "shop"}, {"page", "mug"}, {"e", "count"}, {"e", "recent"}});
  CHECK(paint.body["items"][0]["paint"].dump().find("1 comment") != std::string::npos);
  CHECK(paint.body["items"][1]["paint"].dump().find("https://shop.example/lamp#c-" + id) !=
        std::string::npos);
}
