#include "refused.hpp"

using namespace parvis::test;

TEST_CASE("a body that is no JSON object is malformed") {
  World world;
  for (const char* bad : {"", "{", "[]", "null", "\"x\"", "1", "{\"a\":1,}", "{\"a\":1}{}", "{'a':1}",
                          "{\"a\":\"\xFF\"}", "{\"a\":1.5}", "{\"a\":1e3}", "{\"a\":99999999999999999999}",
                          "{\"on\":true,\"on\":false}", "{\"a\":\"\\ud800\"}", "\xEF\xBB\xBF{"}) {
    CAPTURE(bad);
    check_refused(world, world.post_text("/v1/like", bad), 400, 20, "");
  }
  check_refused(world, world.post_text("/v1/like", repeated("[", 50'000)), 400, 20, "");
  check_refused(world, world.post_text("/v1/like", "{\"a\":" + repeated("{\"a\":", 5'000)), 400, 20, "");
}

TEST_CASE("a body larger than 64 KiB is too large") {
  World world;
  const Reply reply = world.post_text("/v1/like", "{\"x\":\"" + repeated("x", 65'536) + "\"}");
  CHECK(reply.status == 413);
  CHECK(reply.code() == 23);
}

TEST_CASE("a form's media type is refused, so that no page can post for its reader without a script") {
  World world;
  const std::string body = Visitor(world, 1).body({{"on", true}}).dump();
  for (const char* type :
       {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/html", "nonsense"})
    check_refused(world, world.post_text("/v1/like", body, {{"content-type", type}}), 415, 34, "");
  for (const char* type : {"text/plain", "application/json", "Application/JSON; charset=utf-8"})
    CHECK(world.post_text("/v1/like", body, {{"content-type", type}}).status == 200);
}

TEST_CASE("a body in a content coding is refused before it is read") {
  World world;
  const std::string body = Visitor(world, 1).body({{"on", true}}).dump();
  for (const char* coding : {"gzip", "br", "identity, gzip", "x"})
    check_refused(world, world.post_text("/v1/like", body, {{"content-encoding", coding}}), 415, 34, "");
  CHECK(world.post_text("/v1/mastodon", "instance=x", {{"content-encoding", "gzip"}}).status == 415);
  CHECK(world.post_text("/v1/like", body, {{"content-encoding", "identity"}}).status == 200);
}

TEST_CASE("a comment that shows nothing to read is refused") {
  World world;
  Visitor ana(world, 1);
  for (const char* nothing : {"\u200B",
                              "\u00A0",
                              "&nbsp;",
                              "&#8203;&#x2060;",
                              "\u2060\uFEFF\u00AD",
                              "\u3164",
                              "\u115F\u1160",
                              "\u2800\u2800",
                              "\U000E0041\U000E007F",
                              "\uFE0F",
                              "\u202E\u2066",
                              "[x]: https://evil.example",
                              "#",
                              "##",
                              ">",
                              "> >\n>",
                              "-",
                              "1.",
                              "***",
                              "```\n```",
                              "\u0085",
                              "\u180E",
                              "\U0001D159"}) {
    CAPTURE(nothing);
    check_refused(world, ana.act("comment", {{"text", nothing}}), 422, 21, "text");
  }
  for (const char* something :
       {".", "👍", "\u0E33", "\u0600", "`x`", "[](https://shop.example)", "\\#", "# a"}) {
    CAPTURE(something);
    CHECK(ana.act("comment", {{"text", something}}).status == 200);
  }
}

TEST_CASE("a write from an origin that the site does not list is refused, and one without Origin is not") {
  World world;
  Visitor ana(world, 1);
  for (const char* origin :
       {"https://evil.example", "https://shop.example.evil.example", "http://shop.example", "null",
        "https://shop.example:444", "https://sub.shop.example", "nonsense"}) {
    CAPTURE(origin);
    check_refused(world, world.post("/v1/like", ana.body({{"on", true}}), {{"origin", origin}}), 403, 26, "");
  }
  for (const char* origin : {"https://shop.example", "https://SHOP.example:443", "http://localhost:5173"})
    CHECK(world.post("/v1/like", ana.body({{"on", true}}), {{"origin", origin}}).status == 200);
  CHECK(ana.like(true).status == 200);
}

TEST_CASE("a write without a site finds it by the page, else by its Origin") {
  World world;
  Visitor ana(world, 1);
  json body = ana.body({{"on", true}, {"page", {{"address", "https://shop.example/a"}}}});
  body.erase("site");
  CHECK(world.post("/v1/like", body).status == 200);
  json keyed = ana.body({{"on", true}});
  keyed.erase("site");
  CHECK(world.post("/v1/like", keyed).code() == 24);
  CHECK(world.post("/v1/like", keyed, {{"origin", "https://shop.example"}}).status == 200);
}

TEST_CASE("unknown addresses and wrong methods say so") {
  World world;
  CHECK(world.get("/v1/unknown", {}).code() == 25);
  CHECK(world.get("/v1/like", {}).status == 405);
  CHECK(world.get("/v1/like", {}).headers.at("allow") == "POST, OPTIONS");
  for (const auto& [path, allowed] : {std::pair{"/v1/read", "GET, HEAD, OPTIONS"},
                                      {"/v1/like", "POST, OPTIONS"},
                                      {"/", "GET, HEAD, OPTIONS"}}) {
    parvis::server::ApiRequest trace;
    trace.method = "TRACE";
    trace.path = path;
    const Reply refused = world.send(trace);
    CHECK(refused.status == 405);
    CHECK(refused.code() == 32);
    CHECK(refused.headers.at("allow") == allowed);
  }
  CHECK(world.post_text("/v1/read", "{}").code() == 32);
}

TEST_CASE("a problem speaks the language of the body") {
  World world;
  Visitor ana(world, 1);
  const auto title = [&](const char* language) {
    return ana.act("like", {{"on", 3}, {"lang", language}}).body["title"].get<std::string>();
  };
  CHECK(title("fr") != title("en"));
  CHECK(title("xx-nonsense") == title("en"));
}
