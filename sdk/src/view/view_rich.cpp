// The safe tree of a comment's text as nodes. Headings start at h3, below the thread's own title.
#include <algorithm>

#include "base/url.hpp"
#include "view/build.hpp"
#include "view/thread_parts.hpp"

namespace parvis::view {
namespace {

// In the order of RichNode::Kind; text and headings are handled apart.
constexpr std::string_view kTags[] = {"",   "p",  "em", "strong", "del", "code", "pre",  "blockquote", "ul",
                                      "ol", "li", "a",  "h3",     "hr",  "br",   "span", "span",       "img"};
constexpr std::string_view kHeadings[] = {"h3", "h4", "h5", "h6"};

std::string_view tag_of(const RichNode& node) {
  if (node.kind != RichNode::Kind::kHeading) return kTags[static_cast<std::size_t>(node.kind)];
  const int level = node.detail.size() == 1 ? node.detail[0] - '1' : 0;
  return kHeadings[std::clamp(level, 0, 3)];
}

void set_detail(Node& made, const RichNode& node) {
  if (node.kind == RichNode::Kind::kImage) {
    if (!safe_link(node.detail)) return;
    set(made, "src", node.detail);
    set(made, "alt", node.text);
    set(made, "loading", "lazy");
    set(made, "referrerpolicy", "no-referrer");
  } else if (node.kind == RichNode::Kind::kLink) {
    // Checked by the server already; a tree from elsewhere gets no second chance.
    if (!safe_link(node.detail)) return;
    set(made, "href", node.detail);
    set(made, "target", "_blank");
    set(made, "rel", "noopener noreferrer nofollow ugc");
  } else if (node.kind == RichNode::Kind::kMention) {
    set(made, "class", "mention");
  } else if (node.kind == RichNode::Kind::kOrderedList && !node.detail.empty() && node.detail != "1") {
    set(made, "start", node.detail);
  }
}

bool joins_previous_text(const Node& parent, const RichNode& node) {
  return node.kind == RichNode::Kind::kText && !parent.children.empty() && parent.children.back().is_text();
}

// A box to tick shows it: by pointer, by keyboard, aloud, and without a script.
Node& add_spoiler(Node& parent, const ViewContext* context) {
  if (context == nullptr) return add_element(parent, "span", "spoiler");
  Node& label = add_element(parent, "label", "spoiler");
  Node& box = add_element(label, "input");
  set(box, "type", "checkbox");
  set_said(box, "aria-label", "spoiler.show", *context);
  return add_element(label, "span");
}

}  // namespace

void add_rich(Node& parent, const std::vector<RichNode>& nodes, const ViewContext* context) {
  for (const RichNode& node : nodes) {
    if (joins_previous_text(parent, node)) {
      parent.children.back().text += node.text;
    } else if (node.kind == RichNode::Kind::kText) {
      add_text(parent, node.text);
    } else {
      const bool hides = node.kind == RichNode::Kind::kSpoiler;
      Node& made = hides ? add_spoiler(parent, context) : add_element(parent, tag_of(node));
      set_detail(made, node);
      if (node.kind == RichNode::Kind::kCodeBlock) {
        add_labelled(made, "code", {}, node.text);
      } else if (node.kind == RichNode::Kind::kMention) {
        add_text(made, '@' + node.detail);
      } else if (node.kind != RichNode::Kind::kImage) {
        add_text(made, node.text);
      }
      add_rich(made, node.children, context);
    }
  }
}

}  // namespace parvis::view
