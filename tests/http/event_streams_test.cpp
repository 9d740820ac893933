#include <doctest/doctest.h>

#include <memory>
#include <thread>
#include <vector>

#include "http_fixture.hpp"
#include "rules/events.hpp"

using namespace parvis::server;
using namespace parvis::test;
using namespace std::chrono_literals;

namespace {

// A server whose every address is a stream of page "mug" of site 1, from the id in the query on.
struct StreamServer {
  explicit StreamServer(HttpOptions options = quick()) : running(with_hub(std::move(options)), respond) {}

  static HttpOptions quick() {
    HttpOptions options = RunningServer::quick();
    options.streams.batch = 5ms;
    return options;
  }
  HttpOptions with_hub(HttpOptions options) {
    options.events = &hub;
    return options;
  }
  static ApiResponse respond(const ApiRequest& request) {
    ApiResponse response;
    response.content_type = "text/event-stream; charset=utf-8";
    auto question = std::make_shared<EventQuestion>();
    question->site = 1;
    question->pages = {"mug"};
    for (const auto& [name, value] : request.query)
      if (name == "after") question->after = value;
    response.body = "id: in one piece\n\n";
    response.events = std::move(question);
    return response;
  }
  void like(int count) {
    hub.publish(1, {"mug", "like", "{\"page\":\"mug\",\"count\":" + std::to_string(count) + "}", ""});
  }
  bool streams(std::size_t count) const {
    auto& server = const_cast<RunningServer&>(running).server();
    for (int i = 0; i < 2000 && server.streams() != count; ++i) std::this_thread::sleep_for(5ms);
    return server.streams() == count;
  }

  EventHub hub{"e"};
  RunningServer running;
};

// Chunks of a stream, up to the one that holds `text`.
std::string read_until(RawClient& client, std::string_view text) {
  std::string all;
  while (all.find(text) == std::string::npos) {
    const auto chunk = client.receive_chunk();
    if (!chunk || chunk->empty()) break;
    all += *chunk;
  }
  return all;
}

}  // namespace

TEST_CASE("a stream is told events as they happen, in chunks, and its pages only") {
  StreamServer server;
  RawClient client(server.running.port());
  const Answer head = client.exchange(get("/v1/events"));
  CHECK(head.status == 200);
  CHECK(head.header("content-type") == "text/event-stream; charset=utf-8");
  CHECK(head.header("transfer-encoding") == "chunked");
  CHECK(head.header("content-length").empty());
  CHECK(head.header("access-control-allow-origin") == "*");
  CHECK(client.receive_chunk() == "id: e.0\n\n");
  server.hub.publish(1, {"lamp", "like", "{\"count\":5}", ""});
  server.hub.publish(2, {"mug", "like", "{\"count\":6}", ""});
  server.like(7);
  CHECK(client.receive_chunk() == "id: e.3\ndata: {\"type\":\"like\",\"page\":\"mug\",\"count\":7}\n\n");
  CHECK(server.running.server().parked() == 0);
}

TEST_CASE("a stream goes on after the event that its reader saw last") {
  StreamServer server;
  for (int count = 1; count <= 3; ++count) {
    server.hub.publish(1, {"mug", "comment", "{\"total\":" + std::to_string(count) + "}"});
  }
  RawClient client(server.running.port());
  client.exchange(get("/v1/events?after=e.1"));
  const auto first = client.receive_chunk().value_or("");
  CHECK(first.find("\"total\":1") == std::string::npos);
  CHECK(first.find("\"total\":2") != std::string::npos);
  CHECK(first.find("\"total\":3") != std::string::npos);
  RawClient stranger(server.running.port());
  stranger.exchange(get("/v1/events?after=other.1"));
  CHECK(stranger.receive_chunk().value_or("").starts_with("event: reset\nid: e.3\n"));
}

TEST_CASE("a quiet stream has a heartbeat that carries the newest id") {
  HttpOptions options = StreamServer::quick();
  options.streams.heartbeat = 100ms;
  StreamServer server(options);
  RawClient client(server.running.port());
  client.exchange(get("/v1/events"));
  client.receive_chunk();
  server.hub.publish(1, {"lamp", "like", "{}", ""});
  CHECK(read_until(client, "e.1").find(":\nid: e.1\n\n") != std::string::npos);
}

