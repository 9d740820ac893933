#include "refused.hpp"

using namespace parvis::test;

TEST_CASE("every field of a write is held to its type, its length and its form, and named when wrong") {
  World world;
  Visitor ana(world, 1);
  struct Case {
    const char* verb;
    json wrong;
    int code;
    const char* field;
  };
  const std::vector<Case> cases = {
      {"like", {{"on", "true"}}, 21, "on"},
      {"like", {{"on", 1}}, 21, "on"},
      {"like", {{"on", nullptr}}, 21, "on"},
      {"like", {{"on", true}, {"token", "short"}}, 21, "token"},
      {"like", {{"on", true}, {"token", std::string(42, 'a') + "+"}}, 21, "token"},
      {"like", {{"on", true}, {"token", std::string(44, 'a')}}, 22, "token"},
      {"like", {{"on", true}, {"token", 7}}, 21, "token"},
      {"like", {{"on", true}, {"key", ""}}, 21, "key"},
      {"like", {{"on", true}, {"key", "a b"}}, 21, "key"},
      {"like", {{"on", true}, {"key", std::string(65, 'k')}}, 22, "key"},
      {"like", {{"on", true}, {"site", {1}}}, 21, "site"},
      {"like", {{"on", true}, {"site", std::string(65, 's')}}, 22, "site"},
      {"like", {{"on", true}, {"page", "mug"}}, 21, "page"},
      {"like", {{"on", true}, {"page", json::object()}}, 21, "page"},
      {"like", {{"on", true}, {"page", {{"key", 5}}}}, 21, "page.key"},
      {"like", {{"on", true}, {"page", {{"key", "a\nb"}}}}, 21, "page.key"},
      {"like", {{"on", true}, {"page", {{"key", std::string(2'001, 'p')}}}}, 22, "page.key"},
      {"like", {{"on", true}, {"page", {{"address", "file:///etc/passwd"}}}}, 21, "page"},
      {"like",
       {{"on", true}, {"page", {{"address", "https://" + std::string(2'000, 'a')}}}},
       22,
       "page.address"},
      {"share", {{"network", "myspace"}}, 21, "network"},
      {"share", json::object(), 21, "network"},
      {"fan", {{"on", true}, {"community", std::string(65, 'c')}}, 22, "community"},
      {"fan", {{"on", true}, {"community", "a\tb"}}, 21, "community"},
      {"comment", json::object(), 21, "text"},
      {"comment", {{"text", " \n\t "}}, 21, "text"},
      {"comment", {{"text", {"x"}}}, 21, "text"},
      {"comment", {{"text", std::string(10'001, 'x')}}, 22, "text"},
      {"comment", {{"text", "x"}, {"name", std::string(61, 'n')}}, 22, "name"},
      {"comment", {{"text", "x"}, {"parent", std::string(65, '0')}}, 22, "parent"},
      {"comment/delete", json::object(), 21, "id"},
      {"comment/vote", {{"id", "x"}}, 21, "vote"},
      {"comment/vote", {{"id", "x"}, {"vote", 2}}, 21, "vote"},
      {"comment/vote", {{"id", "x"}, {"vote", true}}, 21, "vote"},
      {"comment/vote", {{"vote", 1}}, 21, "id"},
      {"comment/edit", {{"text", "x"}}, 21, "id"},
      {"comment/edit", {{"id", "x"}}, 21, "text"},
      {"comment/edit", {{"id", "x"}, {"text", "\u200B"}}, 21, "text"},
      {"comment/edit", {{"id", "x"}, {"text", std::string(10'001, 'a')}}, 22, "text"},
      {"comment/restore", json::object(), 21, "id"},
      {"comment/react", {{"id", "x"}, {"on", true}}, 21, "reaction"},
      {"comment/react", {{"id", "x"}, {"reaction", "❤️"}}, 21, "on"},
      {"comment/react", {{"reaction", "🦄"}, {"on", true}}, 21, "reaction"},
      {"comment/report", {{"id", "x"}}, 21, "reason"},
      {"comment/report", {{"id", "x"}, {"reason", "boring"}}, 21, "reason"},
      {"comment/report", {{"id", "x"}, {"reason", "spam"}, {"note", std::string(501, 'n')}}, 22, "note"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.verb);
    CAPTURE(one.wrong.dump().substr(0, 80));
    check_refused(world, ana.act(one.verb, one.wrong), 422, one.code, one.field);
  }
  bool known = true;
  (void)world.store().read(
      [&](parvis::server::Reader& reader) { known = reader.page(1, "mug").has_value(); });
  CHECK(!known);
}

TEST_CASE("every limit lets its own edge pass") {
  World world;
  Visitor ana(world, 1);
  CHECK(!ana.comment(repeated("é", 10'000)).empty());
  CHECK(ana.act("comment", {{"text", "x"}, {"name", repeated("é", 60)}}).status == 200);
  CHECK(ana.like(true, repeated("é", 2'000)).status == 200);
  CHECK(ana.act("like", {{"on", true}, {"key", std::string(64, 'k')}}).status == 200);
  CHECK(ana.act("fan", {{"on", true}, {"community", repeated("é", 64)}}).status == 200);
}

TEST_CASE("unknown members are ignored") {
  World world;
  CHECK(Visitor(world, 1).act("like", {{"on", true}, {"later", {{"a", {1, nullptr}}}}}).status == 200);
}

TEST_CASE("a read is refused by the parameter that is wrong") {
  World world;
  const auto read = [&](Query query) {
    query.insert(query.begin(), {"site", "shop"});
    return world.get("/v1/read", query);
  };
  check_refused(world, read({{"page", "mug"}}), 422, 21, "e");
  for (const std::string bad : {"", "dislike", "comments;o=worst", "comments;limit=x", "share;n=myspace",
                                "like;p=%FF", "like;p=%4"}) {
    CAPTURE(bad);
    check_refused(world, read({{"page", "mug"}, {"e", bad}}), 422, 21, "e");
  }
  check_refused(world, read({{"page", "mug"}, {"e", "comments;limit=0"}}), 422, 21, "e");
  check_refused(world, read({{"page", "mug"}, {"e", "comments;limit=101"}}), 422, 21, "e");
  for (const char* reply : {"zz", "0000000000000000x", "00000000000000Il"}) {
    check_refused(world, read({{"page", "mug"}, {"e", std::string("comments;reply=") + reply}}), 422, 21,
                  "e.reply");
  }
  for (const char* cursor :
       {"i.0000000000000000.", "i.", "i", ".", "r.1.2.", "r.1", "r.-1.2", "x.0000000000000000",
        "i.0000000000000000.zz", "i.0000000000000000.0000000000000000.0000000000000000"}) {
    CAPTURE(cursor);
    const char* sort = cursor[0] == 'r' ? ";o=best" : "";
    check_refused(world, read({{"page", "mug"}, {"e", std::string("comments;after=") + cursor + sort}}), 422,
                  21, "after");
  }
  check_refused(world, read({{"page", "mug"}, {"e", "share;u=javascript%3Aalert(1)"}}), 422, 21, "e.u");
  check_refused(world, read({{"page", "mug"}, {"e", "fans;c=" + std::string(65, 'c')}}), 422, 22, "e.c");
  check_refused(world, read({{"page", std::string(2'001, 'p')}, {"e", "like"}}), 422, 22, "page");
  check_refused(world, read({{"e", "like"}}), 422, 21, "page");
  const auto paint = [&](std::string words) {
    return world.get("/v1/paint", {{"site", "shop"}, {"page", "mug"}, {"e", "like"}, {"words", words}});
  };
  for (const char* no_object : {"{", "[]", "7", "{},\"messages\":{}", "like.label=x"})
    check_refused(world, paint(no_object), 422, 21, "words");
  check_refused(world, paint("{\"like.label\":\"" + std::string(1'500, 'x') + "\"}"), 422, 22, "words");
  Query threads{{"page", "mug"}};
  for (int i = 0; i < 10; ++i) threads.emplace_back("e", "comments");
  CHECK(read(threads).status == 200);
  threads.emplace_back("e", "comments");
  check_refused(world, read(threads), 422, 21, "e");
  Query many{{"page", "mug"}};
  for (int i = 0; i < 100; ++i) many.emplace_back("e", "like");
  CHECK(read(many).status == 200);
  many.emplace_back("e", "like");
  check_refused(world, read(many), 422, 21, "e");
}

TEST_CASE("mine is held to the same rules") {
  World world;
  const std::string token = Visitor(world, 1).token;
  check_refused(world, world.post("/v1/mine", {{"site", "shop"}, {"e", {"like;p=mug"}}}), 422, 21, "token");
  check_refused(world, world.post("/v1/mine", {{"site", "shop"}, {"token", token}}), 422, 21, "e");
  check_refused(world, world.post("/v1/mine", {{"site", "shop"}, {"token", token}, {"e", {1}}}), 422, 21,
                "e");
  check_refused(world, world.post("/v1/mine", {{"site", "shop"}, {"token", token}, {"e", {"like"}}}), 422, 21,
                "page");
  check_refused(world, world.post("/v1/mine", {{"site", "none"}, {"token", token}, {"e", {"like;p=mug"}}}),
                404, 24, "site");
}
