#include <doctest/doctest.h>

#include <unistd.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "world.hpp"

using namespace parvis::test;

namespace {

// Judged by libxml2: well-formed, and the elements that RFC 4287 section 4.1 wants, each the wanted number of
// times.
bool holds(const std::string& feed, const std::string& expression) {
  const auto file =
      std::filesystem::temp_directory_path() / ("parvis-feed-" + std::to_string(getpid()) + ".xml");
  std::ofstream(file) << feed;
  const std::string quoted = "'" + expression + "'";
  const std::string command =
      "test \"$(xmllint --nonet --xpath " + quoted + " " + file.string() + " 2>&1)\" = true";
  const bool well = std::system(command.c_str()) == 0;
  std::filesystem::remove(file);
  return well;
}

std::string one(const char* element) {
  return std::string("count(*[local-name()=\"") + element +
         "\" and namespace-uri()=\"http://www.w3.org/2005/Atom\"])=1";
}

bool valid(const std::string& feed) {
  const std::string date =
      "string-length(.)=20 and substring(.,20)=\"Z\" and substring(.,11,1)=\"T\" and "
      "translate(.,\"0123456789\",\"\")=\"--T::Z\"";
  const std::string feed_rules = one("id") + " and " + one("title") + " and " + one("updated") +
                                 " and count(*[local-name()=\"link\" and @rel=\"self\"])=1";
  const std::string entry_rules = one("id") + " and " + one("title") + " and " + one("updated") + " and " +
                                  one("author") + " and " + one("content") +
                                  " and count(*[local-name()=\"published\"])=1";
  return holds(feed, "count(/*[local-name()=\"feed\"][" + feed_rules + "])=1") &&
         holds(feed, "count(//*[local-name()=\"entry\"])=count(//*[local-name()=\"entry\"][" + entry_rules +
                         "])") &&
         holds(feed,
               "count(//*[local-name()=\"updated\" or local-name()=\"published\"][not(" + date + ")])=0") &&
         holds(feed,
               "count(//*[local-name()=\"id\"][not(starts-with(.,\"urn:uuid:\")) or "
               "string-length(.)!=45])=0") &&
         holds(feed,
               "count(//*[local-name()=\"entry\"]/*[local-name()=\"id\"][.=../following-sibling::*/"
               "*[local-name()=\"id\"]])=0");
}

// The texts of all such elements that hold nothing but text.
std::vector<std::string> all_of(const std::string& feed, const std::string& element) {
  const std::string open = "<" + element, close = "</" + element + ">";
  std::vector<std::string> found;
  for (std::size_t at = feed.find(open); at != std::string::npos; at = feed.find(open, at + 1)) {
    const std::size_t text = feed.find('>', at) + 1, end = feed.find('<', text);
    const bool whole_name = feed.find_first_of(" >", at + 1) == at + open.size();
    if (whole_name && feed.compare(end, close.size(), close) == 0)
      found.push_back(feed.substr(text, end - text));
  }
  return found;
}

Reply feed(World& world, const Query& more = {}, const Headers& headers = {}) {
  Query query{{"site", "shop"}};
  query.insert(query.end(), more.begin(), more.end());
  return world.get("/v1/feed", query, headers);
}

}  // namespace

