// Which kept answers a write ends: those about what it shows on, and no others.
#include <doctest/doctest.h>

#include "world.hpp"

using namespace parvis::test;
using parvis::server::SeenVersions;
using parvis::server::Versions;

namespace {

class Kept {
 public:
  Kept(World& world, const std::string& page)
      : versions_(world.store().versions()), seen_(versions_.start()) {
    versions_.see(seen_, Versions::page(page));
  }
  bool still_true() const { return versions_.still_true(seen_); }

 private:
  const Versions& versions_;
  SeenVersions seen_;
};

}  // namespace

TEST_CASE("a write ends the kept answers about the page that it shows on, and no others") {
  World world;
  world.set({{"down_votes", true}});
  Visitor ana(world, 1), ben(world, 2);
  const std::string id = ana.comment("hello");
  const std::string other = ana.comment("elsewhere", "", "lamp");
  ben.like(true);

  const auto ends_only_mug = [&](const char* what, const std::function<Reply()>& act) {
    CAPTURE(what);
    const Kept mug(world, "mug"), lamp(world, "lamp");
    CHECK(act().status == 200);
    CHECK(!mug.still_true());
    CHECK(lamp.still_true());
  };
  ends_only_mug("like", [&] { return ana.like(true); });
  ends_only_mug("share", [&] { return ana.act("share", {{"network", "x"}}); });
  ends_only_mug("vote", [&] { return ben.vote(id, 1); });
  ends_only_mug("vote against", [&] { return ben.vote(id, -1); });
  ends_only_mug("reaction to a comment", [&] {
    return ben.act("comment/react", {{"id", id}, {"reaction", "\u2764\uFE0F"}, {"on", true}});
  });
  ends_only_mug("reaction to the page", [&] {
    return ben.act("comment/react", {{"id", ""}, {"reaction", "\u2764\uFE0F"}, {"on", true}});
  });
  ends_only_mug("edit", [&] { return ana.act("comment/edit", {{"id", id}, {"text", "hello again"}}); });
  for (const char* deed : {"hide", "restore", "pin", "unpin", "feature", "unfeature"})
    ends_only_mug(deed, [&] { return world.owner("comment", {{"id", id}, {"do", deed}}); });
  for (const bool closed : {true, false})
    ends_only_mug("thread", [&] {
      return world.owner("thread", {{"page", {{"key", "mug"}}}, {"closed", closed}});
    });
  ends_only_mug("delete", [&] { return ana.remove(id); });
  ends_only_mug("undo", [&] { return ana.act("comment/restore", {{"id", id}}); });
}

TEST_CASE("what nobody sees ends no kept answer") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const std::string id = ana.comment("hello");
  const Kept mug(world, "mug");
  ben.act("comment/report", {{"id", id}, {"reason", "spam"}});
  world.owner("reports", json::object());
  world.owner("history", {{"id", id}});
  world.owner("settings", json::object());
  world.owner("visitor", {{"comment", id}, {"blocked", true}});
  CHECK(mug.still_true());
}

TEST_CASE("what shows everywhere ends all kept answers") {
  World world;
  Visitor ana(world, 1);
  const std::string id = ana.comment("hello");
  const auto ends_all = [&](const std::function<Reply()>& act) {
    const Kept lamp(world, "lamp");
    CHECK(act().status == 200);
    CHECK(!lamp.still_true());
  };
  ends_all([&] { return world.owner("role", {{"comment", id}, {"role", "team"}}); });
  ends_all([&] { return world.set({{"down_votes", true}}); });
  ends_all([&] { return world.post("/v1/me/forget", {{"token", ana.token}}); });
}
