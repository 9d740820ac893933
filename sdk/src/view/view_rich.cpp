// The safe tree of a comment's text as nodes. Headings start at h3, below the thread's own title.
#include <algorithm>

#include "base/url.hpp"
#include "view/build.hpp"
#include "view/thread_parts.hpp"

namespace parvis::view {
namespace {

// In the order of RichNode::Kind; text and headings are handled apart.
constexpr std::string_view kTags[] = {"",   "p",  "em", "strong", "del", "code", "pre",  "blockquote", "ul",
                                      "ol", "li", "a",  "h3",     "hr",  "br",   "span", "span",       "a"};
constexpr std::string_view kHeadings[] = {"h3", "h4", "h5", "h6"};

std::string_view tag_of(const RichNode& node) {
  if (node.kind != RichNode::Kind::kHeading) return kTags[static_cast<std::size_t>(node.kind)];
  const int level = node.detail.size() == 1 ? node.detail[0] - '1' : 0;
  return kHeadings[std::clamp(level, 0, 3)];
}

void set_detail(Node& made, const RichNode& node) {
  if (node.kind == RichNode::Kind::kLink || node.kind == RichNode::Kind::kImage) {
    // Checked by the server already; a tree from elsewhere gets no second chance.
    if (!safe_link(node.detail)) return;
    set(made, "href", node.detail);
    set(made, "target", "_blank");
    set(made, "rel", "noopener noreferrer nofollow ugc");
  } else if (node.kind == RichNode::Kind::kSpoiler || node.kind == RichNode::Kind::kMention) {
    set(made, "class", node.kind == RichNode::Kind::kSpoiler ? "spoiler" : "mention");
  } else if (node.kind == RichNode::Kind::kOrderedList && !node.detail.empty() && node.detail != "1") {
    set(made, "start", node.detail);
  }
}

bool joins_previous_text(const Node& parent, const RichNode& node) {
  return node.kind == RichNode::Kind::kText && !parent.children.empty() && parent.children.back().is_text();
}

}  // namespace

void add_rich(Node& parent, const std::vector<RichNode>& nodes) {
  for (const RichNode& node : nodes) {
    if (joins_previous_text(parent, node)) {
      parent.children.back().text += node.text;
    } else if (node.kind == RichNode::Kind::kText) {
      add_text(parent, node.text);
    } else {
      Node& made = add_element(parent, tag_of(node));
      set_detail(made, node);
      if (node.kind == RichNode::Kind::kCodeBlock) {
        add_labelled(made, "code", {}, node.text);
      } else if (node.kind == RichNode::Kind::kMention) {
        add_text(made, '@' + node.detail);
      } else {
        add_text(made, node.text);
      }
      add_rich(made, node.children);
    }
  }
}

}  // namespace parvis::view
