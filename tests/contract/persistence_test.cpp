#include <doctest/doctest.h>

#include "world.hpp"

using namespace parvis::test;

TEST_CASE("everything answered is there after a restart, idempotency keys too") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  ana.like(true);
  ana.act("share", {{"network", "x"}});
  ana.act("fan", {{"on", true}});
  const std::string root = ana.comment("root");
  const json body = ben.body({{"text", "reply"}, {"parent", root}, {"name", "Ben"}});
  const Reply answer = world.post("/v1/comment", body);
  ben.like_comment(root, true);
  const std::vector<std::string> all{"like", "share", "fans", "comments"};
  const json before = world.read(all), mine = ben.mine(all);
  if (!world.restart()) return;
  CHECK(world.read(all) == before);
  CHECK(ben.mine(all) == mine);
  CHECK(world.post("/v1/comment", body).body == answer.body);
  CHECK(world.read(all) == before);
  CHECK(ben.comment("after") > answer.body["comment"]["id"].get<std::string>());
  CHECK(world.counts_hold());
}