TEST_CASE("HTTP/1.0 and HEAD get what they can understand") {
  StreamServer server;
  RawClient old(server.running.port());
  const Answer head = old.exchange("GET /v1/events HTTP/1.0\r\n\r\n");
  CHECK(head.status == 200);
  CHECK(head.header("transfer-encoding").empty());
  CHECK(head.header("connection") == "close");
  CHECK(server.streams(1));
  server.like(3);
  CHECK(old.receive_until("\"count\":3"));
  RawClient curious(server.running.port());
  curious.send("HEAD /v1/events HTTP/1.1\r\nHost: a\r\n\r\n" + get("/v1/events"));
  CHECK(curious.receive(true).status == 200);
  CHECK(curious.receive().header("transfer-encoding") == "chunked");
}

TEST_CASE("500 quiet streams cost no CPU time") {
  HttpOptions options = StreamServer::quick();
  options.streams.per_network = 500;
  StreamServer server(options);
  std::vector<std::unique_ptr<RawClient>> readers;
  for (int i = 0; i < 500; ++i) {
    readers.push_back(std::make_unique<RawClient>(server.running.port()));
    CHECK(readers.back()->exchange(get("/v1/events")).status == 200);
  }
  CHECK(server.streams(500));
  CHECK(idle_cpu() < 0.05);
}

TEST_CASE("a reader who leaves gives its place back") {
  StreamServer server;
  {
    RawClient client(server.running.port());
    client.exchange(get("/v1/events"));
    CHECK(server.streams(1));
  }
  CHECK(server.streams(0));
  RawClient half(server.running.port());
  half.exchange(get("/v1/events"));
  CHECK(server.streams(1));
  half.finish_sending();
  CHECK(server.streams(0));
}

TEST_CASE("a network has so many streams, and everybody together so many") {
  HttpOptions options = StreamServer::quick();
  options.streams.per_network = 2;
  options.streams.total = 3;
  options.trusted_proxies = {*Network::parse("127.0.0.1")};
  StreamServer server(options);
  const auto from = [](int network) {
    return get("/v1/events", "X-Forwarded-For: 10.0." + std::to_string(network) + ".1\r\n");
  };
  RawClient first(server.running.port()), second(server.running.port()), third(server.running.port());
  CHECK(first.exchange(from(1)).status == 200);
  CHECK(second.exchange(from(1)).status == 200);
  const Answer refused = third.exchange(from(1));
  CHECK(refused.status == 429);
  CHECK(refused.header("retry-after") == "30");
  CHECK(third.exchange(from(2)).status == 200);
  RawClient fourth(server.running.port());
  CHECK(fourth.exchange(from(3)).status == 503);
  fourth.send("HEAD /v1/events HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(fourth.receive(true).status == 200);
}

TEST_CASE("a reader who does not read is let go, and the others do not wait for it") {
  HttpOptions options = StreamServer::quick();
  options.streams.max_waiting = 64 * 1024;
  options.streams.send_buffer = 4 * 1024;
  StreamServer server(options);
  RawClient slow(server.running.port(), 4 * 1024), quick(server.running.port());
  slow.exchange(get("/v1/events"));
  quick.exchange(get("/v1/events"));
  CHECK(server.streams(2));
  const std::string text(8'000, 'x');
  for (int i = 0; i < 200 && server.running.server().streams() == 2; ++i) {
    server.hub.publish(1, {"mug", "comment", "{\"text\":\"" + text + std::to_string(i) + ".\"}"});
    CHECK(!read_until(quick, text + std::to_string(i) + ".").empty());
  }
  CHECK(server.streams(1));
  server.like(9);
  CHECK(!read_until(quick, "\"count\":9").empty());
}

TEST_CASE("a server that stops ends its streams as their protocol has it") {
  RawClient* client = nullptr;
  {
    StreamServer server;
    client = new RawClient(server.running.port());
    client->exchange(get("/v1/events"));
    CHECK(client->receive_chunk() == "id: e.0\n\n");
  }
  CHECK(client->receive_chunk() == "");
  CHECK(client->closed());
  delete client;
}

TEST_CASE("without a hub the answer is what can be told at once") {
  RunningServer server(RunningServer::quick(), StreamServer::respond);
  RawClient client(server.port());
  CHECK(client.exchange(get("/v1/events")).body == "id: in one piece\n\n");
}