TEST_CASE("the feed of a site is valid Atom, newest first, with ids that stay") {
  World world;
  Visitor ana(world, 1);
  CHECK(valid(feed(world).text));
  const json body = ana.body({{"text", "**one** & <two>"},
                              {"name", "Ana <&>"},
                              {"page", {{"key", "mug"}, {"address", "https://shop.example/mug?a=1&b=2"}}}});
  const std::string id = world.post("/v1/comment", body).body["comment"]["id"];
  world.now += 60'000;
  const std::string reply = ana.comment("reply", id);
  const Reply first = feed(world);
  CHECK(first.status == 200);
  CHECK(first.headers.at("content-type") == "application/atom+xml; charset=utf-8");
  CHECK(valid(first.text));
  const auto ids = all_of(first.text, "id");
  REQUIRE(ids.size() == 3);
  CHECK(all_of(first.text, "title")[2] == "Ana &lt;&amp;&gt;: mug");
  CHECK(first.text.find("href=\"https://shop.example/mug?a=1&amp;b=2#c-" + id + "\"") != std::string::npos);
  CHECK(first.text.find("&lt;strong&gt;one&lt;/strong&gt; &amp;amp; &amp;lt;two&amp;gt;") !=
        std::string::npos);
  CHECK(first.text.find("<thr:in-reply-to ref=\"" + ids[2] + "\"/>") != std::string::npos);
  CHECK(all_of(first.text, "updated")[0] == all_of(first.text, "updated")[1]);

  CHECK(feed(world, {}, {{"if-none-match", first.headers.at("etag")}}).status == 304);
  world.now += 60'000;
  ana.act("comment/edit", {{"id", id}, {"text", "changed"}});
  const Reply edited = feed(world);
  CHECK(all_of(edited.text, "id") == ids);
  CHECK(all_of(edited.text, "published") == all_of(first.text, "published"));
  CHECK(all_of(edited.text, "updated")[0] == all_of(edited.text, "updated")[2]);
  CHECK(all_of(edited.text, "updated")[2] > all_of(first.text, "updated")[2]);
  CHECK(edited.headers.at("etag") != first.headers.at("etag"));
  ana.remove(reply);
  CHECK(all_of(feed(world).text, "id").size() == 2);
}

TEST_CASE("the feed of a page holds that page's comments alone") {
  World world;
  Visitor ana(world, 1);
  ana.comment("here");
  ana.comment("elsewhere", "", "lamp");
  const Reply page = feed(world, {{"p", "mug"}});
  CHECK(valid(page.text));
  CHECK(page.text.find("here") != std::string::npos);
  CHECK(page.text.find("elsewhere") == std::string::npos);
  CHECK(valid(feed(world, {{"p", "never seen"}}).text));
  CHECK(all_of(page.text, "id")[0] != all_of(feed(world).text, "id")[0]);
}

TEST_CASE("who holds the key reads the answers that a visitor got, and nobody else's") {
  World world;
  Visitor ana(world, 1), ben(world, 2);
  const std::string root = ana.comment("question");
  ben.comment("an answer", root);
  ana.comment("my own answer", root);
  ben.comment("not an answer");
  const std::string key = ana.mine({"comments"})["items"][0]["feed"];
  const Reply replies = feed(world, {{"replies", key}});
  CHECK(valid(replies.text));
  CHECK(replies.text.find("an answer") != std::string::npos);
  CHECK(replies.text.find("my own answer") == std::string::npos);
  CHECK(replies.text.find("not an answer") == std::string::npos);
  CHECK(feed(world, {{"replies", ben.mine({"comments"})["items"][0]["feed"]}}).text.find("<entry>") ==
        std::string::npos);
  for (const std::string& wrong : {key + "x", "2" + key.substr(1), std::string("1-"), std::string("x")})
    CHECK(feed(world, {{"replies", wrong}}).status == 404);
  CHECK(Visitor(world, 9).mine({"comments"})["items"][0].contains("feed") == false);
}

TEST_CASE("nothing that somebody writes breaks a feed") {
  World world;
  Visitor ana(world, 1);
  for (const char* text : {"]]>", "<![CDATA[", "&#x0;", "\uFFFE\uFFFF x", "</content></entry>", "<!-- -- -->",
                           "&amp;lt;", "[x](https://a.example/?a=\"b\"&c=<d>)", "\u2028\u0085 y", "<?xml?>"})
    ana.act("comment", {{"text", text}, {"name", text}});
  CHECK(valid(feed(world).text));
  CHECK(feed(world, {{"p", std::string(2'001, 'p')}}).field() == "p");
  CHECK(world.get("/v1/feed", {}).field() == "site");
  CHECK(world.get("/v1/feed", {{"site", "none"}}).code() == 24);
}
