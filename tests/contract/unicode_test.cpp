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

TEST_CASE("a name cannot be made of what nobody sees, or tower over its neighbours") {
  World world;
  Visitor ana(world, 1);
  const auto named = [&](const std::string& name) {
    const json comment = ana.act("comment", {{"text", "x"}, {"name", name}}).body["comment"];
    return comment.value("name", "");
  };
  for (const char* unseen : {"\uFE0F\uFE0E", "\U000E0041\U000E0042", "\u115F\u1160\u3164\uFFA0",
                             "\u17B4\u17B5", "\U000E0100", "\u180B", "\u2065", "\uFFF9\uFFFB", "\U0001D159",
                             "\u0301\u20DD", "\U0001BCA0", "\u200D\u200C", "\u206A"}) {
    CAPTURE(unseen);
    CHECK(named(unseen) == "");
  }
  CHECK(named("A\uFE0Fna\U000E0101\U000E0061") == "Ana");
  CHECK(named("A\u200Dna\u200C") == "Ana");
  CHECK(named("x\u20DD\u20DE\u20DF\u20E0\u20E2") == "x\u20DD\u20DE\u20DF");
  CHECK(named("ก\u0E49\u0E49\u0E49\u0E49\u0E49") == "ก\u0E49\u0E49\u0E49");
  std::string tower = "ཀ", capped = tower;
  for (int i = 0; i < 20; ++i) tower += "\u0F90";
  for (int i = 0; i < 8; ++i) capped += "\u0F90";
  CHECK(named(tower) == capped);
  for (const char* name :
       {"Nguye\u0302\u0303n Thi\u0323 Hu\u031B\u0309u", "ศิริพร ก้ำกึ่ง", "श्रीमती क्ष्म्य", "බුද්ධි", "བསྒྲུབས", "שָׁלוֹם",
        "مُحَمَّدٌ", "ক্ষ্ণ\u09BE", "❤️ Ana", "葛\U000E0101", "👩🏽\u200D💻", "1️⃣", "ᠮᠣᠩᠭᠣᠯ\u180B"}) {
    CAPTURE(name);
    CHECK(named(name) == name);
  }
}

TEST_CASE("nothing in a comment's text turns or breaks what stands around it") {
  World world;
  Visitor ana(world, 1);
  const auto body = [&](const std::string& text) {
    const std::string id = ana.comment(text);
    std::string source;
    (void)world.store().read([&](parvis::server::Reader& reader) { source = reader.comment(id)->source; });
    CHECK(source == text);
    return world.item("comments")["comments"][0]["body"].dump();
  };
  CHECK(body("a\u202Eb\u202A\u202Bc\u202C\u2066d\u2067\u2068e\u2069\u202Df") == R"([["p","abcdef"]])");
  CHECK(body("&#x202E;a b&#x85;c\u0085d\u009B31m") == R"([["p","a bcd31m"]])");
  CHECK(body("`a\u202Eb`\n\n    c\u2067d\u0080") == R"([["p",["code","ab"]],["pre","","cd\n"]])");
  CHECK(body("[](https://shop.example/\u202Egnp)").find("\"https://shop.example/%E2%80%AEgnp\"") !=
        std::string::npos);
  CHECK(body("**\u202Ea** https://shop.example/\u202Egnp").find("\u202E") == std::string::npos);
  CHECK(body("שלום\u200F a\u200E") == "[[\"p\",\"שלום\u200F a\u200E\"]]");
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
