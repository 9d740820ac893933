#include <doctest/doctest.h>

#include <thread>

#include "world.hpp"

using namespace parvis::test;

TEST_CASE("many writers at once lose nothing and count right") {
  World world;
  constexpr int kWriters = 12, kRounds = 20;
  std::atomic<int> refused{0}, failed{0};
  std::vector<std::thread> writers;
  for (int w = 0; w < kWriters; ++w) {
    writers.emplace_back([&world, &refused, &failed, w] {
      Visitor visitor(world, w);
      for (int i = 0; i < kRounds; ++i) {
        if (visitor.like(i % 2 == 0).status != 200) ++failed;
        if (visitor.comment("number " + std::to_string(i)).empty()) ++failed;
        // A refusal in the middle of a shared commit must not undo the others'.
        if (visitor.remove("0000000000000000").status == 404) ++refused;
      }
    });
  }
  std::thread reader([&world] {
    for (int i = 0; i < 50; ++i) (void)world.read({"like", "comments"});
  });
  for (std::thread& writer : writers) writer.join();
  reader.join();
  CHECK(failed == 0);
  CHECK(refused == kWriters * kRounds);
  CHECK(world.item("comments")["total"] == kWriters * kRounds);
  CHECK(world.item("like")["count"] == 0);
  CHECK(world.counts_hold());
}

TEST_CASE("ids grow in the order of posting, also when the clock goes back") {
  World world;
  Visitor ana(world, 1);
  std::string last;
  for (int i = 0; i < 20; ++i) {
    if (i == 10) world.now -= 60'000;
    const std::string id = ana.comment("x");
    CHECK(id > last);
    last = id;
  }
}
