#include "rules/markdown.hpp"

#include <md4c.h>

#include <algorithm>
#include <string>

#include "base/url.hpp"
#include "base/utf8.hpp"
#include "rules/autolink.hpp"
#include "rules/characters.hpp"
#include "rules/entities.hpp"
#include "rules/limits.hpp"
#include "rules/spoilers.hpp"

namespace parvis::server {

namespace {

using Kind = RichNode::Kind;

std::string text_of(const MD_ATTRIBUTE& attribute) {
  std::string out;
  for (std::size_t i = 0; attribute.size > 0 && attribute.substr_offsets[i] < attribute.size; ++i) {
    const MD_OFFSET begin = attribute.substr_offsets[i], end = attribute.substr_offsets[i + 1];
    const std::string_view piece(attribute.text + begin, end - begin);
    if (attribute.substr_types[i] == MD_TEXT_ENTITY)
      out += decode_entity(piece);
    else if (attribute.substr_types[i] == MD_TEXT_NULLCHAR)
      out += "\xEF\xBF\xBD";
    else
      out += piece;
  }
  return out;
}

// What a code block calls its language, as far as it can be a plain label.
std::string language_label(const MD_ATTRIBUTE& attribute) {
  constexpr std::size_t kLongest = 30;
  std::string label;
  for (char c : text_of(attribute)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '+' || c == '-' || c == '#' || c == '.' || c == '_';
    if (!plain || label.size() == kLongest) return {};
    label += c;
  }
  return label;
}

// What md4c opened: the number of the block or span, which its end must name again.
constexpr int block_id(MD_BLOCKTYPE type) { return static_cast<int>(type); }
constexpr int span_id(MD_SPANTYPE type) { return 1'000 + static_cast<int>(type); }
constexpr bool is_span(int id) { return id >= 1'000; }

// Receives md4c's events and keeps the branch of the tree that is open. An element that may not become a
// node (too deep, an unsafe link, the document itself) is entered "flat": its content goes to the node above.
class TreeBuilder {
 public:
  explicit TreeBuilder(const MarkdownOptions& options) : options_(options) { open_.emplace_back(); }

  void enter(int id, Kind kind, std::string detail = {}) {
    if (nodes_ >= limits::kRichDepth || open_.back().kind == Kind::kImage) return enter_flat(id);
    RichNode node;
    node.kind = kind;
    node.detail = std::move(detail);
    open_.push_back(std::move(node));
    marks_.push_back({id, true});
    ++nodes_;
  }
  void enter_flat(int id) { marks_.push_back({id, false}); }

  void enter_link(int id, std::string address) {
    const bool allowed = safe_link(address) || options_.flavour == MarkdownFlavour::kCommonMark;
    if (links_ > 0 || nodes_ >= limits::kRichDepth || !allowed) return enter_flat(id);
    enter(id, Kind::kLink, std::move(address));
    ++links_;
  }

  void enter_image(int id, std::string address) {
    if (!from_allowed_host(address)) return enter_link(id, std::move(address));
    enter(id, Kind::kImage, std::move(address));
  }

  // Where several marks meet, md4c has been seen to end what it never began, and to begin without end.
  void leave(int id) {
    std::size_t open = marks_.size();
    while (open > 0 && marks_[open - 1].id != id) {
      if (is_span(id) && !is_span(marks_[open - 1].id)) return;
      --open;
    }
    if (open == 0) return;
    while (marks_.size() >= open) close();
  }

  void text(std::string_view typed) {
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
  void leaf(Kind kind) {
    if (open_.back().kind == Kind::kImage) return text(" ");
    RichNode node;
    node.kind = kind;
    open_.back().children.push_back(std::move(node));
  }

  std::vector<RichNode> take() {
    while (!marks_.empty()) close();
    return std::move(open_.front().children);
  }

 private:
  struct Mark {
    int id;
    bool node;
  };

  void close() {
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
      if (node.children.empty()) node.children.push_back(text_node(without_turns(node.detail)));
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

  bool from_allowed_host(std::string_view address) const {
    const auto url = parse_url(address);
    const auto& hosts = options_.image_hosts;
    return url && url->scheme == "https" && std::find(hosts.begin(), hosts.end(), url->host) != hosts.end();
  }

  static RichNode text_node(std::string_view text) {
    RichNode node;
    node.text = text;
    return node;
  }

  // md4c leaves tabs at the ends of a heading.
  static void trim_edges(std::vector<RichNode>& nodes) {
    const auto blank_end = [&](const RichNode& node, bool front) {
      return node.kind == Kind::kText && !node.text.empty() &&
             (front ? node.text.front() : node.text.back()) == '\t';
    };
    while (!nodes.empty() && blank_end(nodes.front(), true)) nodes.front().text.erase(0, 1);
    while (!nodes.empty() && blank_end(nodes.back(), false)) nodes.back().text.pop_back();
    std::erase_if(nodes, [](const RichNode& node) { return node.kind == Kind::kText && node.text.empty(); });
  }

  std::vector<RichNode> open_;  // from the nameless root down
  std::vector<Mark> marks_;     // one per element that md4c has open
  int nodes_ = 0, links_ = 0;
  const MarkdownOptions& options_;
};

int enter_block(MD_BLOCKTYPE type, void* detail, void* user) {
  auto& tree = *static_cast<TreeBuilder*>(user);
  const int id = block_id(type);
  switch (type) {
    case MD_BLOCK_QUOTE:
      tree.enter(id, Kind::kQuote);
      break;
    case MD_BLOCK_UL:
      tree.enter(id, Kind::kBulletList);
      break;
    case MD_BLOCK_OL:
      tree.enter(id, Kind::kOrderedList, std::to_string(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start));
      break;
    case MD_BLOCK_LI:
      tree.enter(id, Kind::kListItem);
      break;
    case MD_BLOCK_HR:
      tree.leaf(Kind::kRule);
      tree.enter_flat(id);
      break;
    case MD_BLOCK_H:
      tree.enter(id, Kind::kHeading, std::to_string(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level));
      break;
    case MD_BLOCK_CODE:
      tree.enter(id, Kind::kCodeBlock, language_label(static_cast<MD_BLOCK_CODE_DETAIL*>(detail)->lang));
      break;
    case MD_BLOCK_P:
      tree.enter(id, Kind::kParagraph);
      break;
    default:
      tree.enter_flat(id);
      break;
  }
  return 0;
}

int leave_block(MD_BLOCKTYPE type, void*, void* user) {
  static_cast<TreeBuilder*>(user)->leave(block_id(type));
  return 0;
}

int enter_span(MD_SPANTYPE type, void* detail, void* user) {
  auto& tree = *static_cast<TreeBuilder*>(user);
  const int id = span_id(type);
  switch (type) {
    case MD_SPAN_EM:
      tree.enter(id, Kind::kEmphasis);
      break;
    case MD_SPAN_STRONG:
      tree.enter(id, Kind::kStrong);
      break;
    case MD_SPAN_DEL:
      tree.enter(id, Kind::kStrike);
      break;
    case MD_SPAN_CODE:
      tree.enter(id, Kind::kCode);
      break;
    case MD_SPAN_A:
      tree.enter_link(id, text_of(static_cast<MD_SPAN_A_DETAIL*>(detail)->href));
      break;
    case MD_SPAN_IMG:
      tree.enter_image(id, text_of(static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src));
      break;
    default:
      tree.enter_flat(id);
      break;
  }
  return 0;
}

int leave_span(MD_SPANTYPE type, void*, void* user) {
  static_cast<TreeBuilder*>(user)->leave(span_id(type));
  return 0;
}

int text(MD_TEXTTYPE type, const MD_CHAR* begin, MD_SIZE size, void* user) {
  auto& tree = *static_cast<TreeBuilder*>(user);
  switch (type) {
    case MD_TEXT_BR:
      tree.leaf(Kind::kLineBreak);
      break;
    case MD_TEXT_SOFTBR:
      tree.text("\n");
      break;
    case MD_TEXT_NULLCHAR:
      tree.text("\xEF\xBF\xBD");
      break;
    case MD_TEXT_ENTITY:
      tree.text(decode_entity({begin, size}));
      break;
    default:
      tree.text({begin, size});
      break;
  }
  return 0;
}

}  // namespace

std::vector<RichNode> parse_markdown(std::string_view source, const MarkdownOptions& options) {
  MD_PARSER parser{};
  parser.flags = MD_FLAG_NOHTML;
  if (options.flavour == MarkdownFlavour::kComments) parser.flags |= MD_FLAG_STRIKETHROUGH;
  parser.enter_block = enter_block;
  parser.leave_block = leave_block;
  parser.enter_span = enter_span;
  parser.leave_span = leave_span;
  parser.text = text;

  TreeBuilder tree(options);
  if (md_parse(source.data(), static_cast<MD_SIZE>(source.size()), &parser, &tree) != 0) {
    RichNode plain;
    plain.text = without_turns(source);
    return {plain};
  }
  return tree.take();
}

bool shows_text(const std::vector<RichNode>& tree) {
  const auto visible = [](std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
      if (is_visible(utf8_next(text, at))) return true;
    return false;
  };
  return std::any_of(tree.begin(), tree.end(),
                     [&](const RichNode& node) { return visible(node.text) || shows_text(node.children); });
}

}  // namespace parvis::server
