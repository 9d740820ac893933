#include "rules/mentions.hpp"

#include <algorithm>
#include <charconv>

#include "base/utf8.hpp"
#include "rules/limits.hpp"

namespace parvis::server {

namespace {

bool of_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

RichNode text_node(std::string_view text) {
  RichNode node;
  node.text = text;
  return node;
}

const Mention* find(const std::vector<Mention>& people, std::string_view name) {
  const auto found =
      std::find_if(people.begin(), people.end(), [&](const Mention& one) { return one.name == name; });
  return found == people.end() ? nullptr : &*found;
}

void split(std::string_view text, const std::vector<Mention>& people, std::vector<RichNode>& out) {
  std::size_t kept = 0;
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at)) {
    const WrittenMention written = mention_at(text, at);
    const Mention* person = written.name.empty() ? nullptr : find(people, written.name);
    if (person == nullptr) {
      ++at;
      continue;
    }
    if (at > kept) out.push_back(text_node(text.substr(kept, at - kept)));
    RichNode node;
    node.kind = RichNode::Kind::kMention;
    node.detail = person->name;
    node.text = person->tag;
    out.push_back(std::move(node));
    kept = at += written.length;
  }
  if (kept < text.size()) out.push_back(text_node(text.substr(kept)));
}

bool may_mention(const RichNode& node) {
  return node.kind == RichNode::Kind::kText && node.text.find('@') != std::string::npos;
}

}  // namespace

WrittenMention mention_at(std::string_view text, std::size_t at) {
  if (at > 0 && of_word(text[at - 1])) return {};  // an e-mail address
  const std::size_t first = at + 1;
  if (first < text.size() && text[first] == '"') {
    const std::size_t end = text.find('"', first + 1);
    const std::size_t line = text.find('\n', first);
    if (end == std::string_view::npos || line < end) return {};
    return {std::string(text.substr(first + 1, end - first - 1)), end + 1 - at};
  }
  std::size_t end = first;
  while (end < text.size() && of_word(text[end])) ++end;
  return {std::string(text.substr(first, end - first)), end - at};
}

void link_mentions(std::vector<RichNode>& siblings, const std::vector<Mention>& people) {
  if (people.empty() || std::none_of(siblings.begin(), siblings.end(), may_mention)) return;
  std::vector<RichNode> out;
  for (RichNode& node : siblings) {
    if (may_mention(node))
      split(node.text, people, out);
    else
      out.push_back(std::move(node));
  }
  siblings = std::move(out);
}

std::vector<std::pair<RowId, std::string>> unpack_mentions(std::string_view packed) {
  std::vector<std::pair<RowId, std::string>> all;
  while (!packed.empty()) {
    const std::size_t end = std::min(packed.find('\n'), packed.size());
    const std::string_view line = packed.substr(0, end);
    packed.remove_prefix(std::min(end + 1, packed.size()));
    RowId visitor = 0;
    const auto number = std::from_chars(line.data(), line.data() + line.size(), visitor);
    const auto digits = static_cast<std::size_t>(number.ptr - line.data());
    if (number.ec == std::errc() && digits + 1 < line.size())
      all.emplace_back(visitor, line.substr(digits + 1));
  }
  return all;
}

std::string pack_mentions(Reader& reader, RowId page, std::string_view source) {
  std::vector<std::string> asked;
  std::string packed;
  for (std::size_t at = source.find('@'); at != std::string_view::npos; at = source.find('@', at + 1)) {
    if (asked.size() == limits::kMentions) break;
    const WrittenMention written = mention_at(source, at);
    if (written.name.empty() || utf8_length(written.name) > limits::kName) continue;
    if (std::find(asked.begin(), asked.end(), written.name) != asked.end()) continue;
    asked.push_back(written.name);
    const RowId visitor = reader.person(page, written.name);
    if (visitor == 0) continue;
    packed.append(packed.empty() ? "" : "\n")
        .append(std::to_string(visitor))
        .append(" ")
        .append(written.name);
  }
  return packed;
}

}  // namespace parvis::server
