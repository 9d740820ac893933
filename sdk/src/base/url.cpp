#include "base/url.hpp"

#include "base/decimal.hpp"
#include "base/utf8.hpp"

namespace parvis {
namespace {

constexpr std::size_t kMaxHost = 253;
constexpr std::size_t kMaxLabel = 63;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = to_lower(c);
  return out;
}

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  const char l = to_lower(c);
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

void append_escape(std::string& out, char c) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out.push_back('%');
  out.push_back(kDigits[byte >> 4]);
  out.push_back(kDigits[byte & 15]);
}

// The byte that the escape at `position` stands for; -1 when there is no whole escape.
int escaped_byte(std::string_view text, std::size_t position) {
  if (text.size() - position < 3 || text[position] != '%') return -1;
  const int high = hex_digit(text[position + 1]), low = hex_digit(text[position + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

// Letters, digits, hyphens and underscores between dots: internationalised names arrive as punycode.
bool valid_name(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.empty() || host.size() > kMaxHost) return false;
  std::size_t label = 0;
  for (const char c : host) {
    if (c == '.') {
      if (label == 0) return false;
      label = 0;
    } else if (is_alpha(c) || is_digit(c) || c == '-' || c == '_') {
      if (++label > kMaxLabel) return false;
    } else {
      return false;
    }
  }
  return label > 0;
}

bool valid_ipv6(std::string_view inside) {
  int colons = 0;
  for (const char c : inside) {
    if (c == ':')
      ++colons;
    else if (hex_digit(c) < 0 && c != '.')
      return false;
  }
  return colons >= 2 && inside.size() <= 45;
}

// Splits "host:port" into the two; false when either is not well formed.
bool split_authority(std::string_view authority, Url& url) {
  std::size_t host_end = authority.find(':');
  if (authority.starts_with('[')) {
    const std::size_t bracket = authority.find(']');
    if (bracket == authority.npos || !valid_ipv6(authority.substr(1, bracket - 1))) return false;
    host_end = bracket + 1;
  } else if (!valid_name(authority.substr(0, host_end))) {
    return false;
  }
  url.host = lower(authority.substr(0, host_end));
  if (host_end >= authority.size()) return true;
  if (authority[host_end] != ':') return false;
  const std::string_view digits = authority.substr(host_end + 1);
  if (digits.empty()) return true;
  const std::optional<std::int64_t> port = read_decimal(digits);
  if (!port || *port < 0 || *port > 65535 || digits[0] == '-') return false;
  if (*port != (url.scheme == "https" ? 443 : 80)) url.port = decimal(*port);
  return true;
}

std::string_view take_segment(std::string_view& rest) {
  const std::size_t end = rest.find_first_of("/\\");
  const std::string_view segment = rest.substr(0, end);
  rest.remove_prefix(end == rest.npos ? rest.size() : end);
  return segment;
}

// How many dots the segment stands for, written plainly or escaped; 0 when it holds anything else.
int dots(std::string_view segment) {
  int count = 0;
  while (!segment.empty()) {
    const bool escaped = escaped_byte(segment, 0) == '.';
    if (!escaped && segment[0] != '.') return 0;
    segment.remove_prefix(escaped ? 3 : 1);
    ++count;
  }
  return count;
}

// Dot segments resolved and what may not stand in a path escaped, as browsers do before they show an address.
std::string normal_path(std::string_view raw) {
  std::string out;
  while (!raw.empty()) {
    raw.remove_prefix(1);  // the slash
    const std::string_view segment = take_segment(raw);
    const int dot_count = dots(segment);
    if (dot_count == 2 && out.rfind('/') != out.npos) out.resize(out.rfind('/'));
    if (dot_count == 1 || dot_count == 2) {
      if (raw.empty()) out.push_back('/');
      continue;
    }
    out.push_back('/');
    for (const char c : segment) {
      const bool plain = static_cast<unsigned char>(c) < 0x80 &&
                         std::string_view(" \"<>`{}^").find(c) == std::string_view::npos;
      if (plain)
        out.push_back(c);
      else
        append_escape(out, c);
    }
  }
  return out.empty() ? "/" : out;
}

}  // namespace

std::string Url::origin() const {
  std::string out = scheme + "://" + host;
  if (!port.empty()) out += ":" + port;
  return out;
}

std::optional<Url> parse_url(std::string_view text) {
  for (const char c : text) {
    if (is_control(c)) return std::nullopt;
  }
  if (!utf8_valid(text)) return std::nullopt;
  Url url;
  const std::size_t colon = text.find(':');
  if (colon == text.npos) return std::nullopt;
  url.scheme = lower(text.substr(0, colon));
  if ((url.scheme != "http" && url.scheme != "https") || text.substr(colon, 3) != "://") return std::nullopt;
  text.remove_prefix(colon + 3);

  if (const std::size_t hash = text.find('#'); hash != text.npos) {
    url.fragment = text.substr(hash + 1);
    text = text.substr(0, hash);
  }
  if (const std::size_t mark = text.find('?'); mark != text.npos) {
    url.query = text.substr(mark + 1);
    text = text.substr(0, mark);
  }
  const std::string_view authority = take_segment(text);
  if (!split_authority(authority, url)) return std::nullopt;
  url.path = normal_path(text);
  return url;
}

std::string percent_encode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (is_alpha(c) || is_digit(c) || c == '-' || c == '_' || c == '.' || c == '~')
      out.push_back(c);
    else
      append_escape(out, c);
  }
  return out;
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out.push_back(text[i]);
      continue;
    }
    const int byte = escaped_byte(text, i);
    if (byte < 0) return std::nullopt;
    out.push_back(static_cast<char>(byte));
    i += 2;
  }
  if (!utf8_valid(out)) return std::nullopt;
  return out;
}

namespace {

// As browsers read forms: a broken escape stands for itself, broken UTF-8 for U+FFFD.
std::string decode_form(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int byte = escaped_byte(text, i);
    if (byte >= 0) i += 2;
    bytes.push_back(byte >= 0 ? static_cast<char>(byte) : text[i] == '+' ? ' ' : text[i]);
  }
  if (utf8_valid(bytes)) return bytes;
  std::string out;
  for (std::size_t position = 0; position < bytes.size();) utf8_append(out, utf8_next(bytes, position));
  return out;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> out;
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    query = end == query.npos ? std::string_view() : query.substr(end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    const std::string_view value = equals == pair.npos ? std::string_view() : pair.substr(equals + 1);
    out.emplace_back(decode_form(pair.substr(0, equals)), decode_form(value));
  }
  return out;
}

bool safe_link(std::string_view address) {
  for (const char c : address) {
    if (is_control(c)) return false;
  }
  const std::size_t colon = address.find(':');
  if (colon == address.npos || !utf8_valid(address)) return false;
  const std::string scheme = lower(address.substr(0, colon));
  const std::string_view rest = address.substr(colon + 1);
  if (scheme == "mailto") return !rest.empty();
  if (scheme != "http" && scheme != "https") return false;
  return rest.starts_with("//") && rest.size() > 2 && rest[2] != '/' && rest[2] != '\\';
}

}  // namespace parvis
