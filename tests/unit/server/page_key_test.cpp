#include "rules/page_key.hpp"

#include <doctest/doctest.h>

using namespace parvis;
using namespace parvis::server;

namespace {

std::string key_of(const PageRef& page) {
  const auto name = page_name(page);
  return name.ok() ? name.value().key : "refused: " + name.error().field;
}

std::string of_address(const std::string& address) { return key_of({"", "", address}); }

}  // namespace

TEST_CASE("the webmaster's key goes before the canonical link, and that before the address") {
  const PageRef all{"mug", "https://shop.example/mug", "https://shop.example/mug?x=1"};
  CHECK(key_of(all) == "mug");
  CHECK(key_of({"", all.canonical, all.address}) == "shop.example/mug");
  CHECK(key_of({"", "", all.address}) == "shop.example/mug?x=1");
  CHECK(key_of({"  ", "not a link", all.address}) == "shop.example/mug?x=1");
  CHECK(key_of({}) == "refused: page");
  CHECK(key_of({"", "mailto:a@b.c", "about:blank"}) == "refused: page");
}

TEST_CASE("an address loses what does not name the page") {
  CHECK(of_address("https://shop.example/a#reviews") == "shop.example/a");
  CHECK(of_address("HTTP://Shop.Example:80/a") == "shop.example/a");
  CHECK(of_address("https://shop.example:443/a") == "shop.example/a");
  CHECK(of_address("https://shop.example:8443/a") == "shop.example:8443/a");
  CHECK(of_address("https://shop.example") == "shop.example/");
  CHECK(of_address("https://shop.example/a/b//") == "shop.example/a/b");
  CHECK(of_address("https://shop.example/A") == "shop.example/A");
  CHECK(of_address("https://shop.example/?") == "shop.example/");
}

TEST_CASE("tracking parameters go, all others stay in their order") {
  for (const char* tracking : {"utm_source=x", "UTM_Campaign=y", "fbclid=1", "gclid=1", "gbraid=1",
                               "wbraid=1", "msclkid=1", "mc_cid=1", "mc_eid=1", "igshid=1", "ttclid=1",
                               "twclid=1", "yclid=1", "_ga=1", "ref_src=twsrc", "srsltid=1", "_gl=1"}) {
    CAPTURE(tracking);
    const std::string t(tracking);
    CHECK(of_address("https://s.example/a?" + t) == "s.example/a");
    CHECK(of_address("https://s.example/a?z=1&" + t + "&b=2") == "s.example/a?z=1&b=2");
  }
  CHECK(of_address("https://s.example/?utm=1&reference=2&fbclid2=3&&id=4") ==
        "s.example/?utm=1&reference=2&fbclid2=3&id=4");
}

TEST_CASE("an octet has one spelling") {
  CHECK(of_address("https://s.example/%7Euser/%c3%a9") == "s.example/~user/%C3%A9");
  CHECK(of_address("https://s.example/~user/é") == "s.example/~user/%C3%A9");
  CHECK(of_address("https://s.example/a%2Fb") == "s.example/a%2Fb");
  CHECK(of_address("https://s.example/100%") == "s.example/100%");
}

TEST_CASE("a key that is an address is treated as one, and a key made by the rule stays as it is") {
  CHECK(key_of({"https://s.example/a/?fbclid=1", "", ""}) == "s.example/a");
  for (const char* address : {"https://s.example/a/?b=%7e&utm_x=1#c", "http://[2001:DB8::1]:80/x%2f",
                              "https://s.example/é?q=a b"}) {
    CAPTURE(address);
    const std::string once = of_address(address);
    CHECK(key_of({once, "", ""}) == once);
    CHECK(of_address("https://" + once) == once);
  }
}

TEST_CASE("what is shared is an address that leads there") {
  CHECK(page_name({"mug", "https://s.example/mug/", ""}).value().url == "https://s.example/mug/");
  CHECK(page_name({"mug", "", ""}).value().url == "");
}
