#include "http/header_check.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/url.hpp"

namespace parvis::server {
namespace {

Refusal refuse(int status, ErrorCode code, std::string detail) { return {status, code, std::move(detail)}; }
Refusal malformed(std::string detail) { return refuse(400, ErrorCode::kMalformed, std::move(detail)); }

// Takes one line off `rest`; none when it does not end in CRLF or hides a CR or NUL.
std::optional<std::string_view> take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  if (end == std::string_view::npos || end == 0 || rest[end - 1] != '\r') return std::nullopt;
  const std::string_view line = rest.substr(0, end - 1);
  rest.remove_prefix(end + 1);
  // Not find_first_of: it takes each character in turn, and the address of a page of counts has a thousand.
  for (const char hidden : {'\r', '\0'})
    if (line.find(hidden) != std::string_view::npos) return std::nullopt;
  return line;
}

bool is_visible(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c > 0x20 && c != 0x7f; });
}

// Field values hold visible characters, spaces and tabs; bytes above 0x7f are opaque but allowed.
bool is_field_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return (c >= 0x20 && c != 0x7f) || c == '\t'; });
}

std::optional<Refusal> read_target(std::string_view target, RequestHead& head) {
  if (target == "*" && head.method == "OPTIONS") {
    head.path = "*";
    return std::nullopt;
  }
  // The absolute form is what clients send to a proxy; servers must take it as well (RFC 9112 3.2.2).
  const std::string scheme = to_lower(target.substr(0, 8));
  if (scheme.starts_with("http://") || scheme.starts_with("https://")) {
    target.remove_prefix(target.find("//") + 2);
    const auto slash = target.find_first_of("/?");
    if (slash == 0) return malformed("The request target has no host.");
    target.remove_prefix(std::min(slash, target.size()));
    if (target.empty()) target = "/";
  }
  if (!target.starts_with('/')) return malformed("The request target must start with '/'.");
  if (target.find('#') != std::string_view::npos) return malformed("The request target holds a fragment.");
  const auto mark = target.find('?');
  if (mark != std::string_view::npos) head.query = target.substr(mark + 1);
  auto path = percent_decode(target.substr(0, mark));
  if (!path) return refuse(400, ErrorCode::kBadUtf8, "The path is not valid percent-encoded UTF-8.");
  if (path->find('\0') != std::string::npos) return malformed("The path holds a NUL character.");
  head.path = std::move(*path);
  return std::nullopt;
}

std::optional<Refusal> read_request_line(std::string_view line, const HeadLimits& limits, RequestHead& head) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last || line.find(' ', first + 1) != last)
    return malformed("The request line must be: method, one space, target, one space, HTTP version.");
  const auto method = line.substr(0, first);
  const auto target = line.substr(first + 1, last - first - 1);
  const auto version = line.substr(last + 1);
  if (!is_token(method) || method.size() > 32) return malformed("The method is not a token.");
  if (version.size() != 8 || !version.starts_with("HTTP/") || version[6] != '.')
    return malformed("The HTTP version is malformed.");
  if (version[5] != '1' || (version[7] != '0' && version[7] != '1'))
    return refuse(505, ErrorCode::kMalformed, "Only HTTP/1.0 and HTTP/1.1 are spoken here.");
  if (target.size() > limits.max_target)
    return refuse(414, ErrorCode::kTooLong, "The request target is too long.");
  if (target.empty() || !is_visible(target)) return malformed("The request target holds a space or control.");
  head.method = method;
  head.minor_version = version[7] - '0';
  return read_target(target, head);
}

std::optional<Refusal> read_fields(std::string_view rest, const HeadLimits& limits, RequestHead& head) {
  for (;;) {
    const auto line = take_line(rest);
    if (!line) return malformed("A header line does not end in CRLF, or holds a control character.");
    if (line->empty()) return std::nullopt;
    if (line->front() == ' ' || line->front() == '\t')
      return malformed("Folded header lines are not allowed.");
    const auto colon = line->find(':');
    const auto name = line->substr(0, colon);
    // Also catches "Name :", which some servers trim and others do not.
    if (colon == std::string_view::npos || !is_token(name)) return malformed("A header name is not a token.");
    const auto value = trim(line->substr(colon + 1));
    if (!is_field_value(value)) return malformed("A header value holds a control character.");
    if (head.fields.size() == limits.max_fields)
      return refuse(431, ErrorCode::kTooLong, "There are too many header lines.");
    head.fields.emplace_back(to_lower(name), value);
  }
}

std::optional<Refusal> read_content_length(RequestHead& head) {
  bool seen = false;
  for (const auto& [name, value] : head.fields) {
    if (name != "content-length") continue;
    if (seen) return malformed("Content-Length is given more than once.");
    seen = true;
    const bool digits = !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
    if (!digits) return malformed("Content-Length is not a number.");
    const auto [end, failure] =
        std::from_chars(value.data(), value.data() + value.size(), head.content_length);
    if (failure != std::errc()) return refuse(413, ErrorCode::kTooLarge, "The body is too large.");
  }
  if (seen && head.chunked) return malformed("Transfer-Encoding and Content-Length exclude each other.");
  return std::nullopt;
}

std::optional<Refusal> read_framing(RequestHead& head) {
  const auto count = [&](std::string_view name) {
    return std::count_if(head.fields.begin(), head.fields.end(), [&](auto& f) { return f.first == name; });
  };
  if (count("host") > 1) return malformed("Host is given more than once.");
  if (count("host") == 0 && head.minor_version == 1) return malformed("Host is missing.");
  if (!is_visible(head.field("host")) || head.field("host").find_first_of(",/@") != std::string::npos)
    return malformed("Host is not a host name.");
  if (count("transfer-encoding") > 0) {
    if (head.minor_version == 0) return malformed("HTTP/1.0 has no Transfer-Encoding.");
    if (to_lower(head.field("transfer-encoding")) != "chunked")
      return refuse(501, ErrorCode::kMalformed, "The only Transfer-Encoding understood is chunked.");
    head.chunked = true;
  }
  return read_content_length(head);
}

bool lists_token(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    if (to_lower(trim(list.substr(0, comma))) == token) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

}  // namespace

std::string RequestHead::field(std::string_view name) const {
  std::string joined;
  bool first = true;
  for (const auto& [field_name, value] : fields) {
    if (field_name != name) continue;
    if (!first) joined += ", ";
    joined += value;
    first = false;
  }
  return joined;
}

std::size_t find_head_end(std::string_view bytes, std::size_t scan_from) {
  for (auto at = bytes.find('\n', scan_from); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
    const auto after = bytes.substr(at + 1, 2);
    if (after.starts_with('\n')) return at + 2;
    if (after == "\r\n") return at + 3;
  }
  return std::string_view::npos;
}

std::variant<RequestHead, Refusal> check_head(std::string_view bytes, const HeadLimits& limits) {
  RequestHead head;
  const auto line = take_line(bytes);
  if (!line) return malformed("The request line does not end in CRLF, or holds a control character.");
  if (auto refusal = read_request_line(*line, limits, head)) return *refusal;
  if (auto refusal = read_fields(bytes, limits, head)) return *refusal;
  if (auto refusal = read_framing(head)) return *refusal;
  const std::string connection = head.field("connection");
  head.keep_alive =
      head.minor_version == 1 ? !lists_token(connection, "close") : lists_token(connection, "keep-alive");
  head.expects_continue = head.minor_version == 1 && to_lower(head.field("expect")) == "100-continue";
  return head;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

}  // namespace parvis::server
