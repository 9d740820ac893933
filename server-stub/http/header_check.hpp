// The raw check of a request's head, before anything is routed or believed. Everything that two HTTP
// implementations could read differently (request smuggling) is refused here instead of being repaired.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "parvis/error.hpp"

namespace parvis::server {

struct HeadLimits {
  std::size_t max_target = 8 * 1024;  // paint addresses stay under 6 KB
  std::size_t max_head = 16 * 1024;
  std::size_t max_fields = 100;
};

// A head that passed: method, target and framing are well-formed and mean one thing only.
struct RequestHead {
  std::string method;
  std::string path;   // decoded, UTF-8, starts with '/' ("*" for OPTIONS *)
  std::string query;  // as it came, without '?'
  int minor_version = 1;
  std::vector<std::pair<std::string, std::string>> fields;  // lower-case names, in order
  std::uint64_t content_length = 0;
  bool chunked = false;
  bool keep_alive = true;
  bool expects_continue = false;

  // All values of a field joined by ", " as RFC 9110 5.3 has it; empty when absent.
  std::string field(std::string_view name) const;
};

// Why bytes on a connection are not a request. The connection closes after it.
struct Refusal {
  int status = 400;
  ErrorCode code = ErrorCode::kMalformed;
  std::string detail;
};

// Where the head ends in `bytes` (just past the empty line); npos: not yet all here. Lines ending in a bare
// LF count too, so that check_head can refuse them at once instead of after a time-out.
std::size_t find_head_end(std::string_view bytes, std::size_t scan_from);

// `bytes` is one whole head, with its empty line.
std::variant<RequestHead, Refusal> check_head(std::string_view bytes, const HeadLimits& limits);

bool is_token(std::string_view text);  // RFC 9110 5.6.2
std::string to_lower(std::string_view text);
std::string_view trim(std::string_view text);  // spaces and tabs

}  // namespace parvis::server
