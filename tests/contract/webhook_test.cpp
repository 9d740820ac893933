#include <doctest/doctest.h>

#include "../http/http_fixture.hpp"
#include "base/sha256.hpp"
#include "http/outbound.hpp"
#include "rules/hmac.hpp"
#include "rules/webhooks.hpp"
#include "world.hpp"

using namespace parvis::test;
using namespace parvis::server;

namespace {

// Takes webhooks at 127.0.0.1, after refusing the first `refusals`.
struct Receiver {
  explicit Receiver(int refusals) : left(refusals) {}

  ApiResponse take(const ApiRequest& request) {
    ApiResponse response;
    std::lock_guard lock(mutex);
    if (left-- > 0)
      response.status = 500;
    else
      taken.push_back(request);
    return response;
  }
  std::string url() { return "http://127.0.0.1:" + std::to_string(server.port()) + "/hook?x=1"; }

  std::mutex mutex;
  int left;
  std::vector<ApiRequest> taken;
  RunningServer server{RunningServer::quick(), [this](const ApiRequest& request) { return take(request); }};
};

std::size_t deliver(World& world, bool private_targets = true) {
  OutboundOptions options;
  options.private_targets = private_targets;
  const auto post = [&](const WebhookDelivery& delivery) {
    return post_outside(
        {delivery.url,
         {{"X-Parvis-Timestamp", delivery.timestamp}, {"X-Parvis-Signature", delivery.signature}},
         delivery.body},
        options);
  };
  return deliver_webhooks(world.store(), post, [&] { return world.now.load(); });
}

}  // namespace

TEST_CASE(
    "the owner's address hears of comments and reports, signed, also when it was out of order at first") {
  World world;
  Receiver receiver(1);
  const std::string secret = world.set({{"webhook_url", receiver.url()}}).body["webhook_secret"];
  Visitor ana(world, 1), ben(world, 2);
  const std::string id = ana.comment("hello *there*");
  CHECK(deliver(world) == 0);
  CHECK(deliver(world) == 0);  // not before its time
  world.now += 9'999;
  CHECK(deliver(world) == 0);
  world.now += 1;
  CHECK(deliver(world) == 1);
  CHECK(deliver(world) == 0);
  ben.act("comment/report", {{"id", id}, {"reason", "spam"}, {"note", "look"}});
  ben.act("comment/report", {{"id", id}, {"reason", "abuse"}});
  CHECK(deliver(world) == 1);

  REQUIRE(receiver.taken.size() == 2);
  const ApiRequest& first = receiver.taken[0];
  CHECK(first.path == "/hook");
  const json news = json::parse(first.body);
  CHECK(news["event"] == "comment");
  CHECK(news["site"] == "shop");
  CHECK(news["page"] == "mug");
  CHECK(news["text"] == "hello *there*");
  CHECK(news["comment"]["id"] == id);
  const std::string stamp = first.headers.at("x-parvis-timestamp");
  CHECK(stamp == std::to_string(world.now.load() / 1'000));
  CHECK(first.headers.at("x-parvis-signature") ==
        "sha256=" + parvis::hex(hmac_sha256(secret, stamp + "." + first.body)));
  const json report = json::parse(receiver.taken[1].body);
  CHECK(report["event"] == "report");
  CHECK(report["reason"] == "spam");
  CHECK(report["note"] == "look");
}

TEST_CASE("news of a comment that is gone by then is not sent") {
  World world;
  Receiver receiver(0);
  world.set({{"webhook_url", receiver.url()}});
  Visitor ana(world, 1);
  ana.remove(ana.comment("regret"));
  CHECK(deliver(world) == 0);
  CHECK(receiver.taken.empty());
  world.set({{"webhook_url", ""}});
  ana.comment("nobody asked");
  CHECK(deliver(world) == 0);
}

TEST_CASE("the queue holds no words of a reader, and a report is not sent once its author is forgotten") {
  World world;
  Receiver receiver(0);
  world.set({{"webhook_url", receiver.url()}});
  Visitor ana(world, 1), ben(world, 2);
  const std::string id = ana.comment("hello");
  CHECK(deliver(world) == 1);
  ben.act("comment/report", {{"id", id}, {"reason", "spam"}, {"note", "note to regret"}});
  std::string queued;
  (void)world.store().read([&](Reader& reader) {
    for (const WebhookJob& job : reader.due_webhooks(0, world.now, 10)) queued += job.body;
  });
  CHECK(queued.find(id) != std::string::npos);
  CHECK(queued.find("regret") == std::string::npos);
  world.post("/v1/me/forget", {{"token", ben.token}});
  CHECK(deliver(world) == 0);
  CHECK(receiver.taken.size() == 1);
}

TEST_CASE("tries get rarer, and end after a day") {
  World world;
  world.set({{"webhook_url", "http://127.0.0.1:1/"}});
  Visitor(world, 1).comment("x");
  CHECK(webhook_wait_ms(0) == 10'000);
  CHECK(webhook_wait_ms(1) == 20'000);
  CHECK(webhook_wait_ms(30) == 3 * 3'600'000);
  int tries = 0;
  for (std::int64_t minute = 0; minute < 2 * 24 * 60; ++minute, world.now += 60'000)
    (void)deliver_webhooks(
        world.store(), [&](const WebhookDelivery&) { return ++tries < 0; }, [&] { return world.now.load(); });
  CHECK(tries > 10);
  CHECK(tries < 30);
  CHECK(due_deliveries(world.store(), world.now + 86'400'000).empty());
}

TEST_CASE("news arrive although the clock is set back, at the first try and at a later one") {
  World world;
  Receiver receiver(1);
  world.set({{"webhook_url", receiver.url()}});
  Visitor ana(world, 1);
  constexpr std::int64_t kYear = 365 * 86'400'000LL;
  world.now += kYear;
  ana.comment("refused at first");
  CHECK(deliver(world) == 0);
  ana.comment("not tried yet");
  world.now -= kYear;
  CHECK(deliver(world) == 2);
  CHECK(deliver(world) == 0);
}

TEST_CASE("a clock that jumps ahead makes nobody give up") {
  World world;
  Receiver receiver(1);
  world.set({{"webhook_url", receiver.url()}});
  Visitor(world, 1).comment("x");
  world.now += 10 * 86'400'000LL;
  CHECK(deliver(world) == 0);
  world.now += 10'000;
  CHECK(deliver(world) == 1);
}

TEST_CASE("a webhook is no way into the network of the server") {
  World world;
  Receiver receiver(0);
  Visitor ana(world, 1);
  for (const std::string& host : {std::string("127.0.0.1"), std::string("localhost"), std::string("[::1]"),
                                  std::string("0.0.0.0"), std::string("[::ffff:127.0.0.1]")}) {
    CAPTURE(host);
    CHECK(world.set({{"webhook_url", "http://" + host + ":" + std::to_string(receiver.server.port()) + "/"}})
              .status == 200);
    ana.comment("x");
    CHECK(deliver(world, false) == 0);
  }
  CHECK(receiver.taken.empty());
  for (const char* address : {"10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
                              "224.0.0.1", "255.255.255.255", "fe80::1", "fd00::1", "::", "::1",
                              "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "not an address"}) {
    CAPTURE(address);
    CHECK(!is_public_address(address));
  }
  for (const char* address : {"9.9.9.9", "172.15.255.255", "2620:fe::fe"}) {
    CAPTURE(address);
    CHECK(is_public_address(address));
  }
}
