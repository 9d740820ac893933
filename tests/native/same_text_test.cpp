// Same state in, same text out: what the HTML of a thread says and what the window writes, for every look of
// the golden files. Compared without white space: where lines break is each renderer's own affair.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "glyphs.hpp"
#include "thread_states.hpp"
#include "ui_harness.hpp"
#include "view/views.hpp"

using namespace parvis;
using namespace parvis::demo;

namespace {

std::string_view attribute(const view::Node& node, std::string_view name) {
  for (const view::Attribute& one : node.attributes) {
    if (one.name == name) return one.value;
  }
  return {};
}

std::string shown_option(const view::Node& select) {
  for (const view::Node& option : select.children) {
    if (attribute(option, "value") == attribute(select, "value")) return option.children.front().text;
  }
  return {};
}

// What is seen of an HTML tree, in order.
void collect_text(const view::Node& node, std::string& out) {
  std::string_view shape = attribute(node, "class");
  if (attribute(node, "aria-hidden") == "true" || attribute(node, "type") == "hidden" ||
      shape == "count none")
    return;
  if (node.tag == "select") {
    out += shown_option(node);
  } else if (node.tag == "input" || node.tag == "textarea") {
    out += attribute(node, attribute(node, "value").empty() ? "placeholder" : "value");
  }
  if (node.tag == "img") out += attribute(node, "alt");
  out += node.text;
  if (node.tag == "select") return;
  std::int64_t number = 1;
  if (std::string_view start = attribute(node, "start"); !start.empty())
    number = std::stoll(std::string(start));
  bool numbered = node.tag == "ol" && shape.empty() && attribute(node, "role").empty();
  for (const view::Node& child : node.children) {
    if (numbered) out += std::to_string(number++) + ".";
    collect_text(child, out);
  }
}

// ImGui writes fields between braces.
std::string canonical(const std::string& text) {
  std::string out;
  for (char c : showable(text)) {
    if (c != ' ' && c != '\n' && c != '\t' && c != '{' && c != '}') out += c;
  }
  return out;
}

std::size_t first_difference(const std::string& a, const std::string& b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  return at;
}

}  // namespace

TEST_CASE("the window writes what the HTML of the same thread says, in the same order") {
  for (const std::string language : {"en", "fr", "ar"}) {
    for (const test::ThreadLook& look : test::thread_looks()) {
      Sheet sheet(900, 30'000);
      // HTML holds the words of a spoiler all along.
      for (const Comment& comment : look.state.comments) sheet.view().revealed.insert(comment.id);
      sheet.draw(look.state, language, test::kGoldenNow);
      std::string drawn = canonical(sheet.draw(look.state, language, test::kGoldenNow));
      std::string said;
      collect_text(view::view_thread(look.state, {language, "", test::kGoldenNow}), said);
      said = canonical(said);
      std::size_t at = first_difference(said, drawn), from = at < 40 ? 0 : at - 40;
      CAPTURE(look.name);
      CAPTURE(language);
      CHECK(said.substr(from, 90) == drawn.substr(from, 90));
      CHECK(said.size() == drawn.size());
    }
  }
}
