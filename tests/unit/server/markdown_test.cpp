#include "rules/markdown.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "protocol/items_wire.hpp"
#include "rules/limits.hpp"

using namespace parvis;
using namespace parvis::server;

namespace {

std::string wire(const std::vector<RichNode>& nodes) {
  JsonWriter out;
  write_rich(out, nodes);
  return out.take();
}

std::string of(const std::string& source) { return wire(parse_markdown(source)); }

int depth(const std::vector<RichNode>& nodes) {
  int deepest = 0;
  for (const RichNode& node : nodes)
    deepest = std::max(deepest, (node.kind != RichNode::Kind::kText) + depth(node.children));
  return deepest;
}

// Anything that would leave the allow-list.
bool safe(const std::vector<RichNode>& nodes) {
  for (const RichNode& node : nodes) {
    if (node.kind == RichNode::Kind::kLink && !safe_link(node.detail)) return false;
    if (!utf8_valid(node.text) || !utf8_valid(node.detail) || !safe(node.children)) return false;
  }
  return true;
}

// What the client accepts is exactly what the server writes.
bool comes_back(const std::vector<RichNode>& nodes) {
  const std::string text = wire(nodes);
  const auto document = JsonDocument::parse(text);
  if (!document) return false;
  const auto read = read_rich(document.value().root());
  return read.ok() && read.value() == nodes;
}

nlohmann::json corpus(const std::string& name) {
  const char* folder = std::getenv("PARVIS_CORPORA");
  std::ifstream file((folder == nullptr ? std::string(PARVIS_SOURCE_DIR) + "/../shared/corpora" : folder) +
                     "/" + name);
  if (!file) {
    MESSAGE("skipped: no corpora");
    return nlohmann::json::array();
  }
  return nlohmann::json::parse(file);
}

}  // namespace

TEST_CASE("Markdown becomes the safe tree") {
  CHECK(of("Hello *you* and **you**") == R"([["p","Hello ",["em","you"]," and ",["strong","you"]]])");
  CHECK(of("a\nb  \nc") == R"([["p","a\nb",["br"],"c"]])");
  CHECK(of("> q\n\n1. a\n2. b\n\n- x") ==
        R"([["quote",["p","q"]],["ol","1",["li","a"],["li","b"]],["ul",["li","x"]]])");
  CHECK(of("# T\n\n---\n\n```c++\nint x;\n```") == R"([["h","1","T"],["hr"],["pre","c++","int x;\n"]])");
  CHECK(of("`a < b` ~~no~~") == R"([["p",["code","a < b"]," ",["del","no"]]])");
  CHECK(of("") == "[]");
}

