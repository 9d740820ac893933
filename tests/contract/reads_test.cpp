#include <doctest/doctest.h>

#include "world.hpp"

using namespace parvis::test;

TEST_CASE("a page that nobody knows yet reads as zeros") {
  World world;
  const json items = world.read({"like", "share;n=x,copy", "fans", "comments"}, "never seen");
  REQUIRE(items.size() == 4);
  CHECK(items[0] == json{{"kind", "like"}, {"page", "never seen"}, {"count", 0}});
  CHECK(items[1]["total"] == 0);
  CHECK(items[1]["networks"] == json::parse(R"([["x",0],["copy",0]])"));
  CHECK(items[2] == json{{"kind", "fans"}, {"community", ""}, {"count", 0}});
  CHECK(items[3]["total"] == 0);
  CHECK(items[3]["comments"].empty());
  CHECK(items[3]["next"] == "");
}

TEST_CASE("items come in the order asked, repeated where asked twice") {
  World world;
  const json items = world.read({"fans;c=b", "like", "fans;c=a", "like;p=other"});
  REQUIRE(items.size() == 4);
  CHECK(items[0]["community"] == "b");
  CHECK(items[2]["community"] == "a");
  CHECK(items[3]["page"] == "other");
}

TEST_CASE("a share without networks gets the default set") {
  World world;
  CHECK(world.item("share")["networks"].size() == 9);
}

TEST_CASE("what is shared is the address asked for, else the page's own without tracking") {
  World world;
  const Reply reply = world.get("/v1/read", {{"address", "https://shop.example/a/?utm_source=x&id=2#top"},
                                             {"e", "share"},
                                             {"e", "share;u=https%3A%2F%2Fshop.example%2Fb;t=A%20mug"}});
  REQUIRE(reply.status == 200);
  CHECK(reply.body["items"][0]["url"] == "https://shop.example/a/?id=2");
  CHECK(reply.body["items"][1]["url"] == "https://shop.example/b");
  CHECK(reply.body["items"][1]["title"] == "A mug");
}

TEST_CASE("the site is found by the page's address, whatever the port where the port is a wildcard") {
  World world;
  CHECK(world.get("/v1/read", {{"address", "https://shop.example/x"}, {"e", "like"}}).status == 200);
  CHECK(world.get("/v1/read", {{"address", "http://localhost:4711/x"}, {"e", "like"}}).status == 200);
  const Reply elsewhere = world.get("/v1/read", {{"address", "https://else.example/x"}, {"e", "like"}});
  CHECK(elsewhere.status == 404);
  CHECK(elsewhere.code() == 24);
  CHECK(world.get("/v1/read", {{"page", "mug"}, {"e", "like"}}).code() == 24);
  CHECK(world.get("/v1/read", {{"page", "mug"}, {"site", "nobody"}, {"e", "like"}}).code() == 24);
}

TEST_CASE("reads and paints are revalidated by their ETag, which does not know the time") {
  World world;
  for (const char* path : {"/v1/read", "/v1/paint"}) {
    const Query query{{"site", "shop"}, {"page", "mug"}, {"e", "like"}, {"e", "fans"}};
    const Reply first = world.get(path, query);
    REQUIRE(first.status == 200);
    const std::string tag = first.headers.at("etag");
    CHECK(first.headers.at("cache-control") == "public, max-age=0, must-revalidate");
    world.now += 3'600'000;
    const Reply again = world.get(path, query, {{"if-none-match", tag}});
    CHECK(again.status == 304);
    CHECK(again.text.empty());
    CHECK(again.headers.at("etag") == tag);
    CHECK(world.get(path, query, {{"if-none-match", "\"old\", W/" + tag}}).status == 304);
    Visitor(world, path[4]).like(true);
    const Reply changed = world.get(path, query, {{"if-none-match", tag}});
    CHECK(changed.status == 200);
    CHECK(changed.headers.at("etag") != tag);
  }
}

TEST_CASE("a paint with comments is a new version each minute, for it tells relative times") {
  World world;
  const Query query{{"site", "shop"}, {"page", "mug"}, {"e", "comments"}};
  const std::string tag = world.get("/v1/paint", query).headers.at("etag");
  CHECK(world.get("/v1/paint", query, {{"if-none-match", tag}}).status == 304);
  world.now += 61'000;
  CHECK(world.get("/v1/paint", query, {{"if-none-match", tag}}).status == 200);
}

TEST_CASE("a paint carries the read's items and the drawing of each") {
  World world;
  Visitor ana(world, 1);
  ana.like(true);
  ana.comment("Hello");
  const Query query{{"site", "shop"}, {"page", "mug"}, {"e", "like"},
                    {"e", "share"},   {"e", "fans"},   {"e", "comments"}};
  const json read = world.get("/v1/read", query).body;
  json paint = world.get("/v1/paint", query).body;
  CHECK(paint["format"] == 1);
  CHECK(paint["words"]["delete"] == "Delete");
  CHECK(paint["build"] == read["build"]);
  for (std::size_t i = 0; i < 4; ++i) {
    json& item = paint["items"][i];
    CHECK(item["paint"].contains("c"));
    const bool toggles = i == 0 || i == 2;
    CHECK(item.contains("toggle") == toggles);
    if (toggles) {
      for (const char* look : {"off", "on", "mine", "unmine"}) CHECK(item["toggle"][look].contains("o"));
    }
    item.erase("paint");
    item.erase("toggle");
  }
  CHECK(paint["items"] == read["items"]);
}

