#include <doctest/doctest.h>

#include "rules/limits.hpp"
#include "world.hpp"

using namespace parvis::test;
namespace limits = parvis::server::limits;

namespace {

// Each asks something else: an answer that is kept costs nothing and is not counted.
parvis::server::ApiRequest page_load(const std::string& from) {
  static int asked = 0;
  parvis::server::ApiRequest request;
  request.method = "GET";
  request.path = "/v1/read";
  request.query = {{"site", "shop"}, {"e", "fans;c=" + std::to_string(asked++)}};
  request.client_address = from;
  return request;
}

}  // namespace

TEST_CASE("too many writes are slowed down, and told for how long") {
  World world(true);
  Visitor ana(world, 1), ben(world, 2);
  Reply last;
  int accepted = 0;
  for (int i = 0; i < 20; ++i) {
    last = ana.act("comment", {{"text", "x"}});
    if (last.status == 200) ++accepted;
  }
  CHECK(accepted == 8);
  CHECK(last.status == 429);
  CHECK(last.code() == 31);
  CHECK(last.headers.at("retry-after") == "10");
  CHECK(!ben.comment("not my fault").empty());
  world.now += 10'000;
  CHECK(!ana.comment("later").empty());
  CHECK(ana.comment("too soon").empty());
}

TEST_CASE("a write sent again takes nothing from what its visitor may still write") {
  World world(true);
  Visitor ana(world, 1);
  const json body = ana.body({{"text", "hello"}});
  const json first = world.post("/v1/comment", body).body["comment"];
  for (int i = 0; i < 20; ++i) CHECK(world.post("/v1/comment", body).body["comment"] == first);
  for (std::int64_t i = 1; i < limits::kCommentsPerVisitor.burst; ++i) CHECK(!ana.comment("next").empty());
  CHECK(ana.comment("one too many").empty());
  CHECK(world.post("/v1/comment", body).body["comment"] == first);
  json other = body;
  other["text"] = "another wish";
  CHECK(world.post("/v1/comment", other).status == 429);
}

TEST_CASE("a network that reads without end is slowed down, and nobody else") {
  World world(true);
  Visitor ana(world, 1);
  for (std::int64_t i = 0; i < limits::kReadsPerNetwork.burst; ++i)
    REQUIRE(world.send(page_load("203.0.113." + std::to_string(i % 200))).status == 200);
  const Reply refused = world.send(page_load("203.0.113.7"));
  CHECK(refused.status == 429);
  CHECK(refused.code() == 31);
  CHECK(refused.headers.at("retry-after") == "1");
  CHECK(refused.headers.at("access-control-allow-origin") == "*");
  CHECK(refused.headers.at("cache-control") == "no-store");

  parvis::server::ApiRequest mine = page_load("203.0.113.7");
  mine.method = "POST";
  mine.path = "/v1/mine";
  mine.query.clear();
  mine.headers = {{"content-type", "text/plain"}};
  mine.body = json{{"site", "shop"}, {"token", ana.token}, {"e", {"fans"}}}.dump();
  CHECK(world.send(mine).status == 429);
  mine.client_address = "198.51.100.1";
  CHECK(world.send(mine).status == 200);
  CHECK(world.send(page_load("198.51.100.1")).status == 200);
  CHECK(world.send(page_load("127.0.0.1")).status == 200);
  world.now += limits::kReadsPerNetwork.every_ms;
  CHECK(world.send(page_load("203.0.113.7")).status == 200);
  CHECK(world.send(page_load("203.0.113.7")).status == 429);
}
