#include <doctest/doctest.h>

#include <set>

#include "rules/author_tag.hpp"
#include "rules/entities.hpp"
#include "rules/ids.hpp"
#include "rules/names.hpp"
#include "rules/rate_limit.hpp"
#include "rules/sites.hpp"
#include "rules/system.hpp"
#include "store/memory_store.hpp"

using namespace parvis;
using namespace parvis::server;

TEST_CASE("ids sort by time, and by order within one millisecond") {
  const RandomBytes random = [](unsigned char* out, std::size_t size) { std::fill_n(out, size, 0xFF); };
  std::string last;
  for (std::int64_t now : {5'000, 5'000, 5'000, 5'001, 4'000, 9'000}) {
    const NewId id = next_id(last, now, random);
    CHECK(is_id(id.text));
    CHECK(id.text > last);
    CHECK(id.created_ms >= now);
    last = id.text;
  }
  std::string full = next_id("", 7, random).text;
  for (int i = 0; i < 40'000; ++i) {
    const NewId id = next_id(full, 7, random);
    if (id.text <= full) FAIL("ids do not grow");
    full = id.text;
  }
  CHECK(next_id(full, 7, random).created_ms == 8);
  CHECK(!is_id("short"));
  CHECK(!is_id("ilou000000000000"));
}

TEST_CASE("a bucket lets a burst through, then one each interval, and says how long to wait") {
  RateLimiter limiter;
  const limits::Rate rate{3, 1'000};
  for (int i = 0; i < 3; ++i) CHECK(limiter.take("a", rate, 10'000) == 0);
  CHECK(limiter.take("a", rate, 10'000) == 1'000);
  CHECK(limiter.take("a", rate, 10'400) == 600);
  CHECK(limiter.take("b", rate, 10'400) == 0);
  CHECK(limiter.take("a", rate, 11'000) == 0);
  CHECK(limiter.take("a", rate, 11'000) == 1'000);
  for (int i = 0; i < 3; ++i) CHECK(limiter.take("a", rate, 99'000) == 0);
  for (int i = 0; i < 200'000; ++i) (void)limiter.take(std::to_string(i), rate, 100'000 + i * 10);
}

TEST_CASE("who takes nothing for two minutes is forgotten, whatever the clock does") {
  RateLimiter limiter;
  constexpr std::int64_t kNow = 1'790'000'000'000, kTwoMinutes = 120'000;
  for (const auto& rate : {limits::kWritesPerNetwork, limits::kReadsPerNetwork, limits::kCommentsPerVisitor})
    while (limiter.take("n" + std::to_string(rate.burst), rate, kNow) == 0) {
    }
  limiter.sweep(kNow);
  CHECK(limiter.size() == 3);
  limiter.sweep(kNow + kTwoMinutes);
  CHECK(limiter.size() == 0);
  while (limiter.take("ahead", limits::kWritesPerNetwork, kNow + 365 * kTwoMinutes) == 0) {
  }
  CHECK(limiter.take("ahead", limits::kWritesPerNetwork, kNow) <= limits::kWritesPerNetwork.every_ms);
  CHECK(limiter.size() == 1);
  (void)limiter.take("ahead", limits::kWritesPerNetwork, kNow + 365 * kTwoMinutes);
  limiter.sweep(kNow);
  CHECK(limiter.size() == 0);
}

TEST_CASE("neighbours share a network, strangers do not") {
  CHECK(network_of("203.0.113.7") == network_of("203.0.113.200"));
  CHECK(network_of("203.0.113.7") != network_of("203.0.114.7"));
  CHECK(network_of("::ffff:203.0.113.9") == network_of("203.0.113.7"));
  CHECK(network_of("2001:db8:1:aaaa::1") == network_of("2001:db8:1:bbbb::2"));
  CHECK(network_of("2001:db8:1::1") != network_of("2001:db8:2::1"));
  CHECK(network_of("") == "");
  CHECK(network_of("not an address") == "");
}

TEST_CASE("character references become what they stand for") {
  CHECK(decode_entity("&amp;") == "&");
  CHECK(decode_entity("&eacute;") == "é");
  CHECK(decode_entity("&#233;") == "é");
  CHECK(decode_entity("&#xE9;") == "é");
  CHECK(decode_entity("&lt;") == "<");
  CHECK(decode_entity("&#60;") == "<");
  CHECK(decode_entity("&#38;") == "&");
  CHECK(decode_entity("&quot;") == "\"");
  CHECK(decode_entity("&nosuchthing;") == "&nosuchthing;");
  CHECK(decode_entity("&#0;") == "\xEF\xBF\xBD");
  CHECK(decode_entity("&#xD800;") == "\xEF\xBF\xBD");
  CHECK(decode_entity("&nbsp;") == "\xC2\xA0");
}

TEST_CASE("an origin is cleaned to one spelling, or is none") {
  CHECK(clean_origin("https://Shop.example:443/") == "https://shop.example");
  CHECK(clean_origin("http://localhost:8080") == "http://localhost:8080");
  CHECK(clean_origin("http://localhost:*") == "http://localhost:*");
  CHECK(clean_origin("http://[::1]:*") == "http://[::1]:*");
  for (const char* bad :
       {"", "shop.example", "https://shop.example/path", "https://*.example", "ftp://x.example", "null",
        "http://localhost:80:*", "https://a@shop.example", "https://shop.example?x"}) {
    CAPTURE(bad);
    CHECK(!clean_origin(bad));
  }
}

TEST_CASE("a site's name is its own, and its owner key opens it until it is renewed") {
  const auto store = make_memory_store();
  const auto made = add_site(*store, "shop", {"https://shop.example"}, system_random);
  REQUIRE(made.ok());
  CHECK(!add_site(*store, "shop", {}, system_random).ok());
  CHECK(add_site(*store, " ", {}, system_random).error().field == "site");
  CHECK(add_site(*store, "other", {"nonsense"}, system_random).error().field == "origin");
  const auto site = [&] {
    std::optional<Site> found;
    (void)store->read([&](Reader& reader) { found = reader.site("shop"); });
    return *found;
  };
  CHECK(is_owner(site(), made.value().owner_key));
  CHECK(!is_owner(site(), ""));
  const auto renewed = renew_owner_key(*store, "shop", system_random);
  CHECK(!is_owner(site(), made.value().owner_key));
  CHECK(is_owner(site(), renewed.value()));
  CHECK(renew_owner_key(*store, "nobody", system_random).error().code == ErrorCode::kUnknownSite);
}

TEST_CASE("author marks spread and depend on the site's salt") {
  Site a, b;
  a.salt = "a";
  b.salt = "b";
  std::set<std::string> tags;
  for (RowId i = 1; i <= 1'000; ++i) tags.insert(author_tag(a, i));
  CHECK(tags.size() > 990);
  CHECK(author_tag(a, 1) != author_tag(b, 1));
}

TEST_CASE("secrets are 43 characters of base64url, never twice the same") {
  CHECK(new_secret(system_random).size() == 43);
  CHECK(new_secret(system_random) != new_secret(system_random));
}
