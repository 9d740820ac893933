// A tree as text that C++ and JavaScript write alike (canonical_html.mjs): attributes sorted by name, empty
// field values left out, every element closed.
#pragma once

#include <algorithm>
#include <string>

#include "view/node.hpp"

namespace parvis::test {

inline std::string html_escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

inline void canonical_html(const view::Node& node, std::string& out) {
  if (node.is_text()) {
    out += html_escaped(node.text);
    return;
  }
  auto attributes = node.attributes;
  std::sort(attributes.begin(), attributes.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  out.append("<").append(node.tag);
  for (const view::Attribute& attribute : attributes) {
    if (attribute.name == "value" && attribute.value.empty()) continue;
    out.append(" ").append(attribute.name).append("=\"").append(html_escaped(attribute.value)).append("\"");
  }
  out += ">";
  for (const view::Node& child : node.children) canonical_html(child, out);
  out.append("</").append(node.tag).append(">");
}

inline std::string canonical_html(const view::Node& root) {
  std::string out;
  for (const view::Node& child : root.children) canonical_html(child, out);
  return out;
}

}  // namespace parvis::test
