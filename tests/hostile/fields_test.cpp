// Every hostile string through every field of the API: refused with a precise error, or kept as it is and
// shown without anything outside the allow-list.
#include <doctest/doctest.h>

#include "../contract/world.hpp"
#include "base/json.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "judge.hpp"
#include "protocol/items_wire.hpp"
#include "rules/limits.hpp"
#include "rules/sites.hpp"
#include "rules/system.hpp"
#include "strings.hpp"
#include "view/views.hpp"

using namespace parvis;
using namespace parvis::test;

namespace {

// Taken, or refused by a whole problem document; never a failure of the server.
bool is_precise(const Reply& reply) {
  if (reply.status >= 200 && reply.status < 400) return true;
  return reply.status < 500 && reply.code() > 0 &&
         reply.headers.at("content-type") == "application/problem+json" &&
         !reply.body.value("title", "").empty();
}

std::string source_of(World& world, const std::string& id) {
  std::string source;
  (void)world.store().read([&](server::Reader& reader) {
    if (const auto row = reader.comment(id)) source = row->source;
  });
  return source;
}

std::string html_of(const JsonValue& item) {
  const Result<Item> read = read_item(item);
  if (!read.ok()) return "<unread>";
  const view::ViewContext how{"en", "https://community.example", 1'790'000'000'000};
  if (const auto* thread = std::get_if<ThreadItem>(&read.value()))
    return to_html(view::view_thread(make_thread_state(*thread), how));
  if (const auto* share = std::get_if<ShareItem>(&read.value()))
    return to_html(view::view_share(make_share_state(*share), how));
  if (const auto* fans = std::get_if<FanItem>(&read.value()))
    return to_html(view::view_fans(make_fan_state(*fans), how));
  return to_html(view::view_like(make_like_state(std::get<LikeItem>(read.value())), how));
}

// Draws each item of an answer; what is wrong with the first that is not as it should be.
std::string wrong_in_answer(const Reply& reply) {
  if (reply.status != 200)
    return is_precise(reply) ? "" : "status " + std::to_string(reply.status) + reply.text;
  const auto document = JsonDocument::parse(reply.text);
  if (!document) return "not the JSON that a client reads";
  for (JsonValue item = document.value().root()["items"].first(); item; item = item.next())
    if (std::string wrong = wrong_in_html(html_of(item)); !wrong.empty()) return wrong;
  return {};
}

// All comments of a page, drawn.
std::string wrong_in_thread(World& world, const std::string& page, int& shown) {
  for (std::string after;;) {
    const std::string asked =
        "comments;o=oldest;limit=100;p=" + percent_encode(page) + (after.empty() ? "" : ";after=" + after);
    const Reply reply = world.get("/v1/read", {{"site", "shop"}, {"e", asked}});
    if (reply.status != 200) return reply.text;
    if (std::string wrong = wrong_in_answer(reply); !wrong.empty()) return wrong;
    if (std::string wrong = wrong_in_answer(world.get("/v1/paint", {{"site", "shop"}, {"e", asked}}));
        !wrong.empty())
      return wrong;
    const json& item = reply.body["items"][0];
    shown += static_cast<int>(item["comments"].size());
    after = item.value("next", "");
    if (after.empty()) return {};
  }
}

std::vector<json> writes_with(const std::string& text) {
  return {{{"verb", "like"}, {"on", true}, {"page", {{"key", text}}}},
          {{"verb", "like"}, {"on", true}, {"page", {{"address", text}}}},
          {{"verb", "like"},
           {"on", true},
           {"page", {{"canonical", text}, {"address", "https://shop.example/x"}}}},
          {{"verb", "like"}, {"on", true}, {"key", text}},
          {{"verb", "like"}, {"on", true}, {"token", text}},
          {{"verb", "like"}, {"on", true}, {"site", text}},
          {{"verb", "like"}, {"on", text}},
          {{"verb", "like"}, {"on", true}, {"lang", text}},
          {{"verb", "share"}, {"network", text}},
          {{"verb", "fan"}, {"on", true}, {"community", text}},
          {{"verb", "comment"}, {"text", "x"}, {"parent", text}},
          {{"verb", "comment/delete"}, {"id", text}},
          {{"verb", text}, {"on", true}}};
}

std::vector<Query> questions_with(const std::string& text) {
  const std::string value = percent_encode(text);
  return {{{"site", "shop"}, {"e", "like;p=" + value}},
          {{"site", "shop"}, {"e", "share;p=mug;u=" + value + ";t=" + value + ";i=" + value}},
          {{"site", "shop"}, {"e", "share;n=" + value}, {"address", "https://shop.example/"}},
          {{"site", "shop"}, {"e", "fans;c=" + value}},
          {{"site", "shop"}, {"e", "comments;p=mug;o=" + value}},
          {{"site", "shop"}, {"e", "comments;p=mug;after=" + value}},
          {{"site", "shop"}, {"e", "comments;p=mug;reply=" + value}},
          {{"site", "shop"}, {"e", text}},
          {{"site", "shop"}, {"e", "share"}, {"address", text}},
          {{"site", "shop"}, {"e", "share"}, {"canonical", text}, {"address", "https://shop.example/"}},
          {{"site", text}, {"e", "like;p=mug"}},
          {{"site", "shop"}, {"e", "comments;p=mug"}, {"lang", text}},
          {{"site", "shop"}, {"e", "like;p=mug"}, {text.substr(0, 50), text}}};
}

void check_comment(World& world, int number, const std::string& text) {
  const std::string name(utf8_prefix(text, server::limits::kName));
  Visitor visitor(world, number);
  const Reply reply = visitor.act("comment", {{"text", text}, {"name", name}}, "hostile");
  CHECK_MESSAGE(is_precise(reply), reply.text);
  if (reply.status == 200) CHECK(source_of(world, reply.body["comment"]["id"]) == text);
}

}  // namespace

