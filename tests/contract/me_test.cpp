// What this server holds of a visitor: shown to whoever has the token, and forgotten for good.
#include <doctest/doctest.h>

#include "rules/visits.hpp"
#include "world.hpp"

using namespace parvis::test;

namespace {

json kinds_of(const json& exported) {
  json kinds = json::object();
  for (const json& site : exported["sites"])
    for (const json& thing : site["things"])
      kinds[thing["kind"].get<std::string>()] = kinds.value(thing["kind"].get<std::string>(), 0) + 1;
  return kinds;
}

// One of everything; answers the id of the comment that was answered.
std::string leave_traces(Visitor& ana, Visitor& ben) {
  ana.like(true);
  ana.act("share", {{"network", "x"}});
  ana.act("fan", {{"on", true}});
  ana.act("fan", {{"on", true}, {"community", "potters"}});
  const std::string root =
      ana.act("comment", {{"text", "Secret words"}, {"name", "Anastasia"}}).body["comment"]["id"];
  ana.comment("Unanswered words");
  const std::string reply = ben.comment("A reply", root);
  ben.like(true);
  ana.like_comment(reply, true);
  ben.like_comment(root, true);
  return root;
}

}  // namespace

TEST_CASE("an export holds everything of one visitor and nothing of others") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  leave_traces(ana, ben);
  const Reply exported = world.post("/v1/me/export", {{"token", ana.token}});
  CHECK(exported.status == 200);
  CHECK(kinds_of(exported.body) ==
        json{{"member", 1}, {"like", 1}, {"share", 1}, {"fan", 2}, {"comment", 2}, {"vote", 1}});
  CHECK(exported.body["sites"][0]["site"] == "shop");
  CHECK(exported.text.find("Secret words") != std::string::npos);
  CHECK(exported.text.find("A reply") == std::string::npos);
  CHECK(exported.headers.at("cache-control") == "no-store");
}

TEST_CASE("a token that nobody knows has nothing, and stays unknown") {
  World world;
  Visitor ana(world, 1);
  CHECK(world.post("/v1/me/export", {{"token", ana.token}}).body == json{{"sites", json::array()}});
  CHECK(world.post("/v1/me/forget", {{"token", ana.token}}).body ==
        json{{"ok", true}, {"comments", 0}, {"others", 0}});
  CHECK(world.post("/v1/me/export", {{"token", "short"}}).code() == 21);
}

TEST_CASE(
    "forgetting takes everything back, keeps the counts right, and leaves a tombstone where others "
    "answered") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const std::string root = leave_traces(ana, ben);
  const Reply forgotten = world.post("/v1/me/forget", {{"token", ana.token}});
  CHECK(forgotten.status == 200);
  CHECK(forgotten.body["comments"] == 2);
  CHECK(world.counts_hold());
  const json items = world.read({"like", "share", "fans", "fans;c=potters", "comments;o=oldest"});
  CHECK(items[0]["count"] == 1);
  CHECK(items[1]["total"] == 0);
  CHECK(items[2]["count"] == 0);
  CHECK(items[3]["count"] == 0);
  CHECK(items[4]["total"] == 1);
  CHECK(ids_of(items[4]).size() == 2);
  CHECK(items[4]["comments"][0]["id"] == root);
  CHECK(items[4]["comments"][0]["status"] == "deleted");
  CHECK(items.dump().find("words") == std::string::npos);
  CHECK(items.dump().find("Anastasia") == std::string::npos);
  CHECK(world.post("/v1/me/export", {{"token", ana.token}}).body["sites"].empty());
  world.restart();
  CHECK(world.post("/v1/me/forget", {{"token", ana.token}}).body["comments"] == 0);
  CHECK(world.counts_hold());
}

TEST_CASE("who was forgotten may come back, as somebody new") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const std::string root = leave_traces(ana, ben);
  world.post("/v1/me/forget", {{"token", ana.token}});
  CHECK(ana.like(true).body["count"] == 2);
  CHECK(ana.remove(root).status == 403);
  CHECK(kinds_of(world.post("/v1/me/export", {{"token", ana.token}}).body) == json{{"like", 1}});
  CHECK(world.counts_hold());
}

