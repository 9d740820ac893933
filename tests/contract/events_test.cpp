#include <doctest/doctest.h>

#include "world.hpp"

using namespace parvis::test;

namespace {

// The data of each event in a stream's text.
std::vector<json> events_in(const std::string& text) {
  std::vector<json> events;
  for (std::size_t at = text.find("data: "); at != std::string::npos; at = text.find("data: ", at + 1))
    events.push_back(json::parse(text.substr(at + 6, text.find('\n', at) - at - 6), nullptr, false));
  return events;
}

std::string last_id_in(const std::string& text) {
  const auto at = text.rfind("id: ");
  return at == std::string::npos ? "" : text.substr(at + 4, text.find('\n', at) - at - 4);
}

Reply watch(World& world, const Query& more, const Headers& headers = {}) {
  Query query{{"site", "shop"}, {"p", "mug"}};
  query.insert(query.end(), more.begin(), more.end());
  return world.get("/v1/events", query, headers);
}

}  // namespace

TEST_CASE("every write tells those who watch its page what everybody may see") {
  World world;
  Visitor ana(world, 1);
  const Reply start = watch(world, {});
  CHECK(start.status == 200);
  CHECK(start.headers.at("content-type") == "text/event-stream; charset=utf-8");
  CHECK(start.headers.at("cache-control") == "no-store");
  CHECK(events_in(start.text).empty());

  ana.like(true);
  ana.like(true, "lamp");
  ana.act("share", {{"network", "x"}});
  ana.act("fan", {{"community", ""}, {"on", true}});
  const std::string id = ana.comment("hello");
  ana.remove(id);
  const Reply told = watch(world, {{"after", last_id_in(start.text)}});
  const auto events = events_in(told.text);
  CHECK(events.size() == 5);
  if (events.size() != 5) return;
  CHECK(events[0] == json({{"type", "like"}, {"page", "mug"}, {"count", 1}}));
  CHECK(events[1] ==
        json({{"type", "share"}, {"page", "mug"}, {"network", "x"}, {"count", 1}, {"total", 1}}));
  CHECK(events[2] == json({{"type", "fans"}, {"community", ""}, {"count", 1}}));
  CHECK(events[3]["type"] == "comment");
  CHECK(events[3]["page"] == "mug");
  CHECK(events[3]["total"] == 1);
  CHECK(events[3]["comment"]["id"] == id);
  CHECK(events[4] ==
        json({{"type", "delete"}, {"page", "mug"}, {"total", 0}, {"id", id}, {"comment", nullptr}}));
  CHECK(told.text.find(ana.token) == std::string::npos);
}

TEST_CASE("a repeated write and a refused one are told to nobody") {
  World world;
  Visitor ana(world, 1);
  const std::string start = last_id_in(watch(world, {}).text);
  const json body = ana.body({{"on", true}});
  world.post("/v1/like", body);
  world.post("/v1/like", body);
  ana.remove("nosuchcomment");
  CHECK(events_in(watch(world, {{"after", start}}).text).size() == 1);
}

TEST_CASE("the id that a browser sends by itself counts more than the one in the address") {
  World world;
  Visitor ana(world, 1);
  const std::string start = last_id_in(watch(world, {}).text);
  ana.like(true);
  const std::string later = last_id_in(watch(world, {}).text);
  CHECK(events_in(watch(world, {{"after", start}}, {{"last-event-id", later}}).text).empty());
  CHECK(watch(world, {{"after", "old.5"}}).text.starts_with("event: reset\n"));
}

TEST_CASE("watching takes a known site and at least one page") {
  World world;
  CHECK(world.get("/v1/events", {{"site", "nobody"}, {"p", "mug"}}).status == 404);
  CHECK(world.get("/v1/events", {{"site", "shop"}}).field() == "p");
  CHECK(world.get("/v1/events", {{"site", "shop"}, {"p", ""}}).status == 422);
  CHECK(world.get("/v1/events", {{"address", "https://shop.example/a"}, {"p", "mug"}}).status == 200);
  CHECK(world.get("/v1/events", {{"p", "mug"}}, {{"origin", "https://shop.example"}}).status == 200);
  Query many{{"site", "shop"}};
  for (int i = 0; i < 101; ++i) many.emplace_back("p", "page" + std::to_string(i));
  CHECK(world.get("/v1/events", many).status == 422);
}

TEST_CASE(
    "votes, reactions, edits and what moderators do are told too, and an answer names the newest of them") {
  World world;
  Visitor ana(world, 1);
  const std::string id = ana.comment("hello");
  const std::string start = last_id_in(watch(world, {}).text);
  ana.vote(id, 1);
  ana.act("comment/react", {{"id", id}, {"reaction", "👏"}, {"on", true}});
  ana.act("comment/edit", {{"id", id}, {"text", "changed"}});
  world.owner("comment", {{"id", id}, {"do", "hide"}});
  world.owner("comment", {{"id", id}, {"do", "restore"}});
  world.owner("comment", {{"id", id}, {"do", "pin"}});
  world.owner("thread", {{"page", {{"key", "mug"}}}, {"closed", true}});
  const Reply told = watch(world, {{"after", start}});
  const auto events = events_in(told.text);
  CHECK(events.size() == 7);
  if (events.size() != 7) return;
  CHECK(events[0] == json({{"type", "vote"}, {"page", "mug"}, {"id", id}, {"likes", 1}, {"down", 0}}));
  CHECK(events[1]["type"] == "react");
  CHECK(events[1]["id"] == id);
  CHECK(events[1]["reactions"] == json::parse(R"([["👏",1]])"));
  CHECK(events[2]["type"] == "edit");
  CHECK(events[2]["comment"]["body"] == json::parse(R"([["p","changed"]])"));
  CHECK(events[3]["type"] == "delete");
  CHECK(events[4]["type"] == "comment");
  CHECK(events[5]["comment"]["pinned"] == true);
  CHECK(events[6] == json({{"type", "thread"}, {"page", "mug"}, {"closed", true}}));

  const Query query{{"site", "shop"}, {"page", "mug"}, {"e", "comments"}};
  const Reply read = world.get("/v1/read", query);
  CHECK(read.body["items"][0]["event"] == last_id_in(told.text));
  ana.like(true, "another page");
  CHECK(world.get("/v1/read", query, {{"if-none-match", read.headers.at("etag")}}).status == 304);
}
