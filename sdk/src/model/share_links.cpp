#include "model/share_links.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "base/url.hpp"
#include "base/utf8.hpp"

namespace parvis {
namespace {

// What the networks' composers take, in characters; X counts every link as 23.
constexpr std::size_t kXRoom = 280 - 1 - 23;
constexpr std::size_t kBlueskyRoom = 300;
constexpr std::size_t kMastodonRoom = 500;

std::string shortened(std::string_view text, std::size_t room) {
  if (utf8_length(text) <= room) return std::string(text);
  return std::string(utf8_prefix(text, room > 0 ? room - 1 : 0)) + "…";
}

// Title and address as one text of at most `room` characters; the address is never cut.
std::string text_with_url(std::string_view title, std::string_view separator, std::string_view url,
                          std::size_t room) {
  const std::size_t taken = utf8_length(url) + utf8_length(separator);
  if (title.empty() || taken >= room) return std::string(url);
  return shortened(title, room - taken).append(separator).append(url);
}

using Parameter = std::pair<std::string_view, std::string_view>;

// Parameters without a value are left out.
std::string address(std::string_view base, std::initializer_list<Parameter> parameters) {
  std::string out(base);
  char separator = '?';
  for (const auto& [name, value] : parameters) {
    if (value.empty()) continue;
    out.push_back(separator);
    out.append(name).append("=").append(percent_encode(value));
    separator = '&';
  }
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

bool valid_label(std::string_view label) {
  if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
  for (const char c : label) {
    if (!is_lower(c) && !is_digit(c) && c != '-') return false;
  }
  return true;
}

// Names that mean a machine of the reader's own network, and plain addresses, are nobody's public instance.
bool public_top_level(std::string_view label) {
  for (const std::string_view local : {"local", "localhost", "internal", "lan", "arpa", "invalid"}) {
    if (label == local) return false;
  }
  return label.size() >= 2 && !is_digit(label.front());
}

bool public_host(std::string_view host) {
  if (host.size() > 253) return false;
  const std::size_t last_dot = host.rfind('.');
  if (last_dot == host.npos || !public_top_level(host.substr(last_dot + 1))) return false;
  for (std::size_t begin = 0; begin <= host.size();) {
    const std::size_t end = std::min(host.find('.', begin), host.size());
    if (!valid_label(host.substr(begin, end - begin))) return false;
    begin = end + 1;
  }
  return true;
}

}  // namespace

std::string share_link(Network network, std::string_view url, std::string_view title, std::string_view image,
                       std::string_view mastodon_instance) {
  switch (network) {
    case Network::kFacebook:
      return address("https://www.facebook.com/sharer/sharer.php", {{"u", url}});
    case Network::kX:
      return address("https://x.com/intent/tweet", {{"text", shortened(title, kXRoom)}, {"url", url}});
    case Network::kThreads:
      return address("https://www.threads.com/intent/post", {{"text", title}, {"url", url}});
    case Network::kLinkedIn:
      return address("https://www.linkedin.com/sharing/share-offsite/", {{"url", url}});
    case Network::kWhatsApp:
      return address("https://wa.me/", {{"text", text_with_url(title, " ", url, std::string::npos)}});
    case Network::kTelegram:
      return address("https://t.me/share/url", {{"url", url}, {"text", title}});
    case Network::kBluesky:
      return address("https://bsky.app/intent/compose",
                     {{"text", text_with_url(title, "\n\n", url, kBlueskyRoom)}});
    case Network::kMastodon:
      if (mastodon_instance.empty()) return {};
      return address("https://" + std::string(mastodon_instance) + "/share",
                     {{"text", text_with_url(title, " ", url, kMastodonRoom)}});
    case Network::kReddit:
      return address("https://www.reddit.com/submit", {{"url", url}, {"title", title}});
    case Network::kPinterest:
      return address("https://pinterest.com/pin/create/button/",
                     {{"url", url}, {"media", image}, {"description", title}});
    case Network::kEmail:
      return address("mailto:", {{"subject", title}, {"body", url}});
    case Network::kCopy:
    case Network::kNative:
      return {};
  }
  return {};
}

std::string mastodon_host(std::string_view typed) {
  std::string host(trim(typed));
  for (char& c : host) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (const std::size_t scheme = host.find("://"); scheme != host.npos) {
    if (host.compare(0, scheme, "https") != 0 && host.compare(0, scheme, "http") != 0) return {};
    host.erase(0, scheme + 3);
  }
  host.resize(std::min(host.find_first_of("/\\?#"), host.size()));
  // A handle, "@me@mastodon.social", names its instance too.
  if (const std::size_t at = host.rfind('@'); at != host.npos) host.erase(0, at + 1);
  if (host.ends_with('.')) host.pop_back();
  return public_host(host) ? host : std::string();
}

}  // namespace parvis
