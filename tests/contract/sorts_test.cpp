#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <set>

#include "world.hpp"

using namespace parvis::test;

namespace {

constexpr const char* kSorts[] = {"newest", "oldest", "best", "discussed", "controversial"};

std::size_t index_of(const std::vector<std::string>& ids, const std::string& id) {
  return static_cast<std::size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin());
}

}  // namespace

TEST_CASE("best trusts many votes more than few, and knows votes against") {
  World world;
  world.set({{"down_votes", true}});
  Visitor ana(world, 0);
  const std::string none = ana.comment("no votes"), one = ana.comment("one for"),
                    many = ana.comment("nine for, one against"), mixed = ana.comment("two for, two against"),
                    against = ana.comment("one against"), replied = ana.comment("no votes, a reply");
  ana.comment("reply", replied);
  std::vector<std::unique_ptr<Visitor>> voters;
  for (int i = 1; i <= 10; ++i) voters.push_back(std::make_unique<Visitor>(world, i));
  const auto vote = [&](const std::string& id, int up, int down) {
    for (int i = 0; i < up + down; ++i) voters[static_cast<std::size_t>(i)]->vote(id, i < up ? 1 : -1);
  };
  vote(one, 1, 0);
  vote(many, 9, 1);
  vote(mixed, 2, 2);
  vote(against, 0, 1);
  const auto seen = ids_of(world.item("comments;o=best"));
  CHECK(seen[0] == many);
  CHECK(seen[1] == one);
  CHECK(seen[2] == mixed);
  CHECK(seen[3] == replied);
  CHECK(seen[5] == none);
  CHECK(seen[6] == against);
}

TEST_CASE("discussed counts all that was said below, controversial the votes that disagree") {
  World world;
  world.set({{"down_votes", true}});
  Visitor ana(world, 1), ben(world, 2), cleo(world, 3), dan(world, 4);
  const std::string quiet = ana.comment("quiet"), wide = ana.comment("two answers"),
                    deep = ana.comment("three in a row");
  ana.comment("1", wide);
  ana.comment("2", wide);
  const std::string below = ana.comment("1", ana.comment("2", deep));
  const std::string last = ana.comment("3", below);
  const auto roots = [&](const std::string& sort) {
    std::vector<std::string> ids;
    const json thread = world.item("comments;o=" + sort);
    for (const json& comment : thread["comments"])
      if (!comment.contains("parent")) ids.push_back(comment["id"]);
    return ids;
  };
  CHECK(roots("discussed") == std::vector<std::string>{deep, wide, quiet});
  ana.remove(last);
  ana.remove(below);
  CHECK(roots("discussed") == std::vector<std::string>{wide, deep, quiet});
  for (Visitor* visitor : {&ana, &ben, &cleo, &dan}) visitor->vote(deep, 1);
  ana.vote(quiet, 1);
  ben.vote(quiet, -1);
  cleo.vote(wide, -1);
  CHECK(roots("controversial") == std::vector<std::string>{quiet, deep, wide});
}

TEST_CASE(
    "paging in every order shows what was there exactly once, while others post, vote and pin nothing") {
  for (const char* sort : kSorts) {
    for (unsigned seed = 1; seed <= 3; ++seed) {
      CAPTURE(sort);
      CAPTURE(seed);
      World world;
      world.set({{"down_votes", true}});
      std::mt19937 random(seed);
      const auto below = [&](std::size_t end) { return static_cast<std::size_t>(random() % end); };
      std::vector<std::unique_ptr<Visitor>> people;
      for (int i = 0; i < 6; ++i) people.push_back(std::make_unique<Visitor>(world, i));
      const auto somebody = [&]() -> Visitor& { return *people[below(people.size())]; };
      std::vector<std::string> all;
      const auto post = [&] {
        const bool answer = !all.empty() && below(3) > 0;
        all.push_back(somebody().comment("x", answer ? all[below(all.size())] : ""));
        world.now += static_cast<std::int64_t>(below(3));
      };
      const auto vote = [&] { somebody().vote(all[below(all.size())], static_cast<int>(below(3)) - 1); };
      for (int i = 0; i < 60; ++i) post();
      for (int i = 0; i < 60; ++i) vote();
      const std::set<std::string> there(all.begin(), all.end());

      std::vector<std::string> seen;
      std::string after;
      do {
        const std::string limit = std::to_string(1 + below(5));
        const json page =
            world.item("comments;o=" + std::string(sort) + ";limit=" + limit + ";after=" + after);
        REQUIRE(page.contains("comments"));
        for (const std::string& id : ids_of(page)) seen.push_back(id);
        after = page["next"];
        for (std::size_t i = below(4); i > 0; --i) post();
        for (std::size_t i = below(6); i > 0; --i) vote();
        world.now += static_cast<std::int64_t>(below(20'000));
      } while (!after.empty() && seen.size() < 2'000);
      CHECK(std::set<std::string>(seen.begin(), seen.end()).size() == seen.size());
      for (const std::string& id : there) CHECK(std::find(seen.begin(), seen.end(), id) != seen.end());
      CHECK(world.counts_hold());
    }
  }
}

TEST_CASE("pinned comments come first in every order and are not repeated later") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  std::vector<std::string> ids;
  for (int i = 0; i < 9; ++i) ids.push_back(ana.comment("x"));
  const std::string reply = ben.comment("reply", ids[4]);
  const auto pin = [&](const std::string& id, const char* verb) {
    return world.owner("comment", {{"id", id}, {"do", verb}});
  };
  CHECK(pin(ids[4], "pin").body["comment"]["pinned"] == true);
  CHECK(pin(ids[6], "pin").status == 200);
  CHECK(pin(reply, "pin").field() == "id");
  for (const char* sort : kSorts) {
    CAPTURE(sort);
    std::vector<std::string> seen;
    std::string after;
    do {
      const json page = world.item("comments;limit=2;o=" + std::string(sort) + ";after=" + after);
      REQUIRE(page.contains("comments"));
      for (const std::string& id : ids_of(page)) seen.push_back(id);
      after = page["next"];
    } while (!after.empty() && seen.size() < 100);
    CHECK(seen.size() == 10);
    CHECK(std::set<std::string>(seen.begin(), seen.end()).size() == 10);
    CHECK(std::vector<std::string>(seen.begin(), seen.begin() + 3) ==
          std::vector<std::string>{ids[6], ids[4], reply});
  }
  pin(ids[4], "unpin");
  CHECK(index_of(ids_of(world.item("comments;o=oldest")), ids[4]) == 5);
  CHECK(pin(ids[0], "feature").body["comment"]["featured"] == true);
  CHECK(!pin(ids[0], "unfeature").body["comment"].contains("featured"));
}

TEST_CASE("of one page only so many comments are pinned") {
  World world;
  Visitor ana(world, 1);
  for (int i = 0; i < 11; ++i) {
    const std::string id = ana.comment("x");
    CHECK(world.owner("comment", {{"id", id}, {"do", "pin"}}).status == (i < 10 ? 200 : 422));
  }
}
