#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "world.hpp"

using namespace parvis::test;

namespace {

// Reads to the end, calling `between` after every page.
std::vector<std::string> read_all(World& world, const std::string& options,
                                  const std::function<void()>& between) {
  std::vector<std::string> seen;
  std::string after;
  do {
    const json page = world.item("comments;" + options + ";after=" + after);
    if (!page.contains("comments")) return {};
    for (const std::string& id : ids_of(page)) seen.push_back(id);
    after = page["next"];
    between();
  } while (!after.empty() && seen.size() < 10'000);
  return seen;
}

bool unique(const std::vector<std::string>& ids) {
  return std::set<std::string>(ids.begin(), ids.end()).size() == ids.size();
}

}  // namespace

TEST_CASE("pages neither skip nor repeat while others post") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  std::vector<std::string> posted;
  for (int i = 0; i < 23; ++i) {
    posted.push_back(ana.comment("old " + std::to_string(i)));
    world.now += i % 3;
  }
  int more = 0;
  const auto post = [&] {
    if (++more < 20) ben.comment("new");
  };
  SUBCASE("newest first: the new ones come before the first page") {
    const auto seen = read_all(world, "o=newest;limit=5", post);
    CHECK(seen == std::vector<std::string>(posted.rbegin(), posted.rend()));
  }
  SUBCASE("oldest first: the new ones come at the end") {
    const auto seen = read_all(world, "o=oldest;limit=5", post);
    CHECK(unique(seen));
    CHECK(std::equal(posted.begin(), posted.end(), seen.begin()));
  }
  SUBCASE("most liked: the ranking of the first page holds to the end") {
    for (int i = 0; i < 8; ++i) ana.like_comment(posted[static_cast<std::size_t>(i * 2)], true);
    int likes = 0;
    const auto seen = read_all(world, "o=best;limit=5", [&] {
      post();
      ben.like_comment(posted[static_cast<std::size_t>(22 - ++likes)], true);
      world.now += 40'000;
    });
    CHECK(unique(seen));
    CHECK(seen.size() == 23);
    for (int i = 0; i < 8; ++i)
      CHECK(seen[static_cast<std::size_t>(i)] == posted[static_cast<std::size_t>(i * 2)]);
  }
}

TEST_CASE("most liked comes first, and older first among equals") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const std::string a = ana.comment("a"), b = ana.comment("b"), c = ana.comment("c");
  ana.like_comment(c, true);
  ben.like_comment(c, true);
  ana.like_comment(b, true);
  CHECK(ids_of(world.item("comments;o=best")) == std::vector<std::string>{c, b, a});
  const std::string reply = ana.comment("reply", a);
  ben.like_comment(a, true);
  CHECK(ids_of(world.item("comments;o=best")) == std::vector<std::string>{c, a, reply, b});
}

TEST_CASE("comments deleted between two pages are left out, the others all come") {
  World world;
  Visitor ana(world, 1);
  std::vector<std::string> posted;
  for (int i = 0; i < 12; ++i) posted.push_back(ana.comment("x"));
  std::string order;
  SUBCASE("by time") { order = "o=oldest"; }
  SUBCASE("ranked") { order = "o=best"; }
  const json page = world.item("comments;limit=4;" + order);
  CHECK(ids_of(page) == std::vector<std::string>(posted.begin(), posted.begin() + 4));
  ana.remove(posted[5]);
  std::vector<std::string> expected(posted.begin() + 4, posted.end());
  expected.erase(expected.begin() + 1);
  const json rest = world.item("comments;limit=20;" + order + ";after=" + page["next"].get<std::string>());
  CHECK(ids_of(rest) == expected);
  CHECK(rest["next"] == "");
}

TEST_CASE("a comment with more replies than fit goes on at the start of the next page") {
  World world;
  Visitor ana(world, 1);
  const std::string early = ana.comment("early"), busy = ana.comment("busy");
  std::vector<std::string> expected{busy};
  for (int i = 0; i < 450; ++i) expected.push_back(ana.comment("reply", busy));
  expected.push_back(early);
  SUBCASE("by time") {
    CHECK(read_all(world, "o=newest", [] {}) == expected);
  }
  SUBCASE("ranked") {
    ana.like_comment(busy, true);
    CHECK(read_all(world, "o=best", [] {}) == expected);
    CHECK(read_all(world, "o=best;limit=1", [] {}) == expected);
  }
  SUBCASE("ranked, while the other one overtakes it") {
    ana.like_comment(busy, true);
    Visitor ben(world, 2), cleo(world, 3);
    const auto seen = read_all(world, "o=best", [&] {
      ben.like_comment(early, true);
      cleo.like_comment(early, true);
    });
    CHECK(seen == expected);
  }
}

TEST_CASE("a cursor that is none, or of another order, is refused") {
  World world;
  Visitor ana(world, 1);
  for (int i = 0; i < 4; ++i) ana.comment("x");
  const std::string next = world.item("comments;limit=2")["next"];
  for (const std::string bad : {"x", "i.", "i.zz", "r.1.2", "r.-1.0", "r.1.2.3.4", "i.0000000000000000.u",
                                "r.99999999999999999999.1"}) {
    CAPTURE(bad);
    CHECK(world.item("comments;after=" + bad)["field"] == "after");
    CHECK(world.item("comments;after=" + bad, "never seen")["field"] == "after");
  }
  const Reply mixed =
      world.get("/v1/read", {{"site", "shop"}, {"page", "mug"}, {"e", "comments;o=best;after=" + next}});
  CHECK(mixed.status == 422);
  CHECK(mixed.field() == "after");
}

TEST_CASE("a cursor into another page's thread shows nothing of it") {
  World world;
  Visitor ana(world, 1);
  const std::string other = ana.comment("other", "", "other page");
  for (int i = 0; i < 3; ++i) ana.comment("secret reply", other, "other page");
  ana.comment("here");
  CHECK(world.item("comments;after=i." + other + ".0000000000000000").dump().find("secret") ==
        std::string::npos);
}