TEST_CASE("links keep only addresses of the allowed schemes, also bare ones") {
  CHECK(of("[x](https://a.example/b?c=1&d=2)") == R"([["p",["a","https://a.example/b?c=1&d=2","x"]]])");
  CHECK(of("see https://a.example/b.") ==
        R"([["p","see ",["a","https://a.example/b","https://a.example/b"],"."]])");
  CHECK(of("<mailto:a@b.example>") == R"([["p",["a","mailto:a@b.example","mailto:a@b.example"]]])");
  for (const char* bad :
       {"[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](&#106;avascript:alert(1))",
        "[x](data:text/html,1)", "[x](vbscript:1)", "[x](java&#10;script:alert(1))", "[x](//evil.example)",
        "[x](/relative)", "[x](#top)", "[x]()", "![x](javascript:1)"}) {
    CAPTURE(bad);
    CHECK(of(bad) == R"([["p","x"]])");
  }
}

TEST_CASE("a bare address is a link up to the end of it, not of the sentence") {
  const auto linked = [](const std::string& address, const std::string& rest = "") {
    const std::string link = R"(["a",")" + address + "\",\"" + address + "\"]";
    return R"([["p",)" + link + (rest.empty() ? "" : ",\"" + rest + "\"") + "]]";
  };
  CHECK(of("https://a.example/b?") == linked("https://a.example/b", "?"));
  CHECK(of("https://a.example/b_(c) d") == linked("https://a.example/b_(c)", " d"));
  CHECK(of("https://a.example/foo_bar_baz") == linked("https://a.example/foo_bar_baz"));
  CHECK(of("https://a.example/?a=1&b=2") == linked("https://a.example/?a=1&b=2"));
  CHECK(of("(https://a.example)") == R"x([["p","(",["a","https://a.example","https://a.example"],")"]])x");
  CHECK(of("*https://a.example*") == R"([["p",["em",["a","https://a.example","https://a.example"]]]])");
  CHECK(of("xhttps://a.example https:// http://") == R"([["p","xhttps://a.example https:// http://"]])");
  CHECK(of("`https://a.example`") == R"([["p",["code","https://a.example"]]])");
  CHECK(of("[https://b.example](https://a.example)") ==
        R"([["p",["a","https://a.example","https://b.example"]]])");
  CHECK(of("[*https://b.example*](https://a.example)") ==
        R"([["p",["a","https://a.example",["em","https://b.example"]]]])");
}

TEST_CASE("an address holds nothing that stays unseen or turns the text around it") {
  const std::string turned = "https://a.example/\u202Etxt.exe\u2066\u200B\u00AD",
                    shown = "https://a.example/%E2%80%AEtxt.exe%E2%81%A6%E2%80%8B%C2%AD";
  CHECK(of("[x](" + turned + ")") == R"([["p",["a",")" + shown + R"(","x"]]])");
  CHECK(of("![x](" + turned + ")") == R"([["p",["a",")" + shown + R"(","x"]]])");
  CHECK(of("<" + turned + ">").find(shown) != std::string::npos);
  CHECK(of("https://a.example/\u200Bb").find(R"(["a","https://a.example/%E2%80%8Bb",)") != std::string::npos);
  CHECK(of("[x](https://a.example/caf\u00E9)") == R"([["p",["a","https://a.example/caf)"
                                                  "\u00E9"
                                                  R"(","x"]]])");
}

TEST_CASE("marks that meet in ways the parser is not sure about give a whole tree") {
  for (const char* odd :
       {"![i](http://b.e~~s~~ &eacute;&#0; `c`", "[l](h/pt/ts:a.example \"t\") ![i](http://b.e~~s~~",
        "~~http://a.e~~~ ~~*b~~*", "**http://a.example**_~~"}) {
    CAPTURE(odd);
    CHECK(comes_back(parse_markdown(odd)));
  }
}

TEST_CASE("images become links to them, and links do not nest") {
  CHECK(of("![a mug](https://a.example/m.png)") == R"([["p",["a","https://a.example/m.png","a mug"]]])");
  CHECK(of("![](https://a.example/m.png)") ==
        R"([["p",["a","https://a.example/m.png","https://a.example/m.png"]]])");
  CHECK(of("[![a](https://a.example/m.png)](https://b.example)") ==
        R"([["p",["a","https://b.example","a"]]])");
  CHECK(of("![a [b](https://b.example) c](https://a.example)") ==
        R"([["p",["a","https://a.example","a b c"]]])");
}

TEST_CASE("raw HTML is the text that it is") {
  CHECK(of("<b onclick=x>hi</b>") == R"([["p","<b onclick=x>hi</b>"]])");
  CHECK(of("<script>\nalert(1)\n</script>") == R"([["p","<script>\nalert(1)\n</script>"]])");
  CHECK(of("<!-- c --> &lt;i&gt; &copy;") == R"([["p","<!-- c --> <i> ©"]])");
}

TEST_CASE("a language label is a plain word or nothing") {
  CHECK(of("```js onload=x\na\n```") == R"([["pre","js","a\n"]])");
  CHECK(of("```<b>\na\n```") == R"([["pre","","a\n"]])");
}

TEST_CASE("nesting beyond the cap is flattened, with nothing lost") {
  std::string quotes;
  for (int i = 0; i < 3'000; ++i) quotes += "> ";
  const auto deep = parse_markdown(quotes + "bottom");
  CHECK(depth(deep) == limits::kRichDepth);
  CHECK(wire(deep).find("bottom") != std::string::npos);
  CHECK(comes_back(deep));
  std::string lists;
  for (int i = 0; i < 130; ++i)
    lists += std::string(static_cast<std::size_t>(i) * 2, ' ') + "- item" + std::to_string(i) + "\n";
  const auto listed = parse_markdown(lists);
  CHECK(depth(listed) <= limits::kRichDepth);
  CHECK(comes_back(listed));
  for (int i = 0; i < 130; ++i) CHECK(wire(listed).find("item" + std::to_string(i)) != std::string::npos);
}

TEST_CASE("hostile and odd text gives a safe tree that the client accepts") {
  for (const char* name : {"xss/patt-md-blocks.json", "xss/live-chromium156-free.json", "xss/blns.json",
                           "xss/owasp-filter-evasion.json", "xss/patt-intruders.half.json"}) {
    for (const auto& text : corpus(name)) {
      if (!text.is_string()) continue;
      const auto tree = parse_markdown(text.get<std::string>());
      if (!safe(tree) || !comes_back(tree)) FAIL(name << ": " << text);
    }
  }
}

TEST_CASE("a spoiler hides what stands between its marks") {
  CHECK(of("a ||b *c*|| d") == R"([["p","a ",["spoiler","b ",["em","c"]]," d"]])");
  CHECK(of("||a|| ||b||") == R"([["p",["spoiler","a"]," ",["spoiler","b"]]])");
  CHECK(of("a || b") == R"([["p","a || b"]])");
  CHECK(of("||||") == R"([["p","||||"]])");
  CHECK(of("|||| x ||") == R"([["p","||",["spoiler"," x "]]])");
  CHECK(of("`||a||`") == R"([["p",["code","||a||"]]])");
  CHECK(of("**||a||**") == R"([["p",["strong",["spoiler","a"]]]])");
  CHECK(of("||https://a.example||") ==
        R"([["p",["spoiler",["a","https://a.example","https://a.example"]]]])");
  CHECK(comes_back(parse_markdown("||a **b|| c**")));
}

TEST_CASE("a spoiler makes no tree deeper than allowed") {
  std::string deep;
  for (int i = 0; i < limits::kRichDepth - 1; ++i) deep += "> ";
  for (const char* text : {"||x||", "||*x*||", "||https://a.example||"}) {
    const auto tree = parse_markdown(deep + text);
    CHECK(depth(tree) <= limits::kRichDepth);
    CHECK(comes_back(tree));
  }
}

TEST_CASE("images are shown of allowed hosts alone, and by https") {
  MarkdownOptions options;
  options.image_hosts = {"i.example"};
  const auto with = [&](const std::string& source) { return wire(parse_markdown(source, options)); };
  CHECK(with("![a *mug*](https://i.example/m.png)") ==
        R"([["p",["img","https://i.example/m.png","a mug"]]])");
  CHECK(with("![](https://I.EXAMPLE/m.png)") == R"([["p",["img","https://I.EXAMPLE/m.png",""]]])");
  CHECK(with("[![a](https://i.example/m.png)](https://b.example)") ==
        R"([["p",["a","https://b.example",["img","https://i.example/m.png","a"]]]])");
  CHECK(with("![a](http://i.example/m.png)") == R"([["p",["a","http://i.example/m.png","a"]]])");
  CHECK(with("![a](https://x.i.example/m.png)") == R"([["p",["a","https://x.i.example/m.png","a"]]])");
  CHECK(with("![a](https://i.example@evil.example/m.png)").find("img") == std::string::npos);
  CHECK(comes_back(parse_markdown("![a `b` [c](https://d.example)](https://i.example/m.png)", options)));
}

TEST_CASE("people that are known become mentions, in text alone") {
  MarkdownOptions options;
  options.mentions = {{"Ana", "x7k2"}, {"Ben B", "y8m3"}};
  const auto with = [&](const std::string& source) { return wire(parse_markdown(source, options)); };
  CHECK(with("@Ana and @\"Ben B\"!") ==
        R"([["p",["mention","Ana","x7k2"]," and ",["mention","Ben B","y8m3"],"!"]])");
  CHECK(with("@Anab @Eva a@Ana") == R"([["p","@Anab @Eva a@Ana"]])");
  CHECK(with("`@Ana` [@Ana](https://a.example)") ==
        R"([["p",["code","@Ana"]," ",["a","https://a.example","@Ana"]]])");
  CHECK(with("||@Ana||") == R"([["p",["spoiler",["mention","Ana","x7k2"]]]])");
}
