#include <doctest/doctest.h>

#include "world.hpp"

using namespace parvis::test;

namespace {

Reply react(Visitor& visitor, const std::string& id, const std::string& emoji, bool on) {
  return visitor.act("comment/react", {{"id", id}, {"reaction", emoji}, {"on", on}});
}

Reply report(Visitor& visitor, const std::string& id, const std::string& reason) {
  return visitor.act("comment/report", {{"id", id}, {"reason", reason}, {"note", "see above"}});
}

}  // namespace

TEST_CASE("a vote is for, against or none, and one per visitor") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const std::string id = ana.comment("x");
  CHECK(ben.vote(id, -1).field() == "vote");
  CHECK(!world.item("comments").contains("down_votes"));
  world.set({{"down_votes", true}});
  CHECK(world.item("comments")["down_votes"] == true);
  CHECK(ben.vote(id, -1).body == json{{"id", id}, {"likes", 0}, {"down", 1}, {"vote", -1}});
  CHECK(ben.vote(id, -1).body["down"] == 1);
  CHECK(ana.vote(id, 1).body == json{{"id", id}, {"likes", 1}, {"down", 1}, {"vote", 1}});
  CHECK(ben.mine({"comments"})["items"][0]["down"] == json::array({id}));
  CHECK(ben.vote(id, 1).body == json{{"id", id}, {"likes", 2}, {"down", 0}, {"vote", 1}});
  CHECK(ben.mine({"comments"})["items"][0]["liked"] == json::array({id}));
  CHECK(ben.mine({"comments"})["items"][0]["down"].empty());
  CHECK(ben.vote(id, 0).body["likes"] == 1);
  CHECK(world.counts_hold());
}

TEST_CASE("votes against stay when the site stops them, and can be taken back") {
  World world;
  Visitor ana(world, 1);
  world.set({{"down_votes", true}});
  const std::string id = ana.comment("x");
  ana.vote(id, -1);
  world.set({{"down_votes", false}});
  CHECK(world.item("comments")["comments"][0]["down"] == 1);
  CHECK(ana.vote(id, 0).body["down"] == 0);
  CHECK(world.counts_hold());
}

TEST_CASE("reactions are a set per visitor, of the site's emoji in the site's order") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const std::string id = ana.comment("x");
  CHECK(world.item("comments")["reactions"] ==
        json::parse(R"([["❤️",0],["😂",0],["😮",0],["😢",0],["👏",0]])"));
  CHECK(react(ana, id, "👏", true).body ==
        json::parse(R"({"page":"mug","id":")" + id + R"(","reactions":[["👏",1]]})"));
  CHECK(react(ana, id, "👏", true).body["reactions"] == json::parse(R"([["👏",1]])"));
  CHECK(react(ben, id, "❤️", true).body["reactions"] == json::parse(R"([["❤️",1],["👏",1]])"));
  CHECK(react(ben, id, "👏", true).body["reactions"] == json::parse(R"([["❤️",1],["👏",2]])"));
  CHECK(world.item("comments")["comments"][0]["reactions"] == json::parse(R"([["❤️",1],["👏",2]])"));
  CHECK(react(ben, id, "👏", false).body["reactions"] == json::parse(R"([["❤️",1],["👏",1]])"));
  CHECK(react(ben, id, "🦄", true).field() == "reaction");
  CHECK(react(ben, "0000000000000000", "👏", true).code() == 25);
  CHECK(ben.mine({"comments"})["items"][0]["reacted"] == json::parse(R"([[")" + id + R"(","❤️"]])"));
  CHECK(world.counts_hold());
}

TEST_CASE("the page itself takes reactions too") {
  World world;
  Visitor ana(world, 1);
  CHECK(react(ana, "", "😮", false).status == 200);
  CHECK(
      react(ana, "", "😮", true).body ==
      json::parse(
          R"({"page":"mug","id":"","reactions":[["❤️",0],["😂",0],["😮",1],["😢",0],["👏",0]]})"));
  CHECK(world.item("comments")["reactions"][2] == json::parse(R"(["😮",1])"));
  const json mine = ana.mine({"comments"})["items"][0];
  CHECK(mine["page_reacted"] == json::array({"😮"}));
  CHECK(mine["reacted"].empty());
  CHECK(world.counts_hold());
}

