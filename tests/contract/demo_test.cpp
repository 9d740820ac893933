#include <doctest/doctest.h>

#include <chrono>

#include "rules/seed_demo.hpp"
#include "world.hpp"

using namespace parvis::test;

TEST_CASE("the demo shop looks lived in, and seeding it again leaves it alone") {
  World world;
  const auto read = [&](const std::string& element) {
    return world.get("/v1/read", {{"site", "demo"}, {"page", "mug"}, {"e", element}}).body["items"][0];
  };
  const auto begin = std::chrono::steady_clock::now();
  const auto first = parvis::server::seed_demo(world.store(), {world.now, {}});
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
  REQUIRE(first.ok());
  CHECK(first.value().added);
  CHECK(first.value().owner_key.size() == 43);

  CHECK(read("like")["count"] == 1'284);
  CHECK(read("fans")["count"] == 872);
  const json thread = read("comments");
  CHECK(thread["total"] == 16);
  CHECK(thread["next"] == "");
  CHECK(read("comments;o=best")["comments"][0]["likes"] == 31);
  for (const char* page : {"lamp", "notebook", "chair", "teapot", "blanket"}) {
    const json items =
        world
            .get("/v1/read",
                 {{"site", "demo"}, {"page", page}, {"e", "like"}, {"e", "comments"}, {"e", "share"}})
            .body["items"];
    CHECK(items[0]["count"] > 50);
    CHECK(items[1]["total"] >= 1);
    CHECK(items[2]["total"] > 5);
  }
  const auto second = parvis::server::seed_demo(world.store(), {world.now, {}});
  CHECK(!second.value().added);
  CHECK(read("comments") == thread);
  CHECK(world.counts_hold());
}
