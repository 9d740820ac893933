// Connections that idle, dawdle, hurry or break off.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "http_fixture.hpp"

using namespace parvis;
using namespace parvis::test;
using namespace std::chrono_literals;

namespace {

using Clients = std::vector<std::unique_ptr<RawClient>>;

Clients connect(int port, int count) {
  Clients clients;
  for (int i = 0; i < count; ++i) clients.push_back(std::make_unique<RawClient>(port));
  return clients;
}

double milliseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

double median_keep_alive_ms(RawClient& client) {
  std::vector<double> times;
  for (int i = 0; i < 500; ++i) {
    const auto start = std::chrono::steady_clock::now();
    CHECK(client.exchange(get("/v1/health")).status == 200);
    times.push_back(milliseconds_since(start));
  }
  std::nth_element(times.begin(), times.begin() + 250, times.end());
  return times[250];
}

}  // namespace

TEST_CASE("1,000 idle keep-alive connections hold no thread, cost no CPU time and delay nobody") {
  RunningServer running;  // has two workers
  auto idle = connect(running.port(), 1000);
  for (auto& client : idle) CHECK(client->exchange(get("/")).status == 200);
  CHECK(running.parks(1000));
  CHECK(idle_cpu() < 0.05);

  RawClient visitor(running.port());
  const double median = median_keep_alive_ms(visitor);
  MESSAGE("median keep-alive request beside 1,000 idle connections: ", median, " ms");
  CHECK(median < 5.0);  // 0.1 ms on a quiet machine; 44 ms with Nagle's algorithm

  for (auto& client : idle) CHECK(client->exchange(get("/again")).status == 200);
}

TEST_CASE("100 connections that never send a byte delay nobody") {
  RunningServer running;
  const auto silent = connect(running.port(), 100);
  RawClient visitor(running.port());
  CHECK(visitor.exchange(get("/")).status == 200);
}

TEST_CASE("100 half-sent requests delay nobody, and are cut off") {
  RunningServer running;
  auto slow = connect(running.port(), 100);
  for (std::size_t i = 0; i < slow.size(); ++i)
    slow[i]->send(i % 2 == 0 ? "GET / HTTP/1.1\r\nHos"
                             : "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n12");
  CHECK(running.parks(100));
  RawClient visitor(running.port());
  CHECK(visitor.exchange(get("/")).status == 200);
  for (auto& client : slow) {
    CHECK(client->receive().status == 408);
    CHECK(client->closed());
  }
}

TEST_CASE("pipelined requests are all answered, in order") {
  RunningServer running;
  RawClient client(running.port());
  std::string burst;
  for (int i = 0; i < 200; ++i) {
    burst +=
        i % 3 == 0 ? post("/" + std::to_string(i), "body" + std::to_string(i)) : get("/" + std::to_string(i));
  }
  client.send(burst);
  for (int i = 0; i < 200; ++i) {
    const std::string number = std::to_string(i);
    const auto body = client.receive().body;
    CHECK(body ==
          (i % 3 == 0 ? "POST /" + number + "||127.0.0.1|body" + number : "GET /" + number + "||127.0.0.1|"));
  }
}

TEST_CASE("a request in single bytes is one request") {
  RunningServer running;
  RawClient client(running.port());
  const std::string request = post("/x", "hello");
  for (const char c : request) client.send({&c, 1});
  CHECK(client.receive().body == "POST /x||127.0.0.1|hello");
}

TEST_CASE("a client that has closed its sending side still gets its answer") {
  RunningServer running;
  RawClient client(running.port());
  client.send(get("/half"));
  client.finish_sending();
  CHECK(client.receive().body == "GET /half||127.0.0.1|");
  CHECK(client.closed());
}

TEST_CASE("a client that breaks off inside a request changes nothing") {
  std::atomic<int> calls{0};
  RunningServer running(RunningServer::quick(), [&](const server::ApiRequest& request) {
    ++calls;
    return RunningServer::echo(request);
  });
  {
    RawClient client(running.port());
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
  }
  RawClient visitor(running.port());
  CHECK(visitor.exchange(get("/")).status == 200);
  CHECK(calls == 1);
}

TEST_CASE("HTTP/1.0 closes unless asked to stay") {
  RunningServer running;
  RawClient once(running.port());
  const auto answer = once.exchange("GET / HTTP/1.0\r\n\r\n");
  CHECK(answer.status == 200);
  CHECK(answer.header("connection") == "close");
  CHECK(once.closed());

  RawClient twice(running.port());
  CHECK(twice.exchange("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n").header("connection") ==
        "keep-alive");
  CHECK(twice.exchange("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n").status == 200);

  RawClient closing(running.port());
  CHECK(closing.exchange(get("/", "Connection: foo, Close\r\n")).header("connection") == "close");
  CHECK(closing.closed());
}

