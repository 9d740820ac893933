#include "rules/autolink.hpp"

#include <algorithm>
#include <string_view>

#include "base/url.hpp"

namespace parvis::server {

namespace {

bool alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::size_t scheme_length(std::string_view text) {
  for (std::string_view scheme : {std::string_view("https://"), std::string_view("http://")})
    if (text.starts_with(scheme)) return scheme.size();
  return 0;
}

// Punctuation at the end belongs to the sentence, and so does a bracket that was opened before the address.
std::string_view without_sentence(std::string_view address) {
  auto open = std::count(address.begin(), address.end(), '('),
       closed = std::count(address.begin(), address.end(), ')');
  while (!address.empty()) {
    const char last = address.back();
    if (last == ')' && closed <= open) break;
    if (std::string_view("?!.,:;*_~'\")]").find(last) == std::string_view::npos) break;
    if (last == ')') --closed;
    address.remove_suffix(1);
  }
  return address;
}

// The address that starts here; empty when none does.
std::string_view address_at(std::string_view text) {
  const std::size_t scheme = scheme_length(text);
  if (scheme == 0) return {};
  const std::string_view address = without_sentence(text.substr(0, text.find_first_of(" \t\n<>\"`|\\^{}")));
  return address.size() > scheme && parse_url(address) ? address : std::string_view();
}

RichNode text_node(std::string_view text) {
  RichNode node;
  node.text = text;
  return node;
}

void split(std::string_view text, std::vector<RichNode>& out) {
  std::size_t kept = 0, at = 0;
  while ((at = text.find("http", at)) != std::string_view::npos) {
    const bool inside_word = at > 0 && alphanumeric(text[at - 1]);
    const std::string_view address = inside_word ? std::string_view() : address_at(text.substr(at));
    if (address.empty()) {
      at += 4;
      continue;
    }
    if (at > kept) out.push_back(text_node(text.substr(kept, at - kept)));
    RichNode link;
    link.kind = RichNode::Kind::kLink;
    link.detail = address;
    link.children.push_back(text_node(address));
    out.push_back(std::move(link));
    kept = at += address.size();
  }
  if (kept < text.size()) out.push_back(text_node(text.substr(kept)));
}

bool may_hold_address(const RichNode& node) {
  return node.kind == RichNode::Kind::kText && node.text.find("://") != std::string::npos;
}

}  // namespace

void link_addresses(std::vector<RichNode>& siblings) {
  if (std::none_of(siblings.begin(), siblings.end(), may_hold_address)) return;
  std::vector<RichNode> out;
  for (RichNode& node : siblings) {
    if (may_hold_address(node))
      split(node.text, out);
    else
      out.push_back(std::move(node));
  }
  siblings = std::move(out);
}

}  // namespace parvis::server
