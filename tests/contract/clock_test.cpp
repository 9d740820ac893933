// The machine's clock jumps: nobody is locked out, nothing stands still, nothing is lost.
#include <doctest/doctest.h>

#include "world.hpp"

using namespace parvis::test;

namespace {

constexpr std::int64_t kYear = 365 * 24 * 3'600'000LL;

}  // namespace

TEST_CASE("whatever time the clock jumps to, everything can be done and counts once") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const std::int64_t start = world.now;
  std::string last;
  int posted = 0;
  for (const std::int64_t jump : {0 * kYear, 10 * kYear, -1 * kYear, -40 * kYear, 0 * kYear}) {
    CAPTURE(jump);
    world.now = start + jump;
    const std::string id = ana.comment("hello");
    CHECK(id > last);
    last = id;
    ++posted;
    CHECK(ben.vote(id, 1).status == 200);
    CHECK(ben.like(true).body["count"] == 1);
    CHECK(ben.comment("answer", id) > id);
    ++posted;
    CHECK(world.item("comments;o=best")["total"] == posted);
    CHECK(world.item("comments;o=newest")["comments"][0]["id"] == id);
    const std::string gone = ana.comment("gone");
    CHECK(ana.remove(gone).status == 200);
    CHECK(world.counts_hold());
  }
}

TEST_CASE("a ranking made before the clock was set back is not shown for ever") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const std::string first = ana.comment("first");
  world.now += kYear;
  CHECK(ids_of(world.item("comments;o=best")).front() == first);
  world.now -= kYear;
  const std::string second = ana.comment("second");
  ben.vote(second, 1);
  (void)world.store().write([](parvis::server::Writer&) -> parvis::Status { return parvis::Unit{}; });
  CHECK(ids_of(world.item("comments;o=best")).front() == second);
}

TEST_CASE("a deleted text is erased in time although the clock is set back") {
  World world;
  Visitor ana(world, 1);
  const auto text_of = [&world](const std::string& id) {
    std::string text;
    // What the server does on its own is written before this.
    (void)world.store().write([](parvis::server::Writer&) -> parvis::Status { return parvis::Unit{}; });
    (void)world.store().read([&](parvis::server::Reader& reader) { text = reader.comment(id)->source; });
    return text;
  };
  world.now += kYear;
  const std::string id = ana.comment("words to regret");
  ana.remove(id);
  world.now -= 2'000;
  CHECK(ana.act("comment/restore", {{"id", id}}).status == 200);
  ana.remove(id);
  CHECK(text_of(id) == "words to regret");
  world.now -= kYear;
  (void)world.item("like");
  CHECK(text_of(id).empty());
}

TEST_CASE("a clock that is set back makes nobody wait for it") {
  World world(true);
  Visitor ana(world, 1);
  world.now += kYear;
  while (ana.like(true).status == 200) {
  }
  world.now -= kYear;
  CHECK(ana.like(false).status == 200);
}
