#include "rules/page_key.hpp"

#include <algorithm>
#include <array>

#include "base/url.hpp"
#include "base/utf8.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/refusal.hpp"

namespace parvis::server {

namespace {

constexpr std::array<std::string_view, 36> kTracking = {
    "fbclid",         "gclid",     "gclsrc",  "gbraid",  "wbraid",        "dclid",     "gad_source",
    "gad_campaignid", "srsltid",   "msclkid", "mc_cid",  "mc_eid",        "igshid",    "igsh",
    "ttclid",         "twclid",    "yclid",   "ysclid",  "_ga",           "_gl",       "ref_src",
    "ref_url",        "li_fat_id", "epik",    "rdt_cid", "sccid",         "irclickid", "_hsenc",
    "_hsmi",          "__hstc",    "__hssc",  "__hsfp",  "hsctatracking", "vero_id",   "mkt_tok",
    "oly_enc_id",
};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool tracks(std::string_view parameter) {
  const std::string name = lower(parameter.substr(0, parameter.find('=')));
  return name.starts_with("utm_") || std::find(kTracking.begin(), kTracking.end(), name) != kTracking.end();
}

std::string without_tracking(std::string_view query) {
  std::string kept;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (parameter.empty() || tracks(parameter)) continue;
    if (!kept.empty()) kept += '&';
    kept += parameter;
  }
  return kept;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool unreserved(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.' || c == '~';
}

// One spelling for each octet: browsers and mail programs escape what others leave alone.
std::string one_spelling(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto octet = static_cast<unsigned char>(text[i]);
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low >= 0) {
      const int value = high * 16 + low;
      if (unreserved(value))
        out += static_cast<char>(value);
      else
        out.append({'%', kHex[static_cast<std::size_t>(high)], kHex[static_cast<std::size_t>(low)]});
      i += 2;
    } else if (octet >= 0x80 || octet <= 0x20) {
      out.append({'%', kHex[octet >> 4], kHex[octet & 15]});
    } else {
      out += text[i];
    }
  }
  return out;
}

PageName name_of(const Url& url) {
  const std::string host = url.host + (url.port.empty() ? "" : ":" + url.port);
  std::string path = one_spelling(url.path);
  std::string query = one_spelling(without_tracking(url.query));
  if (!query.empty()) query.insert(0, "?");
  PageName name;
  name.url = url.scheme + "://" + host + path + query;
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  name.key = host + path + query;
  return name;
}

Result<std::string> field(std::string_view name, const std::string& value) {
  if (!utf8_valid(value)) return invalid(name, "not UTF-8");
  if (utf8_length(value) > limits::kPageField) return too_long(name, limits::kPageField);
  return trimmed(value);
}

}  // namespace

Result<PageName> page_name(const PageRef& page) {
  const auto key = field("page.key", page.key);
  if (!key) return key.error();
  const auto canonical = field("page.canonical", page.canonical);
  if (!canonical) return canonical.error();
  const auto address = field("page.address", page.address);
  if (!address) return address.error();

  PageName seen;
  if (const auto url = parse_url(canonical.value()))
    seen = name_of(*url);
  else if (const auto raw = parse_url(address.value()))
    seen = name_of(*raw);

  if (!key.value().empty()) {
    if (has_control(key.value())) return invalid("page.key", "control characters");
    if (const auto url = parse_url(key.value())) return name_of(*url);
    return PageName{key.value(), seen.url};
  }
  if (seen.key.empty()) return invalid("page", "needs a key, or a canonical link or address with http(s)");
  return seen;
}

}  // namespace parvis::server
