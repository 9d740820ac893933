// Comment text: Markdown (CommonMark by md4c, with ~~strike~~, ||spoilers||, @mentions and bare web addresses
// as links) into the safe tree. Raw HTML is shown as the text it is; images of other than the allowed hosts
// become links; a link whose scheme is not on the list becomes its text. Characters that would turn or break
// the text around them are left out. The tree is at most limits::kRichDepth deep: what lies deeper is
// flattened.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parvis/model.hpp"
#include "rules/mentions.hpp"

namespace parvis::server {

// The second is for the CommonMark suite alone: its links keep any address, for the examples have few real
// ones.
enum class MarkdownFlavour { kComments, kCommonMark };

struct MarkdownOptions {
  MarkdownFlavour flavour = MarkdownFlavour::kComments;
  std::vector<std::string> image_hosts = {};  // whose images are shown, by https only
  std::vector<Mention> mentions = {};         // the people that may be mentioned
};

// `source` must be UTF-8. Takes linear time and constant stack.
std::vector<RichNode> parse_markdown(std::string_view source, const MarkdownOptions& options = {});
inline std::vector<RichNode> parse_markdown(std::string_view source, MarkdownFlavour flavour) {
  return parse_markdown(source, MarkdownOptions{flavour});
}

// Whether there is anything to read in it: a character that leaves ink, other than bullets and rules.
bool shows_text(const std::vector<RichNode>& tree);

}  // namespace parvis::server
