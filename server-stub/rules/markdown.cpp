#include "rules/markdown.hpp"

#include <md4c.h>

#include <algorithm>
#include <string>

#include "base/utf8.hpp"
#include "rules/characters.hpp"
#include "rules/entities.hpp"
#include "rules/markdown_tree.hpp"

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

int enter_block(MD_BLOCKTYPE type, void* detail, void* user) {
  auto& tree = *static_cast<TreeBuilder*>(user);
  const int id = TreeBuilder::block(type);
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
  static_cast<TreeBuilder*>(user)->leave(TreeBuilder::block(type));
  return 0;
}

int enter_span(MD_SPANTYPE type, void* detail, void* user) {
  auto& tree = *static_cast<TreeBuilder*>(user);
  const int id = TreeBuilder::span(type);
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
  static_cast<TreeBuilder*>(user)->leave(TreeBuilder::span(type));
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
