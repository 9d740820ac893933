#include "http/wire.hpp"

#include <algorithm>
#include <array>
#include <ctime>

#include "base/json.hpp"

namespace parvis::server {
namespace {

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 204:
      return "No Content";
    case 301:
      return "Moved Permanently";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return status < 400 ? "Other" : "Error";
  }
}

// Made once a second for each thread.
const std::string& http_date() {
  thread_local std::time_t made = 0;
  thread_local std::string date;
  const std::time_t now = std::time(nullptr);
  if (now == made) return date;
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  std::array<char, 64> text{};
  // The "C" locale is never left, so day and month are English as RFC 9110 wants them.
  date.assign(text.data(), std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts));
  made = now;
  return date;
}

// A line break inside a value would let its author write headers.
std::string one_line(std::string_view value) {
  std::string clean(value);
  std::replace_if(
      clean.begin(), clean.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
  return clean;
}

// Such answers must not announce the length of a body either (RFC 9110 8.6).
bool is_bodiless(int status) { return status == 204 || status == 304 || status / 100 == 1; }

void add(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

const std::string* find_header(const ApiResponse& response, std::string_view lower_name) {
  for (const auto& [name, value] : response.headers)
    if (to_lower(name) == lower_name) return &value;
  return nullptr;
}

void add_missing_headers(ApiResponse& response, const HeaderList& defaults) {
  for (const auto& [name, value] : defaults)
    if (find_header(response, to_lower(name)) == nullptr) response.headers.emplace_back(name, value);
}

ApiResponse problem(const Refusal& refusal) {
  JsonWriter json;
  json.begin_object()
      .member("type", "/docs/errors#" + std::string(error_name(refusal.code)))
      .member("title", reason(refusal.status))
      .member("status", static_cast<std::int64_t>(refusal.status))
      .member("detail", refusal.detail)
      .member("code", static_cast<std::int64_t>(refusal.code))
      .end_object();
  ApiResponse response;
  response.status = refusal.status;
  response.content_type = "application/problem+json";
  response.headers = {{"Cache-Control", "no-store"}};
  response.body = json.take();
  return response;
}

std::string head_lines(const ApiResponse& response, bool streams, int minor_version) {
  std::string out;
  out.reserve(1'024);
  out.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ").append(reason(response.status));
  out.append("\r\n");
  if (!is_bodiless(response.status)) {
    if (!response.content_type.empty()) add(out, "Content-Type", one_line(response.content_type));
    if (!streams) add(out, "Content-Length", std::to_string(response.body.size()));
    if (streams && minor_version > 0) add(out, "Transfer-Encoding", "chunked");
  }
  for (const auto& [name, value] : response.headers) {
    const auto lower = to_lower(name);
    // Framing belongs to this layer alone.
    if (lower == "content-length" || lower == "transfer-encoding" || lower == "connection") continue;
    if (is_token(name)) add(out, name, one_line(value));
  }
  return out;
}

void finish_head(std::string& head, bool keep_alive, int minor_version) {
  add(head, "Date", http_date());
  if (!keep_alive) {
    add(head, "Connection", "close");
  } else if (minor_version == 0) {
    add(head, "Connection", "keep-alive");
  }
  head.append("\r\n");
}

std::string to_wire(const ApiResponse& response, const WireOptions& options) {
  std::string out = head_lines(response, options.streams, options.minor_version);
  finish_head(out, options.keep_alive, options.minor_version);
  if (!is_bodiless(response.status) && !options.head_only && !options.streams) out.append(response.body);
  return out;
}

}  // namespace parvis::server