TEST_CASE("the page shows, asks before it deletes, and never repeats what others could misuse") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  leave_traces(ana, ben);
  ana.comment("<script>alert(1)</script>");
  const Headers form{{"content-type", "application/x-www-form-urlencoded"}};
  const auto post = [&](const std::string& body) { return world.post_text("/me", body, form); };
  const Reply empty = world.get("/me", {});
  CHECK(empty.status == 200);
  CHECK(empty.text.find("name=\"token\"") != std::string::npos);
  CHECK(empty.text.find("<script") == std::string::npos);
  CHECK(empty.headers.at("content-security-policy").find("default-src 'none'") != std::string::npos);
  const Reply shown = post("token=" + ana.token + "&act=export");
  CHECK(shown.status == 200);
  CHECK(shown.text.find("Secret words") != std::string::npos);
  CHECK(shown.text.find("<script") == std::string::npos);
  CHECK(shown.headers.at("cache-control") == "no-store");
  CHECK(post("token=" + ana.token + "&act=forget").status == 422);
  CHECK(world.item("like")["count"] == 2);
  CHECK(post("token=no-token&act=export").status == 422);
  CHECK(world.get("/me", {{"lang", "fr"}}).text.find("lang=\"fr\"") != std::string::npos);
  const Reply gone = post("token=" + ana.token + "&act=forget&sure=on");
  CHECK(gone.status == 200);
  CHECK(gone.text.find(ana.token) == std::string::npos);
  CHECK(world.item("like")["count"] == 1);
  CHECK(world.counts_hold());
}

TEST_CASE("reading and forgetting are not to be had without end") {
  World world(true);
  Visitor ana(world, 1);
  ana.like(true);
  int status = 200;
  for (int i = 0; i < 20 && status == 200; ++i)
    status = world.post("/v1/me/export", {{"token", ana.token}}).status;
  CHECK(status == 429);
}

TEST_CASE(
    "no table holds a word, a name, a token or an address of who was forgotten; addresses are never kept") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const std::string address = "203.0.113.77";
  for (Visitor* one : {&ana, &ben}) {
    parvis::server::ApiRequest request;
    request.method = "POST";
    request.path = "/v1/like";
    request.headers = {{"content-type", "text/plain"}};
    request.body = one->body({{"on", true}}).dump();
    request.client_address = address;
    CHECK(world.send(request).status == 200);
  }
  leave_traces(ana, ben);
  const std::string hash = parvis::server::token_hash(ana.token);
  world.post("/v1/me/forget", {{"token", ana.token}});
  if (!world.restart()) return;
  std::string dump;
  for (const std::string& table : world.rows("SELECT name FROM sqlite_schema WHERE type = 'table'"))
    for (const std::string& row : world.rows("SELECT * FROM \"" + table + "\"")) dump += row + "\n";
  CHECK(dump.find("A reply") != std::string::npos);  // what is looked through is the database
  for (const std::string& trace : {std::string("Secret words"), std::string("Unanswered words"),
                                   std::string("Anastasia"), hash, ana.token, address, std::string("cb0071")})
    CHECK(dump.find(trace) == std::string::npos);

  // Whatever tables there will be: only the tombstones still know the number of who is gone.
  const auto gone = world.rows("SELECT id FROM visitors WHERE token_hash LIKE 'forgotten-%'");
  CHECK(gone.size() == 1);
  for (const std::string& table :
       world.rows("SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c ON c.name = 'visitor' "
                  "WHERE t.type = 'table' AND t.name <> 'comments'")) {
    CAPTURE(table);
    for (const std::string& visitor : gone)
      CHECK(world.rows("SELECT 1 FROM \"" + table + "\" WHERE visitor = " + visitor).empty());
  }
}
