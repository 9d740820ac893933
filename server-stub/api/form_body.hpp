// What an HTML form sends, in either of the two encodings that can carry text. Strict: whatever two readers
// of the same bytes could understand differently is refused.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/request.hpp"
#include "parvis/error.hpp"

namespace parvis::server {

class FormBody {
 public:
  // Checks media type, size, syntax and UTF-8. Line ends become "\n", as scripts send them.
  static Result<FormBody> read(const ApiRequest& request);

  // The last one of this name, so that the button that was pressed outdoes what its form says; else empty.
  std::string_view operator[](std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }

 private:
  Status add(std::string_view name, std::string_view value);
  Status read_pairs(std::string_view body);
  Status read_parts(std::string_view body, std::string_view boundary);

  std::vector<std::pair<std::string, std::string>> fields_;
};

}  // namespace parvis::server
