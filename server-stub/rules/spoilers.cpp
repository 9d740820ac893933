#include "rules/spoilers.hpp"

#include <algorithm>
#include <string_view>

namespace parvis::server {

namespace {

constexpr std::string_view kMark = "||";

// How many levels of elements these nodes make, as far as it matters.
int height(const std::vector<RichNode>& nodes, int enough) {
  int tallest = 0;
  if (enough <= 0) return 0;
  for (const RichNode& node : nodes)
    if (node.kind != RichNode::Kind::kText)
      tallest = std::max(tallest, 1 + height(node.children, enough - 1));
  return tallest;
}

bool may_hold_mark(const RichNode& node) {
  return node.kind == RichNode::Kind::kText && node.text.find(kMark) != std::string::npos;
}

void add_text(std::vector<RichNode>& out, std::string_view text) {
  if (text.empty()) return;
  if (!out.empty() && out.back().kind == RichNode::Kind::kText) {
    out.back().text += text;
    return;
  }
  RichNode node;
  node.text = text;
  out.push_back(std::move(node));
}

void add(std::vector<RichNode>& out, RichNode node) {
  if (node.kind == RichNode::Kind::kText)
    add_text(out, node.text);
  else
    out.push_back(std::move(node));
}

class Wrapper {
 public:
  void text(std::string_view text) {
    for (std::size_t mark; (mark = text.find(kMark)) != std::string_view::npos;) {
      add_text(here(), text.substr(0, mark));
      text.remove_prefix(mark + kMark.size());
      this->mark();
    }
    add_text(here(), text);
  }
  void node(RichNode node) { add(here(), std::move(node)); }

  std::vector<RichNode> take() {
    if (open_) give_up();
    return std::move(out_);
  }

 private:
  std::vector<RichNode>& here() { return open_ ? inside_ : out_; }
  void mark() {
    if (!open_) {
      open_ = true;
      return;
    }
    if (inside_.empty()) return keep_first_mark();
    RichNode spoiler;
    spoiler.kind = RichNode::Kind::kSpoiler;
    spoiler.children = std::move(inside_);
    inside_.clear();
    out_.push_back(std::move(spoiler));
    open_ = false;
  }
  // "||||" hides nothing: the first mark is text, the second may still begin one.
  void keep_first_mark() { add_text(out_, kMark); }
  void give_up() {
    add_text(out_, kMark);
    for (RichNode& node : inside_) add(out_, std::move(node));
    inside_.clear();
    open_ = false;
  }

  std::vector<RichNode> out_, inside_;
  bool open_ = false;
};

}  // namespace

void wrap_spoilers(std::vector<RichNode>& siblings, int room) {
  if (std::none_of(siblings.begin(), siblings.end(), may_hold_mark)) return;
  if (height(siblings, room) >= room) return;
  Wrapper wrapper;
  for (RichNode& node : siblings) {
    if (may_hold_mark(node))
      wrapper.text(node.text);
    else
      wrapper.node(std::move(node));
  }
  siblings = wrapper.take();
}

}  // namespace parvis::server
