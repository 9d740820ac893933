#include "rules/markdown_tree.hpp"

#include <algorithm>

#include "base/url.hpp"
#include "rules/autolink.hpp"
#include "rules/characters.hpp"
#include "rules/limits.hpp"
#include "rules/spoilers.hpp"

namespace parvis::server {

namespace {

using Kind = RichNode::Kind;

RichNode text_node(std::string_view text) {
  RichNode node;
  node.text = text;
  return node;
}

// md4c leaves tabs at the ends of a heading.
void trim_edges(std::vector<RichNode>& nodes) {
  const auto blank_end = [&](const RichNode& node, bool front) {
    return node.kind == Kind::kText && !node.text.empty() &&
           (front ? node.text.front() : node.text.back()) == '\t';
  };
  while (!nodes.empty() && blank_end(nodes.front(), true)) nodes.front().text.erase(0, 1);
  while (!nodes.empty() && blank_end(nodes.back(), false)) nodes.back().text.pop_back();
  std::erase_if(nodes, [](const RichNode& node) { return node.kind == Kind::kText && node.text.empty(); });
}

}  // namespace

void TreeBuilder::enter(int id, Kind kind, std::string detail) {
  if (nodes_ >= limits::kRichDepth || open_.back().kind == Kind::kImage) return enter_flat(id);
  RichNode node;
  node.kind = kind;
  node.detail = std::move(detail);
  open_.push_back(std::move(node));
  marks_.push_back({id, true});
  ++nodes_;
}

void TreeBuilder::enter_link(int id, std::string address) {
  const bool allowed = safe_link(address) || options_.flavour == MarkdownFlavour::kCommonMark;
  if (links_ > 0 || nodes_ >= limits::kRichDepth || !allowed) return enter_flat(id);
  enter(id, Kind::kLink, seen_address(address));
  ++links_;
}

void TreeBuilder::enter_image(int id, std::string address) {
  if (!from_allowed_host(address)) return enter_link(id, std::move(address));
  enter(id, Kind::kImage, seen_address(address));
}

void TreeBuilder::leave(int id) {
  std::size_t open = marks_.size();
  while (open > 0 && marks_[open - 1].id != id) {
    if (is_span(id) && !is_span(marks_[open - 1].id)) return;
    --open;
  }
  if (open == 0) return;
  while (marks_.size() >= open) close();
}

void TreeBuilder::text(std::string_view typed) {
  const std::string piece = without_turns(typed);
  if (piece.empty()) return;
  RichNode& top = open_.back();
  if (top.kind == Kind::kCode || top.kind == Kind::kCodeBlock || top.kind == Kind::kImage) {
    top.text += piece;
  } else if (!top.children.empty() && top.children.back().kind == Kind::kText) {
    top.children.back().text += piece;
  } else {
    top.children.push_back(text_node(piece));
  }
}

void TreeBuilder::leaf(Kind kind) {
  if (open_.back().kind == Kind::kImage) return text(" ");
  RichNode node;
  node.kind = kind;
  open_.back().children.push_back(std::move(node));
}

std::vector<RichNode> TreeBuilder::take() {
  while (!marks_.empty()) close();
  return std::move(open_.front().children);
}

void TreeBuilder::close() {
  const Mark mark = marks_.back();
  marks_.pop_back();
  if (!mark.node) {
    // Flattened blocks must not run into each other.
    if (!is_span(mark.id) && nodes_ >= limits::kRichDepth) text("\n");
    return;
  }
  RichNode node = std::move(open_.back());
  open_.pop_back();
  if (node.kind == Kind::kHeading) trim_edges(node.children);
  if (node.kind == Kind::kLink) {
    --links_;
    if (node.children.empty()) node.children.push_back(text_node(node.detail));
  } else if (options_.flavour == MarkdownFlavour::kComments && nodes_ < limits::kRichDepth) {
    if (links_ == 0) {
      link_addresses(node.children);
      link_mentions(node.children, options_.mentions);
    }
    wrap_spoilers(node.children, limits::kRichDepth - nodes_);
  }
  --nodes_;
  open_.back().children.push_back(std::move(node));
}

bool TreeBuilder::from_allowed_host(std::string_view address) const {
  const auto url = parse_url(address);
  const auto& hosts = options_.image_hosts;
  return url && url->scheme == "https" && std::find(hosts.begin(), hosts.end(), url->host) != hosts.end();
}

}  // namespace parvis::server