TEST_CASE("each hostile string in each field is refused precisely, or kept as it is and shown safely") {
  World world;
  int number = 0;
  for (const std::string& text : hostile_strings()) {
    CAPTURE(text);
    check_comment(world, ++number, text);
    Visitor visitor(world, ++number);
    for (json write : writes_with(text)) {
      const std::string verb = write["verb"];
      write.erase("verb");
      CAPTURE(write);
      const Reply reply = visitor.act(verb, write);
      CHECK_MESSAGE(is_precise(reply), reply.text);
    }
    for (const char* verb : {"comment", "thread", "visitor"}) {
      const json body = {{"site", "shop"},
                         {"owner_key", world.owner_key},
                         {"id", text},
                         {"do", "hide"},
                         {"comment", text},
                         {"blocked", true},
                         {"page", {{"key", text}}},
                         {"closed", false}};
      CHECK(is_precise(world.post(std::string("/v1/owner/") + verb, body)));
    }
    CHECK(is_precise(
        world.post("/v1/owner/thread",
                   {{"site", "shop"}, {"owner_key", text}, {"page", {{"key", "x"}}}, {"closed", true}})));
    for (const Query& query : questions_with(text))
      for (const char* path : {"/v1/read", "/v1/paint"}) CHECK(wrong_in_answer(world.get(path, query)) == "");
    const Reply mastodon = world.get("/v1/mastodon", {{"text", text}, {"instance", text}, {"lang", text}});
    CHECK(mastodon.status < 500);
    CHECK(mastodon.text.find("<script") == mastodon.text.npos);
    CHECK(mastodon.text.find("<img") == mastodon.text.npos);
    (void)server::add_site(world.store(), text, {text}, server::system_random);
    CHECK(is_precise(world.get("/v1/read", {{"site", text}, {"e", "like;p=mug"}})));
  }
  int shown = 0;
  CHECK(wrong_in_thread(world, "hostile", shown) == "");
  CHECK(shown > 60);
  CHECK(world.counts_hold());
}

TEST_CASE("half characters and bytes that are no UTF-8 are refused in every field, by name or as malformed") {
  World world;
  for (const std::string& broken : broken_json_strings()) {
    CAPTURE(broken);
    for (const char* field : {"text", "name", "parent", "key", "token", "site", "lang"}) {
      json body = Visitor(world, 1).body({{"text", "x"}});
      body[field] = "MARK";
      std::string sent = body.dump();
      sent.replace(sent.find("MARK"), 4, broken);
      const Reply reply = world.post_text("/v1/comment", sent);
      CHECK_MESSAGE(reply.status == 400, field, reply.text);
      CHECK(is_precise(reply));
    }
  }
  CHECK(world.item("comments")["total"] == 0);
}

TEST_CASE("a line of a megabyte and ten thousand levels of JSON are refused before they cost anything") {
  World world;
  const auto refused = [&](const std::string& body, int status) {
    const Reply reply = world.post_text("/v1/comment", body);
    CHECK(reply.status == status);
    CHECK(is_precise(reply));
  };
  refused(Visitor(world, 1).body({{"text", repeated("a", 1 << 20)}}).dump(), 413);
  refused(repeated("[", 10'000) + repeated("]", 10'000), 400);
  refused(repeated("{\"a\":", 10'000) + "1" + repeated("}", 10'000), 400);
  const Reply too_long = Visitor(world, 1).act("comment", {{"text", repeated("a", 10'001)}});
  CHECK(too_long.status == 422);
  CHECK(too_long.field() == "text");
}

TEST_CASE("who looks like somebody else has another mark") {
  World world;
  std::vector<std::string> tags;
  int number = 0;
  for (const char* name : {"Ana", "\u0410n\u0430", "Ana\u200B", "\uFF21na"}) {
    const Reply reply = Visitor(world, ++number).act("comment", {{"text", "x"}, {"name", name}});
    CHECK(reply.status == 200);
    const std::string tag = reply.body["comment"].value("tag", "");
    CHECK(!tag.empty());
    CHECK(std::find(tags.begin(), tags.end(), tag) == tags.end());
    tags.push_back(tag);
  }
}

TEST_CASE("the outside attack strings are refused precisely, or kept as they are and shown safely") {
  World world;
  int number = 0, shown = 0;
  const auto strings = outside_strings();
  for (const std::string& text : strings) {
    CAPTURE(text);
    check_comment(world, ++number, text);
    CHECK(is_precise(Visitor(world, ++number).act("like", {{"on", true}}, text)));
    const std::string value = percent_encode(text);
    const Query query{{"site", "shop"},
                      {"address", text},
                      {"canonical", text},
                      {"lang", text.substr(0, 30)},
                      {"e", "share;t=" + value + ";u=" + value + ";i=" + value},
                      {"e", "fans;c=" + value},
                      {"e", "like;p=" + value}};
    CHECK(wrong_in_answer(world.get("/v1/paint", query)) == "");
  }
  CHECK(wrong_in_thread(world, "hostile", shown) == "");
  CHECK(shown >= static_cast<int>(strings.size()) * 9 / 10);
}
