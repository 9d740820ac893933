// parvis/testing.hpp by what its users write.
#include <doctest/doctest.h>

#include "parvis/httplib_transport.hpp"
#include "parvis/memory_storage.hpp"
#include "parvis/testing.hpp"
#include "parvis/widgets.hpp"

using parvis::testing::Fault;

TEST_CASE_FIXTURE(parvis::testing::StubFixture, "a like whose answer is lost counts once") {
  fault({.route = "POST /v1/like", .times = 1, .drop = Fault::Drop::kAfter});
  parvis::HttplibTransport transport;
  parvis::MemoryStorage storage;
  parvis::Client client({.server = url(), .site = site()}, transport, storage);
  parvis::LikeButton like(client, {.page = {.key = "mug"}});
  like.set_liked(true);
  CHECK(poll_until(client, [&] { return !client.busy(); }));
  CHECK(like.state().confirmed.count == 1285);
  CHECK(requests("/v1/like").size() == 2);
}

TEST_CASE_FIXTURE(parvis::testing::StubFixture,
                  "sites share nothing, and reset brings one back to its start") {
  Site other(parvis::testing::Stub::shared(), {.seed = "", .lines = R"({"verb":"like","page":"mug"})"});
  CHECK(other.site() != site());
  CHECK(other.owner_key().size() == 43);
  parvis::HttplibTransport transport;
  parvis::MemoryStorage storage;
  parvis::Client client({.server = url(), .site = other.site()}, transport, storage);
  parvis::LikeButton like(client, {.page = {.key = "mug"}});
  CHECK(other.poll_until(client, [&] { return like.state().shown.count == 1; }));
  like.set_liked(true);
  CHECK(other.poll_until(client, [&] { return !client.busy(); }));
  CHECK(like.state().confirmed.count == 2);
  CHECK(requests().empty());
  CHECK_FALSE(other.requests().empty());
  other.reset();
  client.refresh();
  CHECK(other.poll_until(client, [&] { return like.state().confirmed.count == 1; }));
}

TEST_CASE_FIXTURE(parvis::testing::StubFixture,
                  "the record tells what was sent, when, and whether a fault hit it") {
  parvis::HttplibTransport transport;
  parvis::MemoryStorage storage;
  fault({.route = "GET /v1/read", .times = 1, .status = 503, .headers = {{"Retry-After", "1"}}});
  advance(1'000);
  parvis::Client client({.server = url(), .site = site()}, transport, storage);
  parvis::LikeButton like(client, {.page = {.key = "mug"}});
  CHECK(poll_until(client, [&] { return like.state().confirmed.count == 1284; }));
  const auto seen = requests("/v1/read");
  CHECK(seen.size() == 2);
  if (seen.size() != 2) return;
  CHECK(seen[0].status == 503);
  CHECK(seen[0].failed);
  CHECK(seen[1].status == 200);
  CHECK_FALSE(seen[1].failed);
  CHECK(seen[1].at == 1'767'268'801'000);
  clear_faults();
}

TEST_CASE("a program that is no stub is told, not waited for") {
  parvis::testing::Stub stub({.program = "/bin/true"});
  CHECK(stub.error() == "/bin/true --stub did not start");
  parvis::testing::Stub missing({.program = "/nonexistent/parvis-server"});
  CHECK_FALSE(missing.error().empty());
}
