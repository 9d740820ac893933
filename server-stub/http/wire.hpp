// Answers as bytes, and the problem documents of requests that never reach the api layer.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "api/request.hpp"
#include "http/header_check.hpp"

namespace parvis::server {

using HeaderList = std::vector<std::pair<std::string, std::string>>;

// Adds those of `defaults` that the answer does not carry yet.
void add_missing_headers(ApiResponse& response, const HeaderList& defaults);

const std::string* find_header(const ApiResponse& response, std::string_view lower_name);

// RFC 9457. A refusal is the only answer whose status may differ from its code's usual one.
ApiResponse problem(const Refusal& refusal);

struct WireOptions {
  bool head_only = false;
  bool keep_alive = true;
  int minor_version = 1;
  bool streams = false;  // the head alone; the body follows piece by piece
};
// The status line and all header lines but Date and Connection, which finish_head() adds with the empty line.
std::string head_lines(const ApiResponse& response, bool streams, int minor_version = 1);
void finish_head(std::string& head, bool keep_alive, int minor_version);
std::string to_wire(const ApiResponse& response, const WireOptions& options);

}  // namespace parvis::server
