#include <doctest/doctest.h>

#include "world.hpp"

using namespace parvis::test;

TEST_CASE("text of every script comes back byte for byte") {
  World world;
  Visitor ana(world, 1);
  for (const std::string text : {"日本語のコメント", "مرحبا بالعالم", "हिन्दी में", "עברית",
                                 "🇫🇷👩‍👩‍👧‍👦🏳️‍🌈", "e\u0301 vs \u00e9",
                                 "𝒻𝓊𝓁𝓁 plane 𐍈", "\U0010FFFF"}) {
    CAPTURE(text);
    const Reply reply = ana.act("comment", {{"text", text}, {"name", "名前 é"}});
    CHECK(reply.body["comment"]["body"] == json::array({json::array({"p", text})}));
    CHECK(reply.body["comment"]["name"] == "名前 é");
  }
}

TEST_CASE("a name can neither hide nor turn around what stands beside it") {
  World world;
  Visitor ana(world, 1);
  const auto named = [&](const std::string& name) {
    const json comment = ana.act("comment", {{"text", "x"}, {"name", name}}).body["comment"];
    return comment.value("name", "");
  };
  CHECK(named("  Ana \n\t  B  ") == "Ana B");
  CHECK(named("\u202EanA\u202C") == "anA");
  CHECK(named("A\u200Bna\uFEFF") == "Ana");
  CHECK(named("\u2067Ana\u2069") == "Ana");
  CHECK(named("\u200B\u2060\u3164\u2800 ") == "");
  CHECK(named("Z\u0300\u0301\u0302\u0303\u0304\u0305o") == "Z\u0300\u0301\u0302o");
  CHECK(named("👩\u200D💻") == "👩\u200D💻");
  CHECK(named("می\u200Cخواهم") == "می\u200Cخواهم");
  CHECK(named(std::string("a\0b\ac", 5)) == "abc");
}

TEST_CASE("control characters leave a comment's text, line ends become one kind") {
  World world;
  Visitor ana(world, 1);
  const Reply reply = ana.act("comment", {{"text", std::string("a\r\nb\rc\0d\x1B[31me\x7F", 16)}});
  CHECK(reply.body["comment"]["body"] == json::parse(R"([["p","a\nb\ncd[31me"]])"));
}

TEST_CASE("text that looks like markup stays text") {
  World world;
  Visitor ana(world, 1);
  const std::string id = ana.comment(
      "<script>alert(1)</script> <img src=x onerror=alert(1)> &lt;b&gt; [x](javascript:alert(1))");
  const std::string body = world.item("comments")["comments"][0]["body"].dump();
  CHECK(body == R"([["p","<script>alert(1)</script> <img src=x onerror=alert(1)> <b> x"]])");
  CHECK(!id.empty());
}

TEST_CASE("page keys in every script are kept apart") {
  World world;
  Visitor ana(world, 1);
  ana.like(true, "café");
  CHECK(world.item("like", "café")["count"] == 1);
  CHECK(world.item("like", "cafe\u0301")["count"] == 0);
  CHECK(world.item("like", "cafe")["count"] == 0);
}
