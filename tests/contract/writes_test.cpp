#include <doctest/doctest.h>

#include "world.hpp"

using namespace parvis::test;

TEST_CASE("a like is one element of a set, however often it is wished") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  CHECK(ana.like(true).body == json{{"page", "mug"}, {"count", 1}, {"liked", true}});
  CHECK(ana.like(true).body["count"] == 1);
  CHECK(ben.like(true).body["count"] == 2);
  CHECK(ana.like(false).body == json{{"page", "mug"}, {"count", 1}, {"liked", false}});
  CHECK(ana.like(false).body["count"] == 1);
  CHECK(world.item("like")["count"] == 1);
  CHECK(world.item("like", "other")["count"] == 0);
  CHECK(world.counts_hold());
}

TEST_CASE("a share counts once for each visitor, network and page") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  ana.act("share", {{"network", "x"}});
  CHECK(ana.act("share", {{"network", "x"}}).body["count"] == 1);
  CHECK(ana.act("share", {{"network", "copy"}}).body ==
        json{{"page", "mug"}, {"network", "copy"}, {"count", 1}, {"total", 2}});
  CHECK(ben.act("share", {{"network", "x"}}).body["count"] == 2);
  ben.act("share", {{"network", "x"}}, "other");
  const json item = world.item("share;n=reddit,x");
  CHECK(item["networks"] == json::parse(R"([["reddit",0],["x",2]])"));
  CHECK(item["total"] == 3);
  CHECK(world.counts_hold());
}

TEST_CASE("fans belong to the site or to one community of it") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  CHECK(ana.act("fan", {{"on", true}}).body == json{{"community", ""}, {"count", 1}, {"joined", true}});
  CHECK(ben.act("fan", {{"community", "potters"}, {"on", true}}).body["count"] == 1);
  CHECK(ana.act("fan", {{"community", "potters"}, {"on", true}}).body["count"] == 2);
  CHECK(ana.act("fan", {{"community", "potters"}, {"on", false}}).body["count"] == 1);
  CHECK(world.item("fans;c=potters", "any page")["count"] == 1);
  CHECK(world.item("fans")["count"] == 1);
  CHECK(world.counts_hold());
}

TEST_CASE("a comment comes back as everybody will see it") {
  World world;
  Visitor ana(world, 1);
  const Reply reply = ana.act("comment", {{"name", "Ana"}, {"text", "I *love* it\n\n- a\n- b"}});
  REQUIRE(reply.status == 200);
  const json& comment = reply.body["comment"];
  CHECK(reply.body["total"] == 1);
  CHECK(comment["name"] == "Ana");
  CHECK(comment["tag"].get<std::string>().size() == 4);
  CHECK(comment["at"] == world.now.load());
  CHECK(comment["body"] == json::parse(R"([["p","I ",["em","love"]," it"],["ul",["li","a"],["li","b"]]])"));
  CHECK(world.item("comments")["comments"] == json::array({comment}));
}

TEST_CASE("an author's mark is the same under every name, and another for another author") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const auto tag = [](Visitor& visitor, const char* name) {
    return visitor.act("comment", {{"name", name}, {"text", "x"}}).body["comment"]["tag"].get<std::string>();
  };
  CHECK(tag(ana, "Ana") == tag(ana, "Ben"));
  CHECK(tag(ana, "Ana") != tag(ben, "Ana"));
}

TEST_CASE("replies stand below their parents, oldest first, to any depth") {
  World world;
  Visitor ana(world, 1);
  const std::string root = ana.comment("root");
  const std::string first = ana.comment("first", root), second = ana.comment("second", root);
  const std::string below = ana.comment("below first", first);
  const std::string newer = ana.comment("newer root");
  const json thread = world.item("comments");
  CHECK(ids_of(thread) == std::vector<std::string>{newer, root, first, below, second});
  CHECK(thread["comments"][3]["depth"] == 2);
  CHECK(thread["comments"][3]["parent"] == first);
  CHECK(thread["comments"][1]["replies"] == 2);
  CHECK(ids_of(world.item("comments;o=oldest")) ==
        std::vector<std::string>{root, first, below, second, newer});
}

