// Answers that are kept for as long as they are true, and the figures about them.
#include <doctest/doctest.h>

#include <atomic>

#include "http/answer_cache.hpp"
#include "http/worker_pool.hpp"
#include "http_fixture.hpp"

using namespace parvis::server;
using namespace parvis::test;

namespace {

// Answers each GET with a new number, which stays true until `version` changes.
struct Counting {
  HttpServer::Respond respond() {
    return [this](const ApiRequest& request) {
      ++asked;
      ApiResponse response;
      const int made = version;
      response.content_type = "application/json";
      response.body =
          "{\"version\":" + std::to_string(made) + ",\"text\":\"" + std::string(2'000, 'x') + "\"}";
      const std::string etag = "\"v" + std::to_string(made) + "\"";
      response.headers = {{"ETag", etag}, {"Cache-Control", "public, max-age=0, must-revalidate"}};
      const auto tags = request.headers.find("if-none-match");
      if (tags != request.headers.end() && tags->second.find(etag) != std::string::npos) {
        response.status = 304;
        response.body.clear();
      }
      response.still_true = [this, made] { return version == made; };
      return response;
    };
  }
  std::atomic<int> version{1};
  std::atomic<int> asked{0};
};

KeptAnswerPtr of_size(std::size_t bytes) {
  auto kept = std::make_shared<KeptAnswer>();
  kept->body.assign(bytes, 'x');
  return kept;
}

}  // namespace

TEST_CASE("an answer is made once for as long as it is true, and afresh at once when it is not") {
  Counting counting;
  RunningServer running(RunningServer::quick(), counting.respond());
  RawClient client(running.port());
  const Answer first = client.exchange(get("/a"));
  const Answer second = client.exchange(get("/a"));
  CHECK(counting.asked == 1);
  CHECK(second.body == first.body);
  CHECK(second.status == 200);
  CHECK(second.header("etag") == "\"v1\"");
  CHECK(second.header("vary") == first.header("vary"));
  CHECK(second.header("cache-control") == first.header("cache-control"));
  CHECK(second.header("access-control-allow-origin") == "*");
  CHECK(!second.header("date").empty());
  client.exchange(get("/b"));
  CHECK(counting.asked == 2);
  counting.version = 2;
  CHECK(client.exchange(get("/a")).body.find("\"version\":2") != std::string::npos);
  CHECK(counting.asked == 3);
}

TEST_CASE("who holds a kept answer is told so, in each coding of it") {
  Counting counting;
  RunningServer running(RunningServer::quick(), counting.respond());
  RawClient client(running.port());
  for (const char* coding : {"br", "gzip", "identity"}) {
    CAPTURE(coding);
    const std::string accept = std::string("Accept-Encoding: ") + coding + "\r\n";
    const Answer whole = client.exchange(get("/a", accept));
    CHECK(whole.status == 200);
    client.send(get("/a", accept + "If-None-Match: " + whole.header("etag") + "\r\n"));
    const Answer unchanged = client.receive(true);
    CHECK(unchanged.status == 304);
    CHECK(unchanged.header("etag") == whole.header("etag"));
    CHECK(unchanged.header("content-length").empty());
    CHECK(unchanged.header("content-encoding").empty());
  }
  CHECK(counting.asked == 3);
  // Held in another coding than is asked for now.
  client.send(get("/a", "Accept-Encoding: br\r\nIf-None-Match: \"v1-gzip\"\r\n"));
  const Answer other = client.receive(true);
  CHECK(other.status == 304);
  CHECK(other.header("etag") == "\"v1-gzip\"");
  counting.version = 2;
  CHECK(client.exchange(get("/a", "If-None-Match: \"v1\"\r\n")).status == 200);
}

TEST_CASE("pipelined requests for kept answers are answered in order, and so are POST and HEAD beside them") {
  Counting counting;
  RunningServer running(RunningServer::quick(), counting.respond());
  RawClient client(running.port());
  client.exchange(get("/a"));
  client.send(get("/a") + get("/b") + post("/a", "{}") + "HEAD /a HTTP/1.1\r\nHost: a.example\r\n\r\n" +
              get("/a"));
  for (int i = 0; i < 3; ++i) CHECK(client.receive().status == 200);
  CHECK(client.receive(true).status == 200);
  CHECK(client.receive().status == 200);
}

TEST_CASE("what is kept is bounded, and what nobody asks for goes first") {
  AnswerCache cache(8 * 10'000);
  cache.keep("too large", of_size(20'000));
  CHECK(cache.find("too large") == nullptr);
  for (int i = 0; i < 1'000; ++i) cache.keep("key" + std::to_string(i), of_size(1'000));
  CHECK(cache.bytes() <= 8 * 10'000);
  CHECK(cache.find("key0") == nullptr);
  CHECK(cache.find("key999") != nullptr);
  cache.keep("key999", of_size(2'000));
  CHECK(cache.find("key999")->body.size() == 2'000);
}

TEST_CASE("the figures tell of requests, queue and kept answers, to this machine only") {
  Counting counting;
  RunningServer running(RunningServer::quick(), counting.respond());
  RawClient client(running.port());
  client.exchange(get("/v1/read"));
  client.exchange(get("/v1/read"));
  const Answer figures = client.exchange(get("/metrics"));
  CHECK(figures.header("content-type").starts_with("text/plain; version=0.0.4"));
  for (const char* line :
       {"parvis_requests_total{route=\"/v1/read\",status=\"2xx\"} 2\n",
        "parvis_request_seconds_bucket{route=\"/v1/read\",le=\"+Inf\"} 2\n", "parvis_cache_hits_total 1\n",
        "parvis_cache_misses_total 1\n", "parvis_queue_depth 0\n"}) {
    CAPTURE(line);
    CHECK(figures.body.find(line) != std::string::npos);
  }
  const int asked = counting.asked;
  client.exchange(get("/metrics", "X-Forwarded-For: 203.0.113.9\r\n"));
  CHECK(counting.asked == asked + 1);
}

TEST_CASE("from afar the figures take the token") {
  Counting counting;
  auto options = RunningServer::quick();
  options.metrics_token = "correct horse";
  RunningServer running(options, counting.respond());
  RawClient client(running.port());
  const std::string afar = "X-Forwarded-For: 203.0.113.9\r\n";
  CHECK(client.exchange(get("/metrics", afar + "Authorization: Bearer wrong\r\n"))
            .body.find("parvis_queue_depth") == std::string::npos);
  CHECK(client.exchange(get("/metrics", afar + "Authorization: Bearer correct horse\r\n"))
            .body.find("parvis_queue_depth") != std::string::npos);
}

TEST_CASE("there are as many threads as there is work at once, up to the limit") {
  std::atomic<int> running{0}, most{0}, done{0};
  std::atomic<bool> go{false};
  {
    WorkerPool pool(4);
    for (int i = 0; i < 20; ++i)
      pool.enqueue([&] {
        const int now = ++running;
        int seen = most;
        while (seen < now && !most.compare_exchange_weak(seen, now)) {
        }
        while (!go) std::this_thread::yield();
        --running;
        ++done;
      });
    while (running < 4) std::this_thread::yield();
    CHECK(pool.threads() == 4);
    CHECK(pool.waiting() == 16);
    go = true;
  }
  CHECK(done == 20);
  CHECK(most == 4);
}
