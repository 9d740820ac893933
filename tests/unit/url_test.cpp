#include "base/url.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace parvis;

namespace {

std::string normal(std::string_view text) {
  const auto url = parse_url(text);
  if (!url) return "none";
  std::string out = url->origin() + url->path;
  if (!url->query.empty()) out += "?" + url->query;
  if (!url->fragment.empty()) out += "#" + url->fragment;
  return out;
}

}  // namespace

TEST_CASE("addresses are split, with scheme and host in lower case and default ports gone") {
  const auto url = parse_url("HTTPS://Shop.Example:8443/a/b?x=1&y=?2#frag#ment");
  CHECK(url.has_value());
  if (!url) return;
  CHECK(url->scheme == "https");
  CHECK(url->host == "shop.example");
  CHECK(url->port == "8443");
  CHECK(url->path == "/a/b");
  CHECK(url->query == "x=1&y=?2");
  CHECK(url->fragment == "frag#ment");
  CHECK(url->origin() == "https://shop.example:8443");
  CHECK(normal("http://a.example:80") == "http://a.example/");
  CHECK(normal("https://a.example:443/") == "https://a.example/");
  CHECK(normal("http://a.example:443/") == "http://a.example:443/");
  CHECK(normal("http://a.example:/") == "http://a.example/");
  CHECK(normal("http://a.example:00080/") == "http://a.example/");
  CHECK(normal("http://[2001:DB8::1]:8080/x") == "http://[2001:db8::1]:8080/x");
  CHECK(normal("http://127.0.0.1:9000?q") == "http://127.0.0.1:9000/?q");
  CHECK(normal("https://a.example#top") == "https://a.example/#top");
}

TEST_CASE("paths are brought into the form that browsers show") {
  CHECK(normal("http://h/a/./b/../c") == "http://h/a/c");
  CHECK(normal("http://h/a/%2e%2E/b") == "http://h/b");
  CHECK(normal("http://h/../../x") == "http://h/x");
  CHECK(normal("http://h/a/..") == "http://h/");
  CHECK(normal("http://h/a/b/.") == "http://h/a/b/");
  CHECK(normal("http://h/...") == "http://h/...");
  CHECK(normal("http://h//a//") == "http://h//a//");
  CHECK(normal("http://h\\a\\b") == "http://h/a/b");
  CHECK(normal("http://h/é \"<>") == "http://h/%C3%A9%20%22%3C%3E");
  CHECK(normal("http://h/%C3%A9%zz") == "http://h/%C3%A9%zz");
}

TEST_CASE("what is no absolute http or https address is none") {
  for (const std::string_view text : {"",
                                      "http",
                                      "https",
                                      "x",
                                      "/path",
                                      "//host/",
                                      "http:",
                                      "http:/",
                                      "http://",
                                      "http:///x",
                                      "http:host",
                                      "ftp://h/",
                                      "javascript:alert(1)",
                                      "data:text/html,x",
                                      "file:///etc/passwd",
                                      "blob:https://h/x",
                                      " http://h/",
                                      "http://h/\n",
                                      "ht\ntp://h/",
                                      "http://h\t/",
                                      "http://user@h/",
                                      "http://user:pass@h/",
                                      "http://h:99999/",
                                      "http://h:8a/",
                                      "http://h:-1/",
                                      "http://h:+1/",
                                      "http://a..b/",
                                      "http://.a/",
                                      "http://a b/",
                                      "http://a%20b/",
                                      "http://a<b/",
                                      "http://é.example/",
                                      "http://[::1/",
                                      "http://[::g]/",
                                      "http://[1]/",
                                      "http://[::1]x/",
                                      "http://h\x7F/",
                                      "http://h/\xFF"}) {
    CAPTURE(text);
    CHECK(normal(text) == "none");
  }
  CHECK(normal("http://" + std::string(64, 'a') + ".example/") == "none");
  CHECK(normal("http://" + std::string(63, 'a') + ".example/") != "none");
  CHECK(normal(std::string("http://h/a\0b", 12)) == "none");
}