TEST_CASE("a paint speaks the language asked for") {
  World world;
  const auto paint = [&](const char* language) {
    return world
        .get("/v1/paint",
             {{"site", "shop"}, {"page", "m"}, {"lang", language}, {"e", "like"}, {"e", "comments"}})
        .text;
  };
  for (const char* french : {"fr", "fr-CA"}) CHECK(paint(french).find("J’aime") != std::string::npos);
  CHECK(paint("en").find("J’aime") == std::string::npos);
  CHECK(paint("tlh").find("Like") != std::string::npos);
  CHECK(paint("tlh, iw;q=0.9,fr") == paint("he"));
  CHECK(paint("zh-CN").find(R"("lang":"zh-Hans"})") != std::string::npos);
  CHECK(paint("ar").find(R"("lang":"ar","dir":"rtl")") != std::string::npos);
}

TEST_CASE("a paint is drawn with a webmaster's own words, and only that one") {
  World world;
  const auto paint = [&](const char* words) {
    return world
        .get("/v1/paint", {{"site", "shop"}, {"page", "m"}, {"lang", "fr"}, {"words", words}, {"e", "like"}})
        .text;
  };
  CHECK(paint(R"({"like.label":"<b>Top</b>","no.such.key":"x"})").find("<b>Top</b>") != std::string::npos);
  CHECK(paint(R"({"like.count.one":"no number","like.label":7})") == paint("{}"));
  CHECK(paint("{}").find("J’aime") != std::string::npos);
}

TEST_CASE("every answer may be read by any script and is never sniffed") {
  World world;
  for (const Reply& reply :
       {world.get("/v1/health", {}), world.get("/v1/read", {}), world.get("/v1/nothing", {}),
        world.post_text("/v1/like", "{"), world.get("/v1/mastodon", {})}) {
    CHECK(reply.headers.at("access-control-allow-origin") == "*");
    CHECK(reply.headers.at("access-control-expose-headers") == "Retry-After, ETag");
    CHECK(reply.headers.at("x-content-type-options") == "nosniff");
    CHECK(reply.headers.count("content-security-policy") == 1);
  }
}

TEST_CASE("mine tells what a visitor did, and nothing to a token that nobody knows") {
  World world;
  Visitor ana(world, 1), stranger(world, 2);
  ana.like(true);
  ana.act("share", {{"network", "x"}});
  ana.act("fan", {{"community", "c"}, {"on", true}});
  ana.act("comment", {{"text", "one"}, {"name", "Ana"}});
  const std::string own = ana.comment("two");
  ana.like_comment(own, true);

  const json mine = ana.mine({"like", "share", "fans;c=c", "fans", "comments"});
  CHECK(mine["name"] == "");
  CHECK(mine["items"][0] == json{{"liked", true}});
  CHECK(mine["items"][1] == json{{"shared", {"x"}}});
  CHECK(mine["items"][2] == json{{"joined", true}});
  CHECK(mine["items"][3] == json{{"joined", false}});
  CHECK(mine["items"][4]["mine"].size() == 2);
  CHECK(mine["items"][4]["liked"] == json::array({own}));

  const json nothing = stranger.mine({"like", "share", "fans;c=c", "fans", "comments"});
  CHECK(nothing["items"][0] == json{{"liked", false}});
  CHECK(nothing["items"][4] == json{{"mine", json::array()},
                                    {"liked", json::array()},
                                    {"down", json::array()},
                                    {"reacted", json::array()},
                                    {"page_reacted", json::array()}});
  parvis::server::RowId known = -1;
  (void)world.store().read([&](auto& reader) { known = reader.visitor(stranger.token); });
  CHECK(known == 0);
}

TEST_CASE("the name that a visitor signed with last is remembered for them") {
  World world;
  Visitor ana(world, 1);
  ana.act("comment", {{"text", "one"}, {"name", "  Ana  Banana "}});
  CHECK(ana.mine({"like"})["name"] == "Ana Banana");
}

TEST_CASE("the Mastodon page asks for the instance and leads there") {
  World world;
  const Reply ask =
      world.get("/v1/mastodon", {{"text", "A mug <b>\"1\"</b> https://shop.example/a?b=1&c=2"}});
  CHECK(ask.status == 200);
  CHECK(ask.headers.at("content-type") == "text/html; charset=utf-8");
  CHECK(ask.text.find("A mug &lt;b&gt;&quot;1&quot;") != std::string::npos);
  const Reply link = world.get("/v1/mastodon", {{"text", "Hi"}, {"instance", "evil.example"}});
  CHECK(link.status == 200);
  CHECK(link.headers.count("location") == 0);
  const Headers form{{"content-type", "application/x-www-form-urlencoded"}};
  const Reply go =
      world.post_text("/v1/mastodon", "instance=https%3A%2F%2FMastodon.Social%2F%40me&text=Hi+%26+you", form);
  CHECK(go.status == 303);
  CHECK(go.headers.at("location") == "https://mastodon.social/share?text=Hi%20%26%20you");
  for (const char* bad :
       {"javascript:alert(1)", "a b", "", "evil.example/@x?y", "127.0.0.1:80", "x\r\nSet-Cookie: a=b"}) {
    CAPTURE(bad);
    const Reply again = world.post_text("/v1/mastodon", "instance=" + std::string(bad), form);
    CHECK((again.status == 422 || again.headers.at("location").starts_with("https://evil.example/share?")));
  }
}
