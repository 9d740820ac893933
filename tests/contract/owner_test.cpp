#include <doctest/doctest.h>

#include "rules/sites.hpp"
#include "rules/system.hpp"
#include "world.hpp"

using namespace parvis::test;

namespace {

Reply move_page(World& world, const json& was, const json& now) {
  return world.post("/v1/owner/page",
                    {{"site", "shop"}, {"owner_key", world.owner_key}, {"was", was}, {"page", now}});
}

}  // namespace

TEST_CASE("a page that moved keeps its counts under its new address, and the old one leads to it") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  ana.like(true, "old");
  ana.act("share", {{"network", "x"}}, "old");
  const std::string id = ana.comment("hello", "", "old");
  const Reply moved =
      move_page(world, {{"key", "old"}}, {{"address", "https://shop.example/new?utm_source=x"}});
  CHECK(moved.body == json{{"ok", true}, {"page", "shop.example/new"}, {"likes", 1}, {"comments", 1}});
  for (const char* key : {"old", "shop.example/new"}) {
    CHECK(world.item("like", key) == json{{"kind", "like"}, {"page", "shop.example/new"}, {"count", 1}});
    CHECK(world.item("share", key)["total"] == 1);
    CHECK(ids_of(world.item("comments", key)) == std::vector<std::string>{id});
  }
  CHECK(ben.like(true, "old").body == json{{"page", "shop.example/new"}, {"count", 2}, {"liked", true}});
  CHECK(!ben.comment("reply", id, "old").empty());
  CHECK(move_page(world, {{"key", "old"}}, {{"key", "shop.example/new"}}).body["likes"] == 2);
  CHECK(move_page(world, {{"key", "shop.example/new"}}, {{"key", "newest"}}).body["comments"] == 2);
  CHECK(world.item("like", "old")["page"] == "newest");
  CHECK(world.counts_hold());
}

TEST_CASE("what was done under the new address already is added, and nobody counts twice") {
  World world;
  Visitor ana(world, 1), ben(world, 2), eva(world, 3);
  for (Visitor* who : {&ana, &ben}) who->like(true, "old");
  for (Visitor* who : {&ben, &eva}) who->like(true, "new");
  ana.act("share", {{"network", "x"}}, "old");
  ana.act("share", {{"network", "x"}}, "new");
  ben.act("share", {{"network", "copy"}}, "new");
  const std::string first = ana.comment("first", "", "old"), second = ben.comment("second", "", "new");
  const std::string reply = eva.comment("reply", second, "new");
  eva.act("comment/vote", {{"id", second}, {"vote", 1}}, "new");
  const std::string newest_first = world.item("comments;o=best;limit=1", "new")["next"];

  CHECK(move_page(world, {{"key", "old"}}, {{"key", "new"}}).body ==
        json{{"ok", true}, {"page", "new"}, {"likes", 3}, {"comments", 3}});
  for (const char* key : {"old", "new"}) {
    CHECK(world.item("like", key)["count"] == 3);
    CHECK(world.item("share;n=x,copy", key)["networks"] == json::parse(R"([["x",1],["copy",1]])"));
    CHECK(ids_of(world.item("comments;o=oldest", key)) == std::vector<std::string>{first, second, reply});
    CHECK(ids_of(world.item("comments;o=best", key)) == std::vector<std::string>{second, reply, first});
  }
  CHECK(eva.act("comment/vote", {{"id", second}, {"vote", 0}}, "new").body["likes"] == 0);
  CHECK(ana.like(false, "new").body["count"] == 2);
  CHECK(ben.act("comment/delete", {{"id", second}}, "old").body["total"] == 2);
  CHECK(world.counts_hold());
  if (!world.restart()) return;
  CHECK(world.item("like", "old")["count"] == 2);
}

TEST_CASE("only the owner moves pages, and only ones that were used") {
  World world;
  Visitor ana(world, 1);
  ana.like(true, "old");
  const Reply unknown = move_page(world, {{"key", "never"}}, {{"key", "new"}});
  CHECK(unknown.status == 404);
  CHECK(unknown.field() == "was");
  CHECK(move_page(world, json::object(), {{"key", "new"}}).field() == "was");
  CHECK(move_page(world, {{"key", 5}}, {{"key", "new"}}).field() == "was.key");
  CHECK(move_page(world, {{"key", "old"}}, json::object()).field() == "page");
  CHECK(world
            .post("/v1/owner/page", {{"site", "shop"},
                                     {"owner_key", "wrong"},
                                     {"was", {{"key", "old"}}},
                                     {"page", {{"key", "new"}}}})
            .status == 401);
  CHECK(world.item("like", "new")["count"] == 0);
}

namespace {

Reply owner(World& world, const std::string& verb, json body) {
  body["site"] = "shop";
  body["owner_key"] = world.owner_key;
  return world.post("/v1/owner/" + verb, body);
}

}  // namespace

