// Compressed answers, and the ETags that go with them.
#include "http/compress.hpp"

#include <doctest/doctest.h>

#include <string>

#include "http_fixture.hpp"

using namespace parvis;
using namespace parvis::server;
using namespace parvis::test;

namespace {

ApiResponse long_json(const ApiRequest& request) {
  ApiResponse response;
  response.headers = {{"ETag", "\"v1\""}};
  const auto held = request.headers.find("if-none-match");
  if (held != request.headers.end() && held->second == "\"v1\"") {
    response.status = 304;
    return response;
  }
  response.body = request.path == "/short" ? "[1]" : "[" + std::string(5000, '1') + "]";
  return response;
}

}  // namespace

TEST_CASE("the coding is the client's choice, brotli when it has none") {
  CHECK(choose_coding("gzip, deflate, br, zstd") == Coding::kBrotli);
  CHECK(choose_coding("gzip, deflate") == Coding::kGzip);
  CHECK(choose_coding("br;q=0.5, gzip;q=0.8") == Coding::kGzip);
  CHECK(choose_coding("br;q=0, gzip; q=0.0") == Coding::kIdentity);
  CHECK(choose_coding("*") == Coding::kBrotli);
  CHECK(choose_coding("br;q=0, *;q=0.1") == Coding::kGzip);
  CHECK(choose_coding("identity") == Coding::kIdentity);
  CHECK(choose_coding("") == Coding::kIdentity);
  CHECK(choose_coding("GZIP;Q=1") == Coding::kGzip);
  CHECK(choose_coding(";;,,br;q=x") == Coding::kIdentity);
}

TEST_CASE("long answers are compressed, short ones are not") {
  RunningServer running(RunningServer::quick(), long_json);
  RawClient client(running.port());
  const auto brotli = client.exchange(get("/long", "Accept-Encoding: gzip, br\r\n"));
  CHECK(brotli.header("content-encoding") == "br");
  CHECK(brotli.header("vary") == "Accept-Encoding");
  CHECK(brotli.header("etag") == "\"v1-br\"");
  CHECK(brotli.body.size() < 100);
  CHECK(client.exchange(get("/long", "Accept-Encoding: gzip\r\n")).header("etag") == "\"v1-gzip\"");

  const auto plain = client.exchange(get("/long"));
  CHECK(plain.header("content-encoding").empty());
  CHECK(plain.header("vary") == "Accept-Encoding");
  CHECK(plain.header("etag") == "\"v1\"");
  CHECK(plain.body.size() == 5002);
  CHECK(client.exchange(get("/short", "Accept-Encoding: br\r\n")).header("content-encoding").empty());
}

TEST_CASE("a compressed answer is revalidated with its own tag") {
  RunningServer running(RunningServer::quick(), long_json);
  RawClient client(running.port());
  for (const std::string tag : {"\"v1-br\"", "\"v1-gzip\"", "\"v1\""}) {
    const auto answer =
        client.exchange(get("/long", "Accept-Encoding: br\r\nIf-None-Match: " + tag + "\r\n"));
    CHECK(answer.status == 304);
    CHECK(answer.header("etag") == tag);
    CHECK(answer.header("content-length").empty());
  }
  CHECK(client.exchange(get("/long", "If-None-Match: \"v2\"\r\n")).status == 200);
}

TEST_CASE("gzip has a gzip header and ends where it says") {
  const auto bytes = gzip(std::string(100'000, 'a'), 6);
  CHECK(bytes.substr(0, 2) == "\x1f\x8b");
  CHECK(bytes.size() < 500);
  CHECK(!gzip("", 6).empty());
}
