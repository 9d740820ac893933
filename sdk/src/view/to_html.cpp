// HTML text of a tree. A field's value is an attribute in the tree and a property in the browser; HTML has
// neither for textarea and select, so they get their content and their selected option here.
#include "view/escape.hpp"
#include "view/views.hpp"

namespace parvis::view {

void escape_html(std::string& out, std::string_view text) {
  for (char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
}

namespace {

bool is_void(std::string_view tag) { return tag == "input" || tag == "br" || tag == "hr" || tag == "img"; }

std::string_view value_of(const Node& node) {
  for (const Attribute& attribute : node.attributes) {
    if (attribute.name == "value") return attribute.value;
  }
  return {};
}

void append(std::string& out, const Node& node, std::string_view selected) {
  if (node.is_text()) escape_html(out, node.text);
  const bool held_inside = node.tag == "textarea" || node.tag == "select";
  if (!node.tag.empty()) {
    out += '<';
    out += node.tag;
    for (const Attribute& attribute : node.attributes) {
      if (held_inside && attribute.name == "value") continue;
      out += ' ';
      out += attribute.name;
      out += "=\"";
      escape_html(out, attribute.value);
      out += '"';
    }
    if (node.tag == "option" && !selected.empty() && value_of(node) == selected) out += " selected";
    out += '>';
    if (is_void(node.tag)) return;
  }
  // HTML drops a line break right after <textarea> and <pre>; one more keeps the text's own.
  if (node.tag == "textarea") (out += '\n', escape_html(out, value_of(node)));
  if (node.tag == "pre") out += '\n';
  for (const Node& child : node.children)
    append(out, child, node.tag == "select" ? value_of(node) : selected);
  if (!node.tag.empty()) ((out += "</") += node.tag) += '>';
}

}  // namespace

std::string to_html(const Node& node) {
  std::string out;
  append(out, node, {});
  return out;
}

}  // namespace parvis::view