TEST_CASE("a conversation may nest a thousand levels deep") {
  World world;
  Visitor ana(world, 1);
  std::string parent = ana.comment("root");
  for (int i = 0; i < 1'000; ++i) parent = ana.comment("deeper", parent);
  REQUIRE(!parent.empty());
  std::vector<std::string> seen;
  std::string after;
  do {
    const json page = world.item("comments;after=" + after);
    for (const std::string& id : ids_of(page)) seen.push_back(id);
    after = page["next"];
  } while (!after.empty());
  CHECK(seen.size() == 1'001);
  CHECK(seen.back() == parent);
  CHECK(ana.remove(parent).body["total"] == 1'000);
  CHECK(world.counts_hold());
}

TEST_CASE("deleting leaves a tombstone only where there are replies") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const std::string root = ana.comment("secret root"), reply = ben.comment("reply", root);
  const Reply removed = ana.remove(root);
  CHECK(removed.body["total"] == 1);
  const json& tomb = removed.body["comment"];
  CHECK(tomb["status"] == "deleted");
  CHECK(!tomb.contains("name"));
  CHECK(!tomb.contains("tag"));
  CHECK(world.item("comments").dump().find("secret") == std::string::npos);
  CHECK(ids_of(world.item("comments")) == std::vector<std::string>{root, reply});

  CHECK(ben.remove(reply).body["comment"].is_null());
  CHECK(ids_of(world.item("comments")).empty());
  CHECK(world.item("comments")["total"] == 0);
  CHECK(world.counts_hold());
}

TEST_CASE("only its author deletes a comment, and twice is once") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const std::string id = ana.comment("mine");
  const Reply other = ben.remove(id);
  CHECK(other.status == 403);
  CHECK(other.code() == 27);
  CHECK(ana.remove(id).status == 200);
  CHECK(ana.remove(id).status == 200);
  CHECK(world.item("comments")["total"] == 0);
}

TEST_CASE("nobody answers what is gone, or what stands on another page") {
  World world;
  Visitor ana(world, 1);
  const std::string root = ana.comment("root"), reply = ana.comment("reply", root);
  ana.remove(root);
  const Reply gone = ana.act("comment", {{"text", "x"}, {"parent", root}});
  CHECK(gone.status == 404);
  CHECK(gone.field() == "parent");
  CHECK(ana.act("comment", {{"text", "x"}, {"parent", reply}}, "other").status == 404);
  CHECK(ana.act("comment", {{"text", "x"}, {"parent", "0000000000000000"}}).status == 404);
  CHECK(ana.act("comment", {{"text", "x"}, {"parent", "../../etc"}}).status == 404);
}

TEST_CASE("a comment's likes are a set too") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const std::string id = ana.comment("like me");
  CHECK(ben.like_comment(id, true).body == json{{"id", id}, {"likes", 1}, {"down", 0}, {"vote", 1}});
  CHECK(ben.like_comment(id, true).body["likes"] == 1);
  CHECK(ana.like_comment(id, true).body["likes"] == 2);
  CHECK(world.item("comments")["comments"][0]["likes"] == 2);
  CHECK(ben.like_comment(id, false).body["likes"] == 1);
  CHECK(ben.like_comment("0000000000000000", true).status == 404);
  CHECK(world.counts_hold());
}

TEST_CASE("one page goes by one key, whichever way it is named") {
  World world;
  Visitor ana(world, 1), ben(world, 2), eva(world, 3);
  const auto like = [&](Visitor& who, const json& page) {
    return who.act("like", {{"on", true}, {"page", page}}).body;
  };
  const json first = like(ana, {{"address", "http://shop.example/a/?fbclid=1&id=2#x"}});
  CHECK(first["page"] == "shop.example/a?id=2");
  CHECK(like(ben, {{"key", "shop.example/a?id=2"}})["count"] == 2);
  CHECK(like(eva, {{"canonical", "https://SHOP.example:443/a?id=2"},
                   {"address", "https://shop.example/other"}})["count"] == 3);
}
