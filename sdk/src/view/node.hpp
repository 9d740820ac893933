// The node tree that the web front ends draw: elements with attributes, and text. There is no raw-HTML node;
// text and attribute values are escaped in to_html() only and set through textContent/setAttribute in the
// browser.
//
// Shape rules, which let a browser tree and the HTML of the same tree be addressed alike (checked by
// check_shape() in tests): no empty text nodes, no two text nodes side by side.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parvis::view {

struct Attribute {
  std::string_view name;  // static storage: names are literals of the view code
  std::string value;

  friend bool operator==(const Attribute&, const Attribute&) = default;
};

struct Node {
  std::string_view tag;  // static storage; empty: a text node
  std::string text;      // text nodes only
  std::string key;       // identity among siblings for the diff; empty: by position
  std::vector<Attribute> attributes;
  std::vector<Node> children;
  // The number or kind of children differs between instances of the same component, so a template must
  // leave them open (patch.hpp).
  bool open_children = false;
  // The children are drawn one by one where they are needed, and stand in no tree (thread_paint.hpp).
  bool rows_apart = false;

  bool is_text() const { return tag.empty(); }
  friend bool operator==(const Node&, const Node&) = default;
};

}  // namespace parvis::view
