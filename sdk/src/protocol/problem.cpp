// Errors as they travel: the problem documents of RFC 9457.
#include "parvis/text.hpp"
#include "protocol/items_wire.hpp"

namespace parvis {
namespace {

constexpr std::string_view kTypePath = "/docs/errors#";

// What the status alone says when something between us and the server answered in its own words.
ErrorCode code_from_status(int status) {
  if (status == 413) return ErrorCode::kTooLarge;
  if (status == 429) return ErrorCode::kRateLimited;
  if (status >= 500) return ErrorCode::kUnavailable;
  return ErrorCode::kBadAnswer;
}

// A newer server may refuse for a reason that this client has no number for; asking again will not help.
ErrorCode code_of_unknown_number(int status) {
  const ErrorCode code = code_from_status(status);
  return code == ErrorCode::kBadAnswer ? ErrorCode::kNotAllowed : code;
}

}  // namespace

std::string write_problem(const Error& error, std::string_view server, std::string_view language) {
  const std::string_view name = error_name(error.code);
  JsonWriter out;
  out.begin_object();
  out.member("type", std::string(server).append(kTypePath).append(name));
  out.member("title", error_sentence(error, language))
      .member("status", std::int64_t{error_status(error.code)});
  if (!error.detail.empty()) out.member("detail", error.detail);
  if (!error.field.empty()) out.member("field", error.field);
  out.member("code", static_cast<std::int64_t>(error.code)).end_object();
  return out.take();
}

Error read_problem(std::string_view body, int status, std::int64_t retry_after_ms) {
  Error error;
  error.retry_after_ms = retry_after_ms;
  const Result<JsonDocument> document = JsonDocument::parse(body);
  const JsonValue root = document.ok() ? document.value().root() : JsonValue();
  const JsonValue number = root["code"];
  if (!number.is_integer()) {
    error.code = code_from_status(status);
    error.detail = "the answer is no problem document";
    return error;
  }
  // Codes without a status never cross the wire: one that does is nobody's to send.
  const std::optional<ErrorCode> code = error_from_number(number.integer());
  error.code = code && error_status(*code) != 0 ? *code : code_of_unknown_number(status);
  root.read("detail", error.detail);
  root.read("field", error.field);
  return error;
}

}  // namespace parvis
