// What is a request and what is not: everything that a proxy in front might read differently is refused.
#include <doctest/doctest.h>

#include <string>

#include "http_fixture.hpp"

using namespace parvis;
using namespace parvis::test;

namespace {

// The status that `bytes` are refused with; the connection must end and the document must say why.
int refused(RunningServer& running, const std::string& bytes) {
  RawClient client(running.port());
  const Answer answer = client.exchange(bytes);
  CHECK(answer.header("content-type") == "application/problem+json");
  CHECK(answer.header("access-control-allow-origin") == "*");
  CHECK(answer.header("connection") == "close");
  CHECK(answer.body.find("\"status\":" + std::to_string(answer.status)) != std::string::npos);
  CHECK(answer.body.find("\"detail\":\"") != std::string::npos);
  CHECK(client.closed());
  return answer.status;
}

}  // namespace

TEST_CASE("a well-formed request is answered and the connection stays") {
  RunningServer running;
  RawClient client(running.port());
  const auto first = client.exchange(get("/v1/read?e=like&e=like&a=b%20c+d"));
  CHECK(first.status == 200);
  CHECK(first.body == "GET /v1/read|e=like;e=like;a=b c d;|127.0.0.1|");
  CHECK(first.header("connection").empty());
  CHECK(client.exchange(post("/v1/like", "{}")).body == "POST /v1/like||127.0.0.1|{}");
}

TEST_CASE("ambiguous framing is refused") {
  RunningServer running;
  const std::string start = "POST /v1/like HTTP/1.1\r\nHost: a.example\r\n";
  CHECK(refused(running, start + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}") == 400);
  CHECK(refused(running, start + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}") == 400);
  CHECK(refused(running, start + "Content-Length: 2, 2\r\n\r\n{}") == 400);
  CHECK(refused(running, start + "Content-Length: +2\r\n\r\n{}") == 400);
  CHECK(refused(running, start + "Content-Length: 0x2\r\n\r\n{}") == 400);
  CHECK(refused(running, start + "Content-Length: \r\n\r\n{}") == 400);
  CHECK(refused(running, start + "Content-Length : 2\r\n\r\n{}") == 400);
  CHECK(refused(running, start + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n") == 400);
  CHECK(refused(running, start + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n") == 501);
  CHECK(refused(running, start + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n") == 501);
  CHECK(refused(running, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") == 400);
}

TEST_CASE("a bad request line or header is refused") {
  RunningServer running;
  CHECK(refused(running, "GET / HTTP/1.1\r\n\r\n") == 400);  // no Host
  CHECK(refused(running, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") == 400);
  CHECK(refused(running, "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n") == 400);
  CHECK(refused(running, "GET  / HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
  CHECK(refused(running, "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
  CHECK(refused(running, "GET v1 HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
  CHECK(refused(running, "GET /#x HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
  CHECK(refused(running, "G@T / HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
  CHECK(refused(running, "GET /\r\nHost: a\r\n\r\n") == 400);
  CHECK(refused(running, "GET / HTTP/2.0\r\nHost: a\r\n\r\n") == 505);
  CHECK(refused(running, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") == 505);
  CHECK(refused(running, "GET / HTTP/1.1\nHost: a\n\n") == 400);
  CHECK(refused(running, "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n folded\r\n\r\n") == 400);
  CHECK(refused(running, "GET / HTTP/1.1\r\nHost: a\r\nX: b\rc\r\n\r\n") == 400);
  CHECK(refused(running, std::string("GET / HTTP/1.1\r\nHost: a\r\nX: b") + '\0' + "c\r\n\r\n") == 400);
  CHECK(refused(running, "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n") == 400);
  CHECK(refused(running, "\x16\x03\x01\x02\x01") == 400);  // TLS to the wrong port
}

TEST_CASE("a path or query that is not UTF-8 is refused") {
  RunningServer running;
  CHECK(refused(running, get("/%ff")) == 400);
  CHECK(refused(running, get("/%c0%af")) == 400);
  CHECK(refused(running, get("/%zz")) == 400);
  CHECK(refused(running, get("/a%00b")) == 400);
  RawClient client(running.port());
  CHECK(client.exchange(get("/v1/read?a=%ff")).status == 400);
  CHECK(client.exchange(get("/v1/read?a=%e2%82%ac")).body.find("a=\xe2\x82\xac;") != std::string::npos);
}

TEST_CASE("heads over the limits are refused before they are kept") {
  RunningServer running;
  CHECK(refused(running, get("/" + std::string(9'000, 'a'))) == 414);
  CHECK(refused(running, "GET /" + std::string(40'000, 'a')) == 414);
  CHECK(refused(running, get("/", "X: " + std::string(20'000, 'a') + "\r\n")) == 431);
  std::string many;
  for (int i = 0; i < 101; ++i) many += "X: y\r\n";
  CHECK(refused(running, get("/", many)) == 431);
}

TEST_CASE("a body over the limit is refused before it is read") {
  RunningServer running;
  CHECK(refused(running, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n") == 413);
  CHECK(refused(running,
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999999\r\n\r\n") == 413);
  CHECK(refused(running, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n") ==
        413);
  CHECK(refused(running,
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                "ffffffffffffffffffff\r\n") == 413);
  CHECK(refused(running,
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n"
                "Expect: 100-continue\r\n\r\n") == 413);
}

TEST_CASE("a client that sends its huge body regardless still reads the refusal") {
  RunningServer running;
  RawClient client(running.port());
  CHECK(client.exchange(post("/", std::string(2'000'000, 'x'))).status == 413);
}

TEST_CASE("a chunked body is put together") {
  RunningServer running;
  RawClient client(running.port());
  const std::string head = "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n";
  const std::string body = "3\r\nabc\r\n0A;ext=\"1\"\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n";
  CHECK(client.exchange(head + body).body == "POST /x||127.0.0.1|abc0123456789");
  client.send(head);
  for (const char c : body) client.send({&c, 1});
  CHECK(client.receive().body == "POST /x||127.0.0.1|abc0123456789");
  CHECK(refused(running, head + "3\r\nabcd\r\n") == 400);
  CHECK(refused(running, head + "-3\r\nabc\r\n") == 400);
  CHECK(refused(running, head + "3\nabc\r\n") == 400);
  CHECK(refused(running, head + "\r\n") == 400);
}

TEST_CASE("the absolute form, OPTIONS, HEAD and unknown methods") {
  RunningServer running;
  RawClient client(running.port());
  CHECK(client.exchange(get("http://a.example/x?y=1")).body == "GET /x|y=1;|127.0.0.1|");
  CHECK(client.exchange(get("HTTP://a.example")).body == "GET /||127.0.0.1|");
  CHECK(client.exchange("BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n").body == "BREW /pot||127.0.0.1|");

  const auto options = client.exchange("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(options.status == 204);
  CHECK(options.header("content-length").empty());
  CHECK(options.header("access-control-allow-methods") == "GET, HEAD, POST");

  client.send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto head = client.receive(true);
  CHECK(head.status == 200);
  CHECK(head.header("content-length") == "18");
  CHECK(client.exchange(get("/y")).status == 200);  // no body of the HEAD answer is left in between
}

TEST_CASE("100-continue is answered before the body is sent") {
  RunningServer running;
  RawClient client(running.port());
  client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  CHECK(client.receive(true).status == 100);
  client.send("ok");
  CHECK(client.receive().body == "POST /x||127.0.0.1|ok");
}
