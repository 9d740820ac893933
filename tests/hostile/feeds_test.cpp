// Hostile text in Atom feeds and in what an author gets back to edit.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

#include "../contract/world.hpp"
#include "../support/temporary_folder.hpp"
#include "base/utf8.hpp"
#include "judge.hpp"
#include "rules/limits.hpp"
#include "strings.hpp"

using namespace parvis;
using namespace parvis::test;

namespace {

// By libxml2.
bool well_formed(const TemporaryFolder& folder, const std::string& feed) {
  std::ofstream(folder.file("feed.xml"), std::ios::binary) << feed;
  return std::system(("xmllint --nonet --noout " + folder.file("feed.xml")).c_str()) == 0;
}

std::string unescaped(std::string_view text) {
  constexpr std::pair<std::string_view, char> kNames[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#13;", '\r'}};
  std::string out;
  while (!text.empty()) {
    char c = text.front();
    std::size_t over = 1;
    for (const auto& [name, meant] : kNames)
      if (text.starts_with(name)) c = meant, over = name.size();
    out += c;
    text.remove_prefix(over);
  }
  return out;
}

// What is wrong with the HTML in a feed; empty when nothing is.
std::string wrong_in_contents(const std::string& feed, int& read) {
  constexpr std::string_view kOpen = "<content type=\"html\" xml:lang=\"\">", kClose = "</content>";
  for (std::size_t at = 0; (at = feed.find(kOpen, at)) != feed.npos; ++read) {
    at += kOpen.size();
    const std::string html = unescaped(std::string_view(feed).substr(at, feed.find(kClose, at) - at));
    if (std::string wrong = wrong_in_html(html); !wrong.empty()) return wrong;
  }
  return {};
}

void check_feeds(const std::vector<std::string>& strings) {
  World world;
  const TemporaryFolder folder;
  int number = 0, taken = 0, read = 0;
  for (const std::string& text : strings) {
    CAPTURE(text);
    Visitor visitor(world, ++number);
    const std::string name(utf8_prefix(text, server::limits::kName));
    const std::string title(utf8_prefix(text, server::limits::kTitle));
    const std::string page = "page " + std::to_string(number);
    Reply posted =
        visitor.act("comment", {{"text", text}, {"name", name}, {"page", {{"key", page}, {"title", title}}}});
    if (posted.status != 200) posted = visitor.act("comment", {{"text", text}, {"page", {{"key", page}}}});
    if (posted.status != 200) continue;
    ++taken;
    const Reply source =
        world.post("/v1/mine/source",
                   {{"site", "shop"}, {"token", visitor.token}, {"id", posted.body["comment"]["id"]}});
    CHECK(source.body["text"] == text);
    const Reply feed = world.get("/v1/feed", {{"site", "shop"}, {"p", page}});
    CHECK(feed.status == 200);
    CHECK(wrong_in_contents(feed.text, read) == "");
    if (number % 40 == 0 || number == static_cast<int>(strings.size()))
      CHECK(well_formed(folder, world.get("/v1/feed", {{"site", "shop"}}).text));
  }
  CHECK(read == taken);
  CHECK(taken >= static_cast<int>(strings.size()) * 8 / 10);
}

}  // namespace

TEST_CASE(
    "each hostile string is well-formed and harmless in a feed, and comes back unchanged to its author") {
  check_feeds(hostile_strings());
}

TEST_CASE("so is each of the outside attack strings") {
  if (const auto strings = outside_strings(); !strings.empty()) check_feeds(strings);
}