TEST_CASE("a hidden comment says nothing any more until the owner restores it") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const std::string id = ana.comment("rude words");
  ben.comment("answer", id);
  const json before = world.item("comments");
  for (const char* verb : {"hide", "delete"}) {
    const Reply done = owner(world, "comment", {{"id", id}, {"do", verb}});
    CHECK(done.status == 200);
    CHECK(done.body["ok"] == true);
    CHECK(done.body["total"] == 1);
    const json thread = world.item("comments");
    CHECK(thread["comments"][0]["status"] == (verb[0] == 'h' ? "hidden" : "deleted"));
    CHECK(thread.dump().find("rude") == std::string::npos);
    CHECK(owner(world, "comment", {{"id", id}, {"do", "restore"}}).body["total"] == 2);
    CHECK(world.item("comments") == before);
  }
  CHECK(world.counts_hold());
}

TEST_CASE("a comment without replies disappears when hidden and comes back when restored") {
  World world;
  Visitor ana(world, 1);
  const std::string root = ana.comment("root"), reply = ana.comment("reply", root);
  CHECK(owner(world, "comment", {{"id", reply}, {"do", "hide"}}).body["comment"].is_null());
  CHECK(ids_of(world.item("comments")) == std::vector<std::string>{root});
  owner(world, "comment", {{"id", root}, {"do", "hide"}});
  CHECK(ids_of(world.item("comments")).empty());
  owner(world, "comment", {{"id", reply}, {"do", "restore"}});
  CHECK(ids_of(world.item("comments")) == std::vector<std::string>{root, reply});
  CHECK(world.counts_hold());
}

TEST_CASE("what its author deleted nobody brings back") {
  World world;
  Visitor ana(world, 1);
  const std::string id = ana.comment("gone for good");
  ana.remove(id);
  CHECK(owner(world, "comment", {{"id", id}, {"do", "restore"}}).code() == 27);
  CHECK(world.item("comments")["total"] == 0);
}

TEST_CASE("a closed thread takes no comments but keeps showing them") {
  World world;
  Visitor ana(world, 1);
  const std::string id = ana.comment("before");
  CHECK(owner(world, "thread", {{"page", {{"key", "mug"}}}, {"closed", true}}).body["closed"] == true);
  CHECK(world.item("comments")["closed"] == true);
  CHECK(ana.act("comment", {{"text", "after"}}).code() == 29);
  CHECK(ana.act("comment", {{"text", "after"}, {"parent", id}}).code() == 29);
  CHECK(ana.remove(id).status == 200);
  owner(world, "thread", {{"page", {{"key", "mug"}}}, {"closed", false}});
  CHECK(!ana.comment("open again").empty());
}

TEST_CASE("a page may be closed before anybody spoke") {
  World world;
  owner(world, "thread", {{"page", {{"key", "quiet"}}}, {"closed", true}});
  CHECK(Visitor(world, 1).comment("x", "", "quiet").empty());
}

TEST_CASE("a blocked visitor can do nothing on this site until unblocked") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const std::string id = ana.comment("spam");
  CHECK(owner(world, "visitor", {{"comment", id}, {"blocked", true}}).status == 200);
  for (const Reply& reply : {ana.like(true), ana.act("comment", {{"text", "more"}}), ana.remove(id),
                             ana.act("fan", {{"on", true}}), ana.act("share", {{"network", "x"}})}) {
    CHECK(reply.status == 403);
    CHECK(reply.code() == 28);
  }
  CHECK(ben.like(true).body["count"] == 1);
  owner(world, "visitor", {{"comment", id}, {"blocked", false}});
  CHECK(ana.like(true).body["count"] == 2);
}

TEST_CASE("only the owner's key opens the owner's verbs") {
  World world;
  Visitor ana(world, 1);
  const std::string id = ana.comment("stays");
  for (const std::string& key : {std::string(43, 'A'), std::string("x")}) {
    const Reply reply =
        world.post("/v1/owner/comment", {{"site", "shop"}, {"owner_key", key}, {"id", id}, {"do", "delete"}});
    CHECK(reply.status == 401);
    CHECK(reply.code() == 33);
  }
  CHECK(world.post("/v1/owner/comment", {{"site", "shop"}, {"id", id}, {"do", "delete"}}).field() ==
        "owner_key");
  CHECK(world
            .post("/v1/owner/comment",
                  {{"site", "none"}, {"owner_key", world.owner_key}, {"id", id}, {"do", "delete"}})
            .code() == 24);
  CHECK(world
            .post("/v1/owner/comment",
                  {{"site", "shop"}, {"owner_key", world.owner_key}, {"id", id}, {"do", "delete"}},
                  {{"origin", "https://evil.example"}})
            .code() == 26);
  CHECK(owner(world, "comment", {{"id", id}, {"do", "explode"}}).field() == "do");
  CHECK(owner(world, "comment", {{"id", "0000000000000000"}, {"do", "hide"}}).code() == 25);
  CHECK(world.item("comments")["total"] == 1);
}

TEST_CASE("one site's owner has no power over another's comments") {
  World world;
  Visitor ana(world, 1);
  const std::string id = ana.comment("stays");
  const auto other = parvis::server::add_site(world.store(), "other", {}, parvis::server::system_random);
  const Reply reply =
      world.post("/v1/owner/comment",
                 {{"site", "other"}, {"owner_key", other.value().owner_key}, {"id", id}, {"do", "hide"}});
  CHECK(reply.code() == 25);
  CHECK(ana.act("comment/vote", {{"id", id}, {"vote", 1}, {"site", "other"}}).code() == 25);
  CHECK(world.item("comments")["total"] == 1);
}
