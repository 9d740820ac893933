// The rules that every drawn tree keeps (sdk/src/view/node.hpp, and the lists of tags and attributes that the
// browser's applier lets through).
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "view/node.hpp"

namespace parvis::test {

inline bool is_one_of(std::string_view word, std::string_view list) {
  for (std::size_t at = list.find(word); at != list.npos; at = list.find(word, at + 1)) {
    const bool starts = at == 0 || list[at - 1] == ' ';
    const std::size_t end = at + word.size();
    if (starts && (end == list.size() || list[end] == ' ')) return true;
  }
  return false;
}

inline bool attribute_allowed(std::string_view name) {
  if (name.starts_with("aria-") || name.starts_with("data-")) return true;
  return is_one_of(
      name,
      "class part role type name id for href target rel title lang dir datetime placeholder maxlength "
      "rows start tabindex hidden disabled required autocomplete viewBox d value src alt loading "
      "referrerpolicy");
}

inline bool tag_allowed(std::string_view tag) {
  return is_one_of(
      tag,
      "div span p a button form input textarea label select option ol ul li article header footer time "
      "h1 h2 h3 h4 h5 h6 strong em del code pre blockquote br hr img svg path");
}

// What is wrong with the tree; empty when nothing is.
inline std::string check_shape(const view::Node& node, bool is_root = true) {
  if (!is_root && node.is_text()) return node.text.empty() ? "an empty text node" : "";
  if (!is_root && !tag_allowed(node.tag)) return "tag " + std::string(node.tag);
  std::set<std::string_view> names;
  for (const view::Attribute& attribute : node.attributes) {
    if (!attribute_allowed(attribute.name)) return "attribute " + std::string(attribute.name);
    if (!names.insert(attribute.name).second) return "twice the attribute " + std::string(attribute.name);
  }
  std::set<std::string_view> keys;
  bool after_text = false;
  for (const view::Node& child : node.children) {
    if (child.is_text() && after_text) return "two text nodes side by side";
    after_text = child.is_text();
    if (!child.key.empty() && !keys.insert(child.key).second) return "twice the key " + child.key;
    if (std::string wrong = check_shape(child, false); !wrong.empty()) return wrong;
  }
  return "";
}

}  // namespace parvis::test
