// The patch stream, held by a reader of its own: whatever two trees there are, the difference turns the one
// into the other, and a full paint says the tree.
#include "view/patch.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "../support/apply_patch.hpp"
#include "../support/random.hpp"

namespace {

using parvis::test::apply_patch;
using parvis::test::looks_same;
using parvis::test::Random;
using parvis::view::diff_paint;
using parvis::view::full_paint;
using parvis::view::Node;

constexpr std::string_view kTags[] = {"div", "span", "li", "input", "select"};
constexpr std::string_view kNames[] = {"class", "id", "value", "aria-label"};
constexpr std::string_view kValues[] = {"", "a", "b", "\"<&>\"", "é\n"};

Node text_node(std::string text) {
  Node node;
  node.text = std::move(text);
  return node;
}

std::string unused_key(Random& random, const std::vector<Node>& siblings) {
  for (;;) {
    std::string key = "k" + std::to_string(random.below(40));
    auto same = [&](const Node& node) { return node.key == key; };
    if (std::none_of(siblings.begin(), siblings.end(), same)) return key;
  }
}

Node random_element(Random& random, int depth);

void add_random_child(Random& random, Node& parent, int depth, bool keyed) {
  const bool text_allowed = parent.children.empty() || !parent.children.back().is_text();
  if (text_allowed && random.one_in(4)) {
    parent.children.push_back(text_node(random.one_in(2) ? "one" : "two"));
    return;
  }
  Node child = random_element(random, depth - 1);
  if (keyed && !random.one_in(5)) child.key = unused_key(random, parent.children);
  parent.children.push_back(std::move(child));
}

Node random_element(Random& random, int depth) {
  Node node;
  node.tag = kTags[random.below(std::size(kTags))];
  node.open_children = random.one_in(4);
  for (std::string_view name : kNames) {
    if (random.one_in(3)) node.attributes.push_back({name, std::string(kValues[random.below(5)])});
  }
  const bool keyed = random.one_in(2);
  const std::size_t count = depth <= 0 ? 0 : random.below(7);
  for (std::size_t i = 0; i < count; ++i) add_random_child(random, node, depth, keyed);
  return node;
}

Node random_root(Random& random) {
  Node root;
  const bool keyed = random.one_in(2);
  for (std::size_t i = random.below(9); i > 0; --i) add_random_child(random, root, 3, keyed);
  return root;
}

// A tree near another one, as a real next state is: some children moved, gone, new or changed.
void disturb(Random& random, Node& node, int depth) {
  if (!node.text.empty()) {
    if (random.one_in(2)) node.text = "three";
    return;
  }
  auto at = [&](std::size_t index) { return node.children.begin() + static_cast<std::ptrdiff_t>(index); };
  const std::size_t count = node.children.size();
  if (count > 1 && random.one_in(3)) {
    std::rotate(at(random.below(count)), at(count - 1), node.children.end());
  }
  if (count > 0 && random.one_in(4)) node.children.erase(at(random.below(count)));
  if (random.one_in(4)) {
    Node fresh = random_element(random, 1);
    fresh.key = unused_key(random, node.children);
    node.children.insert(at(random.below(node.children.size() + 1)), std::move(fresh));
  }
  for (auto& attribute : node.attributes) {
    if (random.one_in(3)) attribute.value = kValues[random.below(5)];
  }
  if (depth > 0) {
    for (Node& child : node.children) disturb(random, child, depth - 1);
  }
}

bool difference_leads(const Node& before, const Node& after) {
  Node patched = before;
  return apply_patch(patched, diff_paint(before, after)) && looks_same(patched, after);
}

Node keyed_list(std::initializer_list<std::string_view> keys) {
  Node root;
  for (std::string_view key : keys) {
    Node item;
    item.tag = "li";
    item.key = key;
    item.children.push_back(text_node(std::string(key)));
    root.children.push_back(std::move(item));
  }
  return root;
}

Node card(std::string name, std::string text) {
  Node body;
  body.tag = "p";
  body.children.push_back(text_node(std::move(text)));
  Node item;
  item.tag = "li";
  item.attributes = {{"class", "card"}, {"id", std::move(name)}};
  item.children = {body, body};
  return item;
}

}  // namespace

TEST_CASE("a difference turns any random tree into any other") {
  int failures = 0;
  for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
    Random random(seed);
    const Node before = random_root(random);
    const Node after = random_root(random);
    if (!difference_leads(before, after)) ++failures;
  }
  CHECK(failures == 0);
}

TEST_CASE("a difference turns any random tree into a disturbed copy of it") {
  int failures = 0;
  for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
    Random random(seed);
    const Node before = random_root(random);
    Node after = before;
    disturb(random, after, 3);
    if (!difference_leads(before, after)) ++failures;
  }
  CHECK(failures == 0);
}

TEST_CASE("a full paint says the whole tree, whatever was there") {
  int failures = 0;
  for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
    Random random(seed);
    const Node tree = random_root(random);
    Node patched = random_root(random);
    if (!apply_patch(patched, full_paint(tree)) || !looks_same(patched, tree)) ++failures;
  }
  CHECK(failures == 0);
}

TEST_CASE("equal trees need no patch") {
  Random random(7);
  const Node tree = random_root(random);
  CHECK(diff_paint(tree, tree).empty());
}

TEST_CASE("siblings of one shape are written as a template with holes for what differs") {
  Node root;
  root.children = {card("a", "one"), card("b", "two")};
  CHECK(
      full_paint(root) ==
      R"({"t":[["li",{"class":"card","id":0},["p",1],["p",2]]],"c":[[0,"a","one","one"],[0,"b","two","two"]]})");
}

TEST_CASE("open children are one hole, whatever they are") {
  Node root;
  root.children = {card("a", "one"), card("b", "two")};
  for (Node& item : root.children) item.open_children = true;
  root.children[1].children.pop_back();
  for (Node& item : root.children) {
    Node holder;
    holder.tag = "div";
    holder.children = {text_node("x"), item};
    item = holder;
  }
  CHECK(full_paint(root) == R"({"t":[["div","x",["li",{"class":"card","id":0},1]]],)"
                            R"("c":[[0,"a",[["p","one"],["p","one"]]],[0,"b",[["p","two"]]]]})");
}

TEST_CASE("moving one child of many is one move") {
  CHECK(diff_paint(keyed_list({"a", "b", "c", "d"}), keyed_list({"d", "a", "b", "c"})) ==
        R"({"o":[[5,[],3,0]]})");
  CHECK(diff_paint(keyed_list({"a", "b", "c", "d"}), keyed_list({"b", "c", "d", "a"})) ==
        R"({"o":[[5,[],0,3]]})");
}

TEST_CASE("what left is removed from the end, so that positions stay right") {
  CHECK(diff_paint(keyed_list({"a", "b", "c", "d"}), keyed_list({"b", "d"})) ==
        R"({"o":[[4,[],2],[4,[],0]]})");
}

TEST_CASE("a child that became something else is replaced where it stands") {
  Node before = keyed_list({"a", "b", "c"});
  Node after = before;
  after.children[1].key = "new";
  CHECK(diff_paint(before, after) == R"({"o":[[6,[1],["li","b"]]]})");
}

TEST_CASE("a field's value is set as a property, after its children") {
  Node before;
  before.tag = "select";
  before.attributes = {{"value", "a"}};
  Node root, next;
  root.children = {before};
  next = root;
  next.children[0].attributes[0].value = "b";
  next.children[0].children = keyed_list({"b"}).children;
  CHECK(diff_paint(root, next) == R"({"o":[[3,[0],0,["li","b"]],[2,[0],"value","b"]]})");
}
