// Short ways to say no.
#pragma once

#include <string>
#include <string_view>

#include "parvis/error.hpp"

namespace parvis::server {

inline Error refuse(ErrorCode code, std::string detail, std::string_view field = {}) {
  Error error;
  error.code = code;
  error.detail = std::move(detail);
  error.field = field;
  return error;
}

inline Error invalid(std::string_view field, std::string detail) {
  return refuse(ErrorCode::kInvalidField, std::move(detail), field);
}

inline Error too_long(std::string_view field, std::size_t limit) {
  return refuse(ErrorCode::kTooLong, "at most " + std::to_string(limit) + " characters", field);
}

}  // namespace parvis::server
