#include "rules/autolink.hpp"

#include <algorithm>
#include <string_view>

#include "base/url.hpp"
#include "rules/characters.hpp"

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

struct Reading {
  std::string_view address;  // empty: none starts here
  std::size_t over;          // how far to go on, so that nothing is read again and again
};

Reading address_at(std::string_view text) {
  constexpr std::string_view kEnds = " \t\n<>\"`|\\^{}";
  constexpr std::string_view kHostEnds = "/?# \t\n<>\"`|\\^{}";
  const std::size_t scheme = scheme_length(text);
  if (scheme == 0) return {{}, 4};
  // What is no address fails by its host, which no later one reads again: theirs begin behind its end.
  const std::string_view host = text.substr(0, text.find_first_of(kHostEnds, scheme));
  if (host.size() == scheme || (!parse_url(host) && !parse_url(without_sentence(host)))) return {{}, scheme};
  const std::string_view run = text.substr(0, text.find_first_of(kEnds));
  const std::string_view address = without_sentence(run);
  if (address.size() <= scheme || !parse_url(address)) return {{}, run.size()};
  return {address, address.size()};
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
    const auto [address, over] = inside_word ? Reading{{}, 4} : address_at(text.substr(at));
    if (address.empty()) {
      at += over;
      continue;
    }
    if (at > kept) out.push_back(text_node(text.substr(kept, at - kept)));
    RichNode link;
    link.kind = RichNode::Kind::kLink;
    link.detail = seen_address(address);
    link.children.push_back(text_node(address));
    out.push_back(std::move(link));
    kept = at += over;
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
