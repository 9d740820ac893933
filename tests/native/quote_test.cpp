#include "quote.hpp"

#include <doctest/doctest.h>

using namespace parvis;
using namespace parvis::demo;
using Kind = RichNode::Kind;

namespace {

RichNode words(const char* text) {
  RichNode node;
  node.kind = Kind::kText;
  node.text = text;
  return node;
}

RichNode block(Kind kind, std::vector<RichNode> children) {
  RichNode node;
  node.kind = kind;
  node.children = std::move(children);
  return node;
}

}  // namespace

TEST_CASE("a comment is quoted line by line, without its formats") {
  RichNode line_break;
  line_break.kind = Kind::kLineBreak;
  std::vector<RichNode> body = {
      block(Kind::kParagraph,
            {words("one "), block(Kind::kStrong, {words("two")}), line_break, words("three")}),
      block(Kind::kBulletList, {block(Kind::kListItem, {words("a")}), block(Kind::kListItem, {words("b")})})};
  CHECK(quotation(body) == "> one two\n> three\n> \n> a\n> b");
}

TEST_CASE("a quotation comes after what was written") {
  std::vector<RichNode> body = {block(Kind::kParagraph, {words("Really?")})};
  CHECK(with_quotation("", body) == "> Really?\n\n");
  CHECK(with_quotation("Well.", body) == "Well.\n\n> Really?\n\n");
  CHECK(with_quotation("Well.\n", body) == "Well.\n> Really?\n\n");
}
