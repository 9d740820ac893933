// The server's stream of events, as it comes and as it breaks.
#include <mutex>

#include "event_reader.hpp"
#include "event_stream.hpp"
#include "parvis/parvis.hpp"
#include "servers.hpp"

using namespace parvis;
using namespace parvis::test;

namespace {

std::vector<std::string> read_cut_at(std::string_view text, std::size_t size) {
  EventReader reader;
  std::vector<std::string> events;
  for (; !text.empty(); text.remove_prefix(std::min(size, text.size())))
    reader.read(text.substr(0, size), events);
  return events;
}

// Sends one part a connection, then ends it; remembers what was asked for.
struct StreamServer {
  explicit StreamServer(std::vector<std::string> given) : parts(std::move(given)) {
    server.Get("/v1/events", [this](const httplib::Request& request, httplib::Response& response) {
      const std::lock_guard<std::mutex> lock(mutex);
      asked_from.push_back(request.get_header_value("Last-Event-ID"));
      pages.push_back(request.get_param_value("p"));
      const std::size_t number = asked_from.size() - 1;
      const std::string part = number < parts.size() ? parts[number] : ": silence\n\n";
      if (part == "busy") {
        response.status = 503;
        response.set_header("Retry-After", "0");
        return;
      }
      response.set_chunked_content_provider("text/event-stream",
                                            [part](std::size_t, httplib::DataSink& sink) {
                                              sink.write(part.data(), part.size());
                                              sink.done();
                                              return true;
                                            });
    });
    server.Get("/v1/read", [](const httplib::Request&, httplib::Response& response) {
      response.set_content(R"({"now":1,"build":"b","items":[{"kind":"like","page":"mug","count":1}]})",
                           "application/json");
    });
    serving.emplace(server, "http");
  }
  std::vector<std::string> asked() {
    const std::lock_guard<std::mutex> lock(mutex);
    return asked_from;
  }

  const std::vector<std::string> parts;
  std::mutex mutex;
  std::vector<std::string> asked_from, pages;
  httplib::Server server;
  std::optional<Serving> serving;
};

}  // namespace

TEST_CASE("events are the same however their bytes are cut, whatever ends their lines") {
  const std::string text =
      "retry: 10\n: a comment\n\nid: 1.1\ndata: {\"a\":1}\n\ndata: {\ndata: \"b\":2}\r\n\r\nid: "
      "1.3\r\rdata:{}\r\r"
      "event: reset\ndata: {}\n\nevent: reset\n\nunknown\ndata: [3]\n\ndata: half";
  const std::vector<std::string> expected = {R"({"a":1})",          "{\n\"b\":2}",         "{}",
                                             R"({"type":"reset"})", R"({"type":"reset"})", "[3]"};
  for (const std::size_t size : {1U, 2U, 3U, 7U, 1000U}) CHECK(read_cut_at(text, size) == expected);
}

TEST_CASE("a broken stream is opened again behind its last event; a busy server is asked again") {
  StreamServer server(
      {"retry: 100\n\nid: 7.1\ndata: {\"n\":1}\n\nid: 7.2\ndata: {\"n\":2}\n\nid: 7.3\ndata: {\"cut\"",
       "busy", "id: 7.3\ndata: {\"n\":3}\n\n"});
  HttplibOptions options;
  EventStream stream(options, ProxyRules("direct"), server.serving->address() + "/v1/events?p=mug", "7.0");
  std::vector<std::string> events;
  CHECK(wait_until([&] {
    for (std::string& event : stream.take()) events.push_back(std::move(event));
    return server.asked().size() >= 4;
  }));
  CHECK(events == std::vector<std::string>{R"({"n":1})", R"({"n":2})", R"({"n":3})"});
  const auto asked = server.asked();
  CHECK(asked[0] == "7.0");
  CHECK(asked[1] == "7.2");
  CHECK(asked[2] == "7.2");
  CHECK(asked[3] == "7.3");
  CHECK(stream.last_id() == "7.3");
}

TEST_CASE("a client that is followed shows what others do to the pages that it shows") {
  StreamServer server({"id: 1.1\ndata: {\"type\":\"like\",\"page\":\"mug\",\"count\":42}\n\n"});
  HttplibTransport transport;
  MemoryStorage storage;
  Client client({.server = server.serving->address(), .site = "shop", .reread_every_ms = 0}, transport,
                storage);
  transport.follow(&client);
  CHECK(client.events_address().empty());
  LikeButton like(client, {.page = {.key = "mug"}});
  CHECK(wait_until([&] {
    client.poll(1'000'000);
    return like.state().shown.count == 42;
  }));
  CHECK(client.events_address() == server.serving->address() + "/v1/events?site=shop&p=mug");
  CHECK(server.pages[0] == "mug");
  transport.follow(nullptr);
}
