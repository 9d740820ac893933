#include "api/fields.hpp"

#include "api/answers.hpp"
#include "base/utf8.hpp"
#include "rules/limits.hpp"
#include "rules/refusal.hpp"

namespace parvis::server {

namespace {

bool web_safe(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool all_web_safe(std::string_view text) {
  for (char c : text)
    if (!web_safe(c)) return false;
  return true;
}

// Browsers send text/plain, which needs no preflight; a form's type would let any page post for its reader.
bool accepted_type(std::string_view content_type) {
  std::string type;
  for (char c : content_type.substr(0, content_type.find(';')))
    if (c != ' ') type += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return type.empty() || type == "text/plain" || type == "application/json";
}

}  // namespace

bool is_visitor_token(std::string_view text) { return text.size() == limits::kToken && all_web_safe(text); }

Result<Fields> Fields::of_body(const ApiRequest& request) {
  if (!accepted_type(header(request, "content-type")))
    return refuse(ErrorCode::kUnsupportedMediaType, "send JSON as text/plain or application/json");
  if (request.body.size() > limits::kBody)
    return refuse(ErrorCode::kTooLarge, "at most " + std::to_string(limits::kBody) + " bytes");
  auto parsed = JsonDocument::parse(request.body);
  if (!parsed) return refuse(ErrorCode::kMalformed, parsed.error().detail);
  if (!parsed.value().root().is_object()) return refuse(ErrorCode::kMalformed, "the body must be an object");
  Fields fields;
  fields.document_ = std::move(parsed).value();
  return fields;
}

void Fields::fail(Error error) {
  if (!error_) error_ = std::move(error);
}

std::string Fields::text_in(JsonValue object, std::string_view name, std::string_view full_name,
                            std::size_t limit) {
  const JsonValue value = object[name];
  if (value.is_null()) return {};
  if (!value.is_string()) {
    fail(invalid(full_name, "must be text"));
    return {};
  }
  if (utf8_length(value.text()) > limit) {
    fail(too_long(full_name, limit));
    return {};
  }
  return std::string(value.text());
}

std::string Fields::text(std::string_view name, std::size_t limit) {
  return text_in(document_.root(), name, name, limit);
}

std::string Fields::required_text(std::string_view name, std::size_t limit) {
  std::string found = text(name, limit);
  if (found.empty()) fail(invalid(name, "is required"));
  return found;
}

bool Fields::required_bool(std::string_view name) {
  const JsonValue value = raw(name);
  if (value.type() != JsonValue::Type::kBool) fail(invalid(name, "must be true or false"));
  return value.boolean();
}

PageRef Fields::page(std::string_view name) {
  const JsonValue object = raw(name);
  if (!object.is_null() && !object.is_object()) fail(invalid(name, "must be an object"));
  const std::string prefix = std::string(name) + ".";
  PageRef page;
  page.key = text_in(object, "key", prefix + "key", limits::kPageField);
  page.canonical = text_in(object, "canonical", prefix + "canonical", limits::kPageField);
  page.address = text_in(object, "address", prefix + "address", limits::kPageField);
  return page;
}

std::string Fields::token() {
  std::string found = text("token", limits::kToken);
  if (!is_visitor_token(found)) fail(invalid("token", "must be 43 characters of base64url"));
  return found;
}

std::string Fields::idempotency_key(bool required) {
  std::string found = text("key", limits::kIdempotencyKey);
  if ((required && found.empty()) || !all_web_safe(found))
    fail(invalid("key", "must be 1 to 64 characters of A-Z a-z 0-9 - _"));
  return found;
}

std::string Fields::language() const { return known_language(raw("lang").text()); }

}  // namespace parvis::server
