// Clients who take their time: each has as much as it needs, and no more.
#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <thread>

#include "http_fixture.hpp"

using namespace parvis;
using namespace parvis::test;
using namespace std::chrono_literals;

namespace {

// What is answered while these bytes come one by one, for longer than a head or a body may take.
Answer trickle(RawClient& client, const std::string& bytes) {
  for (std::size_t i = 0; i < 60; ++i) {
    client.send(bytes.substr(i, 1));
    std::this_thread::sleep_for(30ms);
  }
  return client.receive();
}

}  // namespace

TEST_CASE("a head that trickles in does not put the deadline off") {
  RunningServer running;
  RawClient client(running.port());
  CHECK(trickle(client, get("/", "X: " + std::string(1000, 'x') + "\r\n")).status == 408);
}

TEST_CASE("a body that trickles in does not put the deadline off, chunked or not") {
  RunningServer running;
  for (const std::string framing : {"Content-Length: 1000", "Transfer-Encoding: chunked"}) {
    CAPTURE(framing);
    RawClient client(running.port());
    client.send("POST / HTTP/1.1\r\nHost: a\r\n" + framing + "\r\n\r\n");
    const std::string body = "3e8\r\n" + std::string(1000, 'x');
    CHECK(trickle(client, body).status == 408);
    CHECK(client.closed());
  }
}

TEST_CASE("a client that takes nothing of its answer is let go") {
  auto options = RunningServer::quick();
  options.limits.write = 1000ms;
  RunningServer running(options, [](const server::ApiRequest&) {
    server::ApiResponse response;
    response.body.assign(20'000'000, 'x');
    return response;
  });
  RawClient stalled(running.port(), 4 * 1024);
  stalled.send(get("/"));
  CHECK(running.parks(1));
  CHECK(running.parks(0));
  CHECK(stalled.receive().status == 0);
}

TEST_CASE("an idle connection is closed without a word") {
  auto options = RunningServer::quick();
  options.limits.idle = 100ms;
  RunningServer running(options);
  RawClient client(running.port());
  CHECK(client.exchange(get("/")).status == 200);
  CHECK(client.closed());
}
