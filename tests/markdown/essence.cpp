#include "essence.hpp"

#include <cctype>
#include <cstdio>
#include <map>
#include <set>

namespace parvis::test {

namespace {

using Kind = RichNode::Kind;

const std::set<std::string, std::less<>> kBlocks = {"p",  "blockquote", "ul", "ol", "li", "pre", "hr",
                                                    "h1", "h2",         "h3", "h4", "h5", "h6",  "br"};

// Tags as "<name detail>" and "</name>", texts after a quote mark.
class Essence {
 public:
  void open(std::string_view name, std::string_view detail = {}) {
    before_tag(name);
    std::string tag = "<" + std::string(name);
    if (!detail.empty()) tag += " " + std::string(detail);
    parts_.push_back(tag + ">");
    after_block_ = kBlocks.contains(name);
    if (name == "pre") verbatim_ = true;
  }
  void close(std::string_view name) {
    before_tag(name);
    parts_.push_back("</" + std::string(name) + ">");
    after_block_ = kBlocks.contains(name);
    if (name == "pre") verbatim_ = false;
  }
  void text(std::string_view piece) {
    if (!verbatim_ && after_block_)
      while (piece.starts_with('\n')) piece.remove_prefix(1);
    if (piece.empty()) return;
    after_block_ = false;
    if (parts_.empty() || parts_.back().front() != '\'') parts_.push_back("'");
    parts_.back() += piece;
  }
  std::vector<std::string> take() {
    before_tag("p");
    return std::move(parts_);
  }

 private:
  void before_tag(std::string_view name) {
    if (verbatim_ || parts_.empty() || parts_.back().front() != '\'' || !kBlocks.contains(name)) return;
    while (parts_.back().ends_with('\n')) parts_.back().pop_back();
    if (parts_.back() == "'") parts_.pop_back();
  }

  std::vector<std::string> parts_;
  bool after_block_ = true, verbatim_ = false;
};

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

std::string decoded(std::string_view html) {
  std::string text(html);
  replace_all(text, "&lt;", "<");
  replace_all(text, "&gt;", ">");
  replace_all(text, "&quot;", "\"");
  replace_all(text, "&amp;", "&");
  return text;
}

// The specification writes addresses percent-encoded; ours are as they were typed.
std::string encoded_address(std::string_view address) {
  std::string out;
  for (char c : address) {
    if (std::isalnum(static_cast<unsigned char>(c)) ||
        std::string_view("~-_.+!*'(),%#@?=;:/$&").find(c) != std::string_view::npos) {
      out += c;
    } else {
      char hex[4];
      std::snprintf(hex, sizeof hex, "%%%02X", static_cast<unsigned char>(c));
      out += hex;
    }
  }
  return out;
}

struct Tag {
  std::string name;
  std::map<std::string, std::string> attributes;
  bool end = false;
};

// `inside` is what stands between < and >.
Tag read_tag(std::string_view inside) {
  Tag tag;
  std::size_t at = 0;
  if (inside.starts_with('/')) tag.end = true, ++at;
  while (at < inside.size() && std::isalnum(static_cast<unsigned char>(inside[at]))) tag.name += inside[at++];
  while ((at = inside.find("=\"", at)) != std::string_view::npos) {
    const std::size_t begin = inside.rfind(' ', at) + 1, value = at + 2, end = inside.find('"', value);
    if (end == std::string_view::npos) break;
    tag.attributes[std::string(inside.substr(begin, at - begin))] =
        decoded(inside.substr(value, end - value));
    at = end + 1;
  }
  return tag;
}

std::size_t tag_end(std::string_view html, std::size_t at) {
  for (bool quoted = false; at < html.size(); ++at) {
    if (html[at] == '"') quoted = !quoted;
    if (html[at] == '>' && !quoted) return at;
  }
  return html.size();
}

void add_tag(Essence& out, const Tag& tag, bool& linked) {
  const auto value = [&](const char* name) {
    const auto found = tag.attributes.find(name);
    return found == tag.attributes.end() ? std::string() : found->second;
  };
  if (tag.name == "img") {
    if (!linked) out.open("a", value("src"));
    out.text(!linked && value("alt").empty() ? value("src") : value("alt"));
    if (!linked) out.close("a");
    return;
  }
  if (tag.name == "a") linked = !tag.end;
  if (tag.end) return out.close(tag.name);
  out.open(tag.name, value("href") + value("start") + value("class"));
}

void add_tree(Essence& out, const std::vector<RichNode>& nodes);

void add_wrapped(Essence& out, std::string_view name, const RichNode& node, std::string_view detail = {}) {
  out.open(name, detail);
  out.text(node.text);
  add_tree(out, node.children);
  out.close(name);
}

void add_node(Essence& out, const RichNode& node) {
  static const std::map<Kind, const char*> kNames = {{Kind::kParagraph, "p"},   {Kind::kEmphasis, "em"},
                                                     {Kind::kStrong, "strong"}, {Kind::kStrike, "del"},
                                                     {Kind::kCode, "code"},     {Kind::kQuote, "blockquote"},
                                                     {Kind::kBulletList, "ul"}, {Kind::kListItem, "li"}};
  switch (node.kind) {
    case Kind::kText:
      return out.text(node.text);
    case Kind::kCodeBlock:
      out.open("pre");
      add_wrapped(out, "code", node, node.detail.empty() ? "" : "language-" + node.detail);
      return out.close("pre");
    case Kind::kOrderedList:
      return add_wrapped(out, "ol", node, node.detail == "1" ? "" : node.detail);
    case Kind::kLink:
      return add_wrapped(out, "a", node, encoded_address(node.detail));
    case Kind::kHeading:
      return add_wrapped(out, "h" + node.detail, node);
    case Kind::kRule:
      return out.open("hr");
    case Kind::kLineBreak:
      return out.open("br");
    default:
      break;
  }
  const auto name = kNames.find(node.kind);
  add_wrapped(out, name == kNames.end() ? "unknown" : name->second, node);
}

void add_tree(Essence& out, const std::vector<RichNode>& nodes) {
  for (const RichNode& node : nodes) add_node(out, node);
}

}  // namespace

std::vector<std::string> essence_of_html(std::string_view html) {
  Essence out;
  bool linked = false;
  for (std::size_t at = 0; at < html.size();) {
    if (html[at] == '<') {
      const std::size_t end = tag_end(html, at);
      add_tag(out, read_tag(html.substr(at + 1, end - at - 1)), linked);
      at = end + 1;
    } else {
      const std::size_t end = std::min(html.find('<', at), html.size());
      out.text(decoded(html.substr(at, end - at)));
      at = end;
    }
  }
  return out.take();
}

std::vector<std::string> essence_of_tree(const std::vector<RichNode>& tree) {
  Essence out;
  add_tree(out, tree);
  return out.take();
}

}  // namespace parvis::test
