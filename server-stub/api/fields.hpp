// Reading the members of a JSON body strictly: a member of the wrong type, too long or malformed is refused
// by name; unknown members are ignored.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/request.hpp"
#include "base/json.hpp"
#include "parvis/model.hpp"

namespace parvis::server {

// 43 characters of base64url.
bool is_visitor_token(std::string_view text);

class Fields {
 public:
  // Checks media type, size and syntax.
  static Result<Fields> of_body(const ApiRequest& request);

  // The first thing found wrong; the getters answer empty values from then on.
  const std::optional<Error>& error() const { return error_; }
  void fail(Error error);

  // Absent or null: empty. At most `limit` code points.
  std::string text(std::string_view name, std::size_t limit);
  std::string required_text(std::string_view name, std::size_t limit);
  bool required_bool(std::string_view name);
  PageRef page(std::string_view name = "page");
  std::string token();
  std::string idempotency_key(bool required);
  JsonValue raw(std::string_view name) const { return document_.root()[name]; }
  // The language that the body asks for; always usable.
  std::string language() const;

 private:
  std::string text_in(JsonValue object, std::string_view name, std::string_view full_name, std::size_t limit);

  JsonDocument document_;
  std::optional<Error> error_;
};

}  // namespace parvis::server