TEST_CASE("a site chooses its reactions, or none") {
  World world;
  Visitor ana(world, 1);
  react(ana, "", "😮", true);
  CHECK(world.set({{"reactions", {"👍🏽", "🏳️‍🌈"}}}).status == 200);
  CHECK(world.item("comments")["reactions"] == json::parse(R"([["👍🏽",0],["🏳️‍🌈",0]])"));
  CHECK(react(ana, "", "😮", false).status == 200);
  CHECK(world.set({{"reactions", json::array()}}).status == 200);
  CHECK(!world.item("comments").contains("reactions"));
  CHECK(react(ana, "", "👍🏽", true).field() == "reaction");
  CHECK(world.counts_hold());
}

TEST_CASE("settings are held to their form, and a refused one changes nothing") {
  World world;
  const json before = world.owner("settings", json::object()).body["settings"];
  CHECK(before ==
        json::parse(
            R"({"reactions":["❤️","😂","😮","😢","👏"],"image_hosts":[],"down_votes":false,)"
            R"("edit_window_s":900,"close_after_days":0,"webhook_url":""})"));
  const json wrong = json::parse(R"([
    {"reactions":["ab"]}, {"reactions":["❤️❤️"]}, {"reactions":["❤️","❤️"]}, {"reactions":"❤️"}, {"reactions":[1]},
    {"reactions":["1"]}, {"reactions":["😀","😁","😂","🤣","😃","😄","😅","😆","😉"]}, {"down_votes":1},
    {"edit_window_s":-1}, {"edit_window_s":"9"}, {"close_after_days":40000}, {"image_hosts":["a/b"]},
    {"image_hosts":["https://a.example"]}, {"image_hosts":["a.example:99"]}, {"webhook_url":"ftp://a.example"},
    {"webhook_secret":"mine"}, {"colour":"red"}])");
  for (const json& one : wrong) {
    CAPTURE(one.dump());
    const Reply reply = world.set(one);
    CHECK(reply.status == 422);
    CHECK(reply.field() == one.begin().key());
  }
  CHECK(world.owner("settings", json::object()).body["settings"] == before);
}

TEST_CASE("the webhook's secret is told once") {
  World world;
  const Reply first = world.set({{"webhook_url", "https://hooks.example/x"}});
  CHECK(first.body["webhook_secret"].get<std::string>().size() == 43);
  CHECK(first.text.find("webhook_secret") != std::string::npos);
  CHECK(!world.set({{"webhook_url", "https://hooks.example/y"}}).body.contains("webhook_secret"));
  CHECK(world.owner("settings", json::object()).text.find("secret") == std::string::npos);
}

TEST_CASE("a reader reports a comment once, and the owner sees who thought what of which") {
  World world;
  Visitor ana(world, 1), ben(world, 2), cleo(world, 3);
  const std::string id = ana.comment("buy this");
  CHECK(report(ben, id, "spam").body == json{{"ok", true}});
  CHECK(report(ben, id, "abuse").body == json{{"ok", true}});
  world.now += 1;
  CHECK(report(cleo, id, "other").status == 200);
  CHECK(report(cleo, "0000000000000000", "spam").code() == 25);
  const json reports = world.owner("reports", json::object()).body["reports"];
  REQUIRE(reports.size() == 2);
  CHECK(reports[0]["reason"] == "other");
  CHECK(reports[1]["reason"] == "spam");
  CHECK(reports[1]["note"] == "see above");
  CHECK(reports[1]["id"] == id);
  CHECK(reports[1]["page"] == "mug");
  CHECK(reports[1]["comment"]["id"] == id);
  CHECK(reports[1]["by"].get<std::string>().size() == 4);
}