TEST_CASE("clients that do not read a large answer hold no worker") {
  RunningServer running(RunningServer::quick(), [](const server::ApiRequest& request) {
    server::ApiResponse response = RunningServer::echo(request);
    if (request.path == "/large") response.body.assign(20'000'000, 'x');
    return response;
  });
  auto stalled = connect(running.port(), 4);  // twice the workers
  for (auto& client : stalled) client->send(get("/large"));
  CHECK(running.parks(4));
  RawClient visitor(running.port());
  CHECK(visitor.exchange(get("/small")).status == 200);
  CHECK(stalled[0]->receive().body.size() == 20'000'000);
}

TEST_CASE("over its capacity the server lets the connection go that has waited longest") {
  auto options = RunningServer::quick();
  options.lots = 1;  // each has its share of the capacity
  options.max_connections = 50;
  RunningServer running(options);
  Clients idle;
  for (int i = 0; i < 60; ++i) {
    idle.push_back(std::make_unique<RawClient>(running.port()));
    CHECK(idle.back()->exchange(get("/")).status == 200);
  }
  CHECK(running.parks(50));
  CHECK(idle.front()->closed());
  CHECK(idle.back()->exchange(get("/")).status == 200);
}

TEST_CASE("200 visitors who connect at once are all served") {
  RunningServer running;
  auto crowd = connect(running.port(), 200);
  for (auto& client : crowd) client->send(get("/"));
  for (auto& client : crowd) CHECK(client->receive().status == 200);
}

TEST_CASE("stopping lets a running request finish, and closes idle connections") {
  std::atomic<bool> entered{false};
  auto running =
      std::make_unique<RunningServer>(RunningServer::quick(), [&](const server::ApiRequest& request) {
        if (request.path == "/slow") {
          entered = true;
          std::this_thread::sleep_for(300ms);
        }
        return RunningServer::echo(request);
      });
  RawClient idle(running->port());
  CHECK(idle.exchange(get("/")).status == 200);
  RawClient slow(running->port());
  slow.send(get("/slow"));
  while (!entered) std::this_thread::sleep_for(5ms);

  const auto start = std::chrono::steady_clock::now();
  running.reset();
  CHECK(milliseconds_since(start) < 1500);
  const auto answer = slow.receive();
  CHECK(answer.status == 200);
  CHECK(answer.header("connection") == "close");
  CHECK(slow.closed());
  CHECK(idle.closed());
}

// What is not let go of is found by the leak check at the end of the program.
TEST_CASE("connections in the midst of requests are let go of when the server will not wait for them") {
  auto options = RunningServer::quick();
  options.drain = 0ms;
  for (int round = 0; round < 20; ++round) {
    std::atomic<int> connected{0}, answered{0};
    auto running = std::make_unique<RunningServer>(options);
    std::vector<std::thread> visitors;
    for (int i = 0; i < 8; ++i)
      visitors.emplace_back([&connected, &answered, port = running->port()] {
        RawClient client(port);
        ++connected;
        while (client.exchange(get("/")).status == 200) ++answered;
      });
    while (connected < 8 || answered < 100) std::this_thread::yield();
    running.reset();
    for (auto& visitor : visitors) visitor.join();
    CHECK(answered >= 100);
  }
}

TEST_CASE("a server that is stopped before it runs ends at once") {
  server::HttpServer server(RunningServer::quick(), RunningServer::echo);
  CHECK(server.bind().ok());
  server.stop();
  server.stop();
  CHECK(server.run());
}

TEST_CASE("a server that is never run ends as well") {
  server::HttpServer server(RunningServer::quick(), RunningServer::echo);
  CHECK(server.bind().ok());
}

TEST_CASE("a taken port is named in plain words") {
  RunningServer running;
  auto options = RunningServer::quick();
  options.port = running.port();
  server::HttpServer second(options, RunningServer::echo);
  const auto port = second.bind();
  CHECK(!port.ok());
  if (!port.ok()) CHECK(port.error().detail.find("already in use") != std::string::npos);
}

TEST_CASE("an exception behind the answering function is a 500 problem, and the server goes on") {
  RunningServer running(RunningServer::quick(), [](const server::ApiRequest& request) -> server::ApiResponse {
    if (request.path == "/throw") throw std::runtime_error("secret");
    return RunningServer::echo(request);
  });
  RawClient client(running.port());
  const auto answer = client.exchange(get("/throw"));
  CHECK(answer.status == 500);
  CHECK(answer.body.find("secret") == std::string::npos);
  CHECK(client.exchange(get("/")).status == 200);
}
