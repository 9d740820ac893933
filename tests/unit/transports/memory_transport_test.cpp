#include "parvis/memory_transport.hpp"

#include <doctest/doctest.h>

#include <optional>

#include "parvis/parvis.hpp"

using namespace parvis;

namespace {

constexpr const char* kRead =
    "https://c.example/v1/read?site=shop&address=https%3A%2F%2Fshop.example%2Fmug&e=like;p=mug";

MemoryOptions fixed(std::int64_t& now) {
  MemoryOptions options;
  options.clock = [&now] { return now; };
  options.random = [](unsigned char* out, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<unsigned char>(i);
  };
  return options;
}

struct Fixture {
  Transport::Done keep() {
    return [this](Result<HttpResponse> result) { last.emplace(std::move(result)); };
  }
  std::int64_t now = 1'800'000'000'000;
  MemoryTransport transport{fixed(now)};
  std::optional<Result<HttpResponse>> last;
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "answers come with the next poll, never from inside send") {
  transport.send({"GET", kRead, {}}, keep());
  CHECK_FALSE(last.has_value());
  transport.poll();
  CHECK(last.has_value());
  if (!last || !last->ok()) return;
  CHECK(last->value().status == 200);
  CHECK(last->value().body.find("\"now\":1800000000000") != std::string::npos);
  CHECK(transport.requests().size() == 1);
}

TEST_CASE_FIXTURE(Fixture, "latency is counted in polls and in time") {
  transport.set_latency(3, 50);
  transport.send({"GET", kRead, {}}, keep());
  for (int i = 0; i < 5; ++i) transport.poll();
  CHECK_FALSE(last.has_value());
  now += 50;
  transport.poll();
  CHECK(last.has_value());
}

TEST_CASE_FIXTURE(Fixture, "faults hit the requests sent after them, and only so many") {
  transport.fail_next(1, 503, 7000);
  transport.send({"GET", kRead, {}}, keep());
  transport.poll();
  CHECK(last->ok());
  if (last->ok()) CHECK(last->value().status == 503);
  if (last->ok()) CHECK(last->value().retry_after_ms == 7000);
  transport.fail_next(1, 0);
  transport.send({"GET", kRead, {}}, keep());
  transport.poll();
  CHECK_FALSE(last->ok());
  transport.send({"GET", kRead, {}}, keep());
  transport.poll();
  CHECK(last->ok());
  transport.set_offline(true);
  transport.send({"GET", kRead, {}}, keep());
  transport.poll();
  CHECK_FALSE(last->ok());
}

TEST_CASE("a client and its widgets work on it, and a lost answer takes effect once") {
  std::int64_t now = 1'800'000'000'000;
  MemoryTransport transport(fixed(now));
  MemoryStorage storage;
  Client client({"https://c.example", "shop", "en", {}, 0}, transport, storage);
  LikeButton like(client, {{"mug", {}, "https://shop.example/mug"}});
  CommentThread thread(client, {{"mug", {}, "https://shop.example/mug"}});
  auto run = [&] {
    for (int i = 0; i < 10; ++i) client.poll(now += 1'500);
  };
  run();
  CHECK(like.state().status.phase == Phase::kReady);
  transport.lose_next_answers(1);
  thread.set_draft("Hello *there*");
  thread.post();
  run();
  CHECK_FALSE(client.busy());
  CHECK(thread.state().total == 1);
  CHECK(thread.state().comments.size() == 1);
  CHECK(thread.state().comments[0].body[0].children.size() == 2);
  like.toggle();
  run();
  MemoryStorage elsewhere;
  Client other({"https://c.example", "shop", "en", {}, 0}, transport, elsewhere);
  LikeButton theirs(other, {{"mug", {}, "https://shop.example/mug"}});
  for (int i = 0; i < 3; ++i) other.poll(now += 10);
  CHECK(theirs.state().shown == Toggle{1, false});
}

TEST_CASE("the demo shop has something to look at") {
  MemoryOptions options;
  options.demo_shop = true;
  MemoryTransport transport(options);
  const HttpResponse answer =
      transport.answer({"GET", "https://c.example/v1/read?site=demo&e=comments;p=mug", {}});
  CHECK(answer.status == 200);
  CHECK(answer.body.find("\"comments\":[{") != std::string::npos);
  CHECK(transport.owner_key("demo").size() == 43);
}

TEST_CASE("the owner's key of a site is there for tests of moderation") {
  MemoryTransport transport;
  CHECK(transport.owner_key("shop").size() == 43);
  CHECK(transport.owner_key("nonsense").empty());
}
