// The parts of WHATWG URL that Parvis needs: splitting http(s) addresses, percent-encoding, link schemes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parvis {

struct Url {
  std::string scheme;    // lower case
  std::string host;      // lower case, IPv6 in brackets
  std::string port;      // empty for the scheme's default
  std::string path;      // starts with '/'
  std::string query;     // without '?', as it came
  std::string fragment;  // without '#', as it came

  std::string origin() const;  // "https://host[:port]"
};

// Only absolute http and https addresses; anything else (also with user name or control characters) is none.
std::optional<Url> parse_url(std::string_view text);

std::string percent_encode(std::string_view text);                 // all but A-Z a-z 0-9 - _ . ~
std::optional<std::string> percent_decode(std::string_view text);  // none: broken escape or not UTF-8 after
std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query);  // '+' is a space

// The one allow-list of link schemes: http, https, mailto.
bool safe_link(std::string_view address);

}  // namespace parvis