TEST_CASE("an address that pretends to another host is not split at the wrong place") {
  CHECK(normal("https://good.example\\@evil.example/") == "https://good.example/@evil.example/");
  CHECK(normal("https://good.example?@evil.example/") == "https://good.example/?@evil.example/");
  CHECK(normal("https://good.example#@evil.example/") == "https://good.example/#@evil.example/");
}

TEST_CASE("percent-encoding round-trips every byte and broken escapes are refused") {
  CHECK(percent_encode("a-Z_0.~ /?&=%é+") == "a-Z_0.~%20%2F%3F%26%3D%25%C3%A9%2B");
  CHECK(percent_decode(percent_encode("tout ça, 100 % 🙂\n")) == "tout ça, 100 % 🙂\n");
  CHECK(percent_decode("a+b") == "a+b");
  CHECK(percent_decode("%e2%82%AC") == "€");
  for (const std::string_view text :
       {"%", "%4", "%zz", "a%", "%%41", "%4 1", "%+1", "%C3", "%FF", "%ED%A0%80", "%C0%AF"}) {
    CAPTURE(text);
    CHECK_FALSE(percent_decode(text).has_value());
  }
}

TEST_CASE("queries are read as browsers read forms") {
  const auto pairs = parse_query("a=1+2&&b&=c&a=%C3%A9&d=x=y&e=%zz&f=%FF&%20g=");
  CHECK(pairs.size() == 8);
  if (pairs.size() != 8) return;
  CHECK(pairs[0] == std::pair<std::string, std::string>{"a", "1 2"});
  CHECK(pairs[1] == std::pair<std::string, std::string>{"b", ""});
  CHECK(pairs[2] == std::pair<std::string, std::string>{"", "c"});
  CHECK(pairs[3] == std::pair<std::string, std::string>{"a", "é"});
  CHECK(pairs[4] == std::pair<std::string, std::string>{"d", "x=y"});
  CHECK(pairs[5] == std::pair<std::string, std::string>{"e", "%zz"});
  CHECK(pairs[6] == std::pair<std::string, std::string>{"f", "\uFFFD"});
  CHECK(pairs[7] == std::pair<std::string, std::string>{" g", ""});
  CHECK(parse_query("").empty());
}

TEST_CASE("links may lead to http, https and mailto") {
  for (const std::string_view link :
       {"http://a.example", "https://a.example/x?y#z", "HTTPS://A.EXAMPLE", "mailto:a@b.example",
        "https://bücher.example/", "https://a.example/a b"}) {
    CAPTURE(link);
    CHECK(safe_link(link));
  }
}

TEST_CASE("scripts and other schemes are no links, however they are dressed up") {
  for (const std::string_view link : {"",
                                      "javascript:alert(1)",
                                      "JaVaScRiPt:alert(1)",
                                      " javascript:alert(1)",
                                      "\tjavascript:alert(1)",
                                      "java\nscript:alert(1)",
                                      "java\tscript:alert(1)",
                                      "\x01javascript:alert(1)",
                                      "javascript\r:alert(1)",
                                      "javascript&colon;alert(1)",
                                      "vbscript:x",
                                      "data:text/html,<script>",
                                      "file:///x",
                                      "blob:https://x/y",
                                      "about:blank",
                                      "//evil.example",
                                      "/relative",
                                      "relative",
                                      "http:relative",
                                      "https:",
                                      "https://",
                                      "https:///x",
                                      "https:/\\evil",
                                      "https://\\evil",
                                      "mailto:",
                                      "http\n://a.example",
                                      "https://a.example/\n",
                                      "https://a.example/\x7F",
                                      "https://a.example/\xFF",
                                      "х://a",
                                      "view-source:https://a.example"}) {
    CAPTURE(link);
    CHECK_FALSE(safe_link(link));
  }
  CHECK_FALSE(safe_link(std::string_view("https://a\0.example", 18)));
}
