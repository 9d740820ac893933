#include "rich_flow.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace parvis;
using namespace parvis::demo;

namespace {

RichNode node(RichNode::Kind kind, std::string text, std::vector<RichNode> children = {}) {
  RichNode out;
  out.kind = kind;
  (kind == RichNode::Kind::kLink ? out.detail : out.text) = std::move(text);
  out.children = std::move(children);
  return out;
}

float one_per_byte(std::string_view text, const Ink&) { return static_cast<float>(text.size()); }

std::string shown(const std::vector<RichNode>& nodes, float width) {
  std::string out;
  for (const FlowLine& line : flow(runs_of(nodes), width, one_per_byte)) {
    for (const Piece& piece : line) {
      out += piece.ink.bold ? '*' : piece.ink.italic ? '_' : piece.ink.link.empty() ? '[' : '<';
      out += std::string(piece.text) + '@' + std::to_string(static_cast<int>(piece.x));
    }
    out += '|';
  }
  return out;
}

constexpr auto kText = RichNode::Kind::kText;

}  // namespace

TEST_CASE("words of one style are one piece, and other styles go on where they end") {
  std::vector<RichNode> nodes = {node(kText, "even "),
                                 node(RichNode::Kind::kStrong, "", {node(kText, "nicer now")}),
                                 node(kText, ", and")};
  CHECK(shown(nodes, 80) == "[even@0*nicer now@5[, and@14|");
}

TEST_CASE("lines break at spaces only, not between styles") {
  std::vector<RichNode> nodes = {node(kText, "aaa bb"),
                                 node(RichNode::Kind::kEmphasis, "", {node(kText, "bb ccc")})};
  CHECK(shown(nodes, 20) == "[aaa bb@0_bb ccc@6|");
  CHECK(shown(nodes, 9) == "[aaa bb@0_bb@6|_ccc@0|");
}

TEST_CASE("a word wider than the line is broken between characters") {
  CHECK(shown({node(kText, "abcdefgh ij")}, 5) == "[abcde@0|[fgh@0|[ij@0|");
  CHECK(shown({node(kText, "ééé")}, 4) == "[éé@0|[é@0|");
  CHECK(shown({node(kText, "é")}, 1) == "[é@0|");
}

TEST_CASE("a line break breaks, and links keep their address") {
  std::vector<RichNode> nodes = {node(kText, "a"), node(RichNode::Kind::kLineBreak, ""),
                                 node(RichNode::Kind::kLink, "https://example.org", {node(kText, "notes")})};
  auto lines = flow(runs_of(nodes), 40, one_per_byte);
  CHECK(lines.size() == 2);
  CHECK(lines[1].size() == 1);
  CHECK(lines[1][0].ink.link == "https://example.org");
}

TEST_CASE("nothing to flow is one empty line") { CHECK(flow({}, 10, one_per_byte).size() == 1); }
