// Whose address a request counts for.
#include "http/address.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "http_fixture.hpp"

using namespace parvis;
using namespace parvis::server;
using namespace parvis::test;

namespace {

std::vector<server::Network> networks(std::initializer_list<const char*> texts) {
  std::vector<server::Network> parsed;
  for (const char* text : texts) {
    const auto network = server::Network::parse(text);
    CHECK(network.has_value());
    if (network) parsed.push_back(*network);
  }
  return parsed;
}

}  // namespace

TEST_CASE("networks are read strictly") {
  CHECK(server::Network::parse("10.0.0.0/8"));
  CHECK(server::Network::parse("0.0.0.0/0"));
  CHECK(server::Network::parse("192.0.2.7"));
  CHECK(server::Network::parse("2001:db8::/32"));
  CHECK(server::Network::parse("::1"));
  for (const char* wrong : {"", "10.0.0.0/33", "10.0.0.1/8", "10.0.0/8", "::/129", "example.org", "10.0.0.0/",
                            "10.0.0.0/8x", "10.0.0.0/-1"})
    CHECK_MESSAGE(!server::Network::parse(wrong), wrong);
}

TEST_CASE("a network contains its addresses in every notation") {
  const auto ten = networks({"10.0.0.0/8"})[0];
  CHECK(ten.contains("10.255.0.1"));
  CHECK(ten.contains("::ffff:10.1.2.3"));
  CHECK(!ten.contains("11.0.0.1"));
  CHECK(!ten.contains("nonsense"));
  const auto six = networks({"2001:db8::/33"})[0];
  CHECK(six.contains("2001:db8:7fff::1"));
  CHECK(!six.contains("2001:db8:8000::1"));
  CHECK(!six.contains("10.0.0.1"));
}

TEST_CASE("without trusted proxies only the socket counts") {
  CHECK(client_address("203.0.113.5", "1.2.3.4", {}) == "203.0.113.5");
}

TEST_CASE("X-Forwarded-For is believed from its end, for as long as proxies are trusted") {
  const auto trusted = networks({"10.0.0.0/8", "127.0.0.1"});
  CHECK(client_address("127.0.0.1", "198.51.100.7", trusted) == "198.51.100.7");
  CHECK(client_address("127.0.0.1", "6.6.6.6, 198.51.100.7, 10.1.1.1", trusted) == "198.51.100.7");
  CHECK(client_address("127.0.0.1", "10.2.2.2, 10.1.1.1", trusted) == "10.2.2.2");
  CHECK(client_address("127.0.0.1", "", trusted) == "127.0.0.1");
  CHECK(client_address("203.0.113.5", "198.51.100.7", trusted) == "203.0.113.5");
  CHECK(client_address("127.0.0.1", "198.51.100.7, unknown", trusted) == "127.0.0.1");
  CHECK(client_address("127.0.0.1", "198.51.100.7:4711", trusted) == "198.51.100.7");
  CHECK(client_address("127.0.0.1", "[2001:DB8::1]:4711", trusted) == "2001:db8::1");
  CHECK(client_address("127.0.0.1", "::ffff:198.51.100.7", trusted) == "198.51.100.7");
}

TEST_CASE("a client cannot claim another address") {
  RunningServer direct;
  RawClient client(direct.port());
  CHECK(client
            .exchange(get("/",
                          "X-Forwarded-For: 6.6.6.6\r\nX-Real-IP: 6.6.6.6\r\nREMOTE_ADDR: 6.6.6.6\r\n"
                          "Forwarded: for=6.6.6.6\r\n"))
            .body == "GET /||127.0.0.1|");

  auto options = RunningServer::quick();
  options.trusted_proxies = networks({"127.0.0.0/8"});
  RunningServer proxied(options);
  RawClient proxy(proxied.port());
  CHECK(proxy.exchange(get("/", "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 198.51.100.7\r\n")).body ==
        "GET /||198.51.100.7|");
}

TEST_CASE("what proxies say reaches the api layer only from trusted ones") {
  const auto show = [](const ApiRequest& request) {
    ApiResponse response = RunningServer::echo(request);
    response.body = std::to_string(request.headers.count("x-forwarded-proto")) +
                    std::to_string(request.headers.count("forwarded"));
    return response;
  };
  const std::string request = get("/", "X-Forwarded-Proto: https\r\nForwarded: proto=https\r\n");
  RunningServer direct(RunningServer::quick(), show);
  RawClient client(direct.port());
  CHECK(client.exchange(request).body == "00");
  auto options = RunningServer::quick();
  options.trusted_proxies = networks({"127.0.0.1"});
  RunningServer proxied(options, show);
  RawClient proxy(proxied.port());
  CHECK(proxy.exchange(request).body == "11");
}
