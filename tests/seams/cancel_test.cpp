// Answers that take too long, requests that nobody wants any more, and the end of an event loop's wait.
#include <atomic>
#include <memory>

#include "servers.hpp"

using namespace parvis;
using namespace parvis::test;

namespace {

// Answers /now at once, /never when it is let go, and /drops a byte at a time.
struct SlowServer {
  SlowServer() {
    server.Get("/now", [](const httplib::Request&, httplib::Response& response) {
      response.set_content("now", "text/plain");
    });
    server.Get("/never", [this](const httplib::Request&, httplib::Response& response) {
      ++waiting;
      wait_until([this] { return released.load(); });
      response.set_content("late", "text/plain");
    });
    server.Get("/drops", [this](const httplib::Request&, httplib::Response& response) {
      response.set_chunked_content_provider("text/plain", [this](std::size_t, httplib::DataSink& sink) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        return !released && sink.write(".", 1);
      });
    });
    serving = std::make_unique<Serving>(server, "http");
  }
  ~SlowServer() {
    released = true;
    serving.reset();
  }
  std::atomic<bool> released = false;
  std::atomic<int> waiting = 0;
  httplib::Server server;
  std::unique_ptr<Serving> serving;
};

}  // namespace

TEST_CASE("an answer that trickles in is given up after the total time") {
  SlowServer server;
  HttplibOptions options;
  options.total_timeout_ms = 200;
  HttplibTransport transport(options);
  const auto answer = call(transport, server.serving->address() + "/drops");
  CHECK_FALSE(answer.ok());
  if (!answer.ok()) CHECK(answer.error().code == ErrorCode::kTimeout);
}

TEST_CASE("a server that says nothing is given up after the answer's time") {
  SlowServer server;
  HttplibOptions options;
  options.answer_timeout_ms = 200;
  HttplibTransport transport(options);
  const auto answer = call(transport, server.serving->address() + "/never");
  CHECK_FALSE(answer.ok());
  if (!answer.ok()) CHECK(answer.error().code == ErrorCode::kTimeout);
}

TEST_CASE("what is cancelled is told so, once, and what is asked afterwards is answered") {
  SlowServer server;
  HttplibOptions options;
  options.connections = 2;
  HttplibTransport transport(options);
  int cancelled = 0, others = 0;
  for (int i = 0; i < 5; ++i) {
    transport.send({"GET", server.serving->address() + "/never", {}},
                   [&](const Result<HttpResponse>& result) {
                     ++(!result.ok() && result.error().code == ErrorCode::kCancelled ? cancelled : others);
                   });
  }
  CHECK(wait_until([&] { return server.waiting == 2; }));
  CHECK(cancelled == 0);
  transport.cancel();
  CHECK(cancelled == 0);
  CHECK(wait_until([&] {
    transport.poll();
    return cancelled == 5;
  }));
  CHECK(others == 0);
  for (int i = 0; i < 3; ++i) CHECK(call(transport, server.serving->address() + "/now").ok());
}

TEST_CASE("a waiting event loop is woken when there is something to deliver") {
  SlowServer server;
  std::atomic<int> woken = 0;
  HttplibOptions options;
  options.wake = [&] { ++woken; };
  HttplibTransport transport(options);
  bool came = false;
  transport.send({"GET", server.serving->address() + "/now", {}},
                 [&](const Result<HttpResponse>&) { came = true; });
  CHECK(wait_until([&] { return woken == 1; }));
  CHECK_FALSE(came);
  transport.poll();
  CHECK(came);
}
