#include "quote.hpp"

#include <algorithm>

#include "rich_flow.hpp"

namespace parvis::demo {
namespace {

using Kind = RichNode::Kind;

bool holds_blocks(const RichNode& node) {
  return node.kind == Kind::kQuote || node.kind == Kind::kBulletList || node.kind == Kind::kOrderedList ||
         node.kind == Kind::kListItem;
}

void end_line(std::string& out, std::size_t line_breaks) {
  if (out.empty()) return;
  std::size_t there = out.size() - (out.find_last_not_of('\n') + 1);
  if (there < line_breaks) out.append(line_breaks - there, '\n');
}

void collect(const std::vector<RichNode>& nodes, std::string& out) {
  for (const RichNode& node : nodes) {
    if (holds_blocks(node)) {
      end_line(out, node.kind == Kind::kListItem ? 1 : 2);
      collect(node.children, out);
    } else if (node.kind == Kind::kParagraph || node.kind == Kind::kHeading) {
      end_line(out, 2);
      collect(node.children, out);
      end_line(out, 2);
    } else if (node.kind == Kind::kCodeBlock) {
      end_line(out, 2);
      out += node.text;
      end_line(out, 2);
    } else {
      for (const Run& run : runs_of({&node, 1})) out += run.line_break ? "\n" : run.text;
    }
  }
}

}  // namespace

std::string quotation(const std::vector<RichNode>& body) {
  std::string text;
  collect(body, text);
  text.resize(text.find_last_not_of(" \n") + 1);
  std::string out = "> ";
  for (char c : text) {
    out += c;
    if (c == '\n') out += "> ";
  }
  return out;
}

std::string with_quotation(std::string draft, const std::vector<RichNode>& body) {
  if (!draft.empty() && !draft.ends_with('\n')) draft += "\n\n";
  return draft + quotation(body) + "\n\n";
}

}  // namespace parvis::demo
