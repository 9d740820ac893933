#include "parvis/error.hpp"

namespace parvis {
namespace {

struct Row {
  ErrorCode code;
  std::string_view name;
  int status;  // 0: never crosses the wire
  bool transient;
};

// A bad answer counts as transient: it is what captive portals and broken proxies send, and every write
// carries an idempotency key, so trying again is harmless.
constexpr Row kRows[] = {
    {ErrorCode::kInvalidArgument, "invalid_argument", 0, false},
    {ErrorCode::kInvalidHandle, "invalid_handle", 0, false},
    {ErrorCode::kWrongKind, "wrong_kind", 0, false},
    {ErrorCode::kBadUtf8, "bad_utf8", 0, false},
    {ErrorCode::kReentrant, "reentrant", 0, false},
    {ErrorCode::kNetwork, "network", 0, true},
    {ErrorCode::kTimeout, "timeout", 0, true},
    {ErrorCode::kCancelled, "cancelled", 0, true},
    {ErrorCode::kBadAnswer, "bad_answer", 0, true},
    {ErrorCode::kStorage, "storage", 0, false},
    {ErrorCode::kMalformed, "malformed", 400, false},
    {ErrorCode::kInvalidField, "invalid_field", 422, false},
    {ErrorCode::kTooLong, "too_long", 422, false},
    {ErrorCode::kTooLarge, "too_large", 413, false},
    {ErrorCode::kUnknownSite, "unknown_site", 404, false},
    {ErrorCode::kNotFound, "not_found", 404, false},
    {ErrorCode::kOriginNotAllowed, "origin_not_allowed", 403, false},
    {ErrorCode::kNotAllowed, "not_allowed", 403, false},
    {ErrorCode::kBlocked, "blocked", 403, false},
    {ErrorCode::kThreadClosed, "thread_closed", 409, false},
    {ErrorCode::kKeyReused, "key_reused", 422, false},
    {ErrorCode::kRateLimited, "rate_limited", 429, true},
    {ErrorCode::kMethodNotAllowed, "method_not_allowed", 405, false},
    {ErrorCode::kUnauthorized, "unauthorized", 401, false},
    {ErrorCode::kUnsupportedMediaType, "unsupported_media_type", 415, false},
    {ErrorCode::kEditWindowOver, "edit_window_over", 403, false},
    {ErrorCode::kInternal, "internal", 500, true},
    {ErrorCode::kUnavailable, "unavailable", 503, true},
};

const Row* find(std::int64_t number) {
  for (const Row& row : kRows) {
    if (static_cast<std::int64_t>(row.code) == number) return &row;
  }
  return nullptr;
}

const Row* find(ErrorCode code) { return find(static_cast<std::int64_t>(code)); }

}  // namespace

std::string_view error_name(ErrorCode code) {
  const Row* row = find(code);
  return row != nullptr ? row->name : std::string_view("unknown");
}

int error_status(ErrorCode code) {
  const Row* row = find(code);
  return row != nullptr ? row->status : 0;
}

std::optional<ErrorCode> error_from_number(std::int64_t number) {
  const Row* row = find(number);
  if (row == nullptr) return std::nullopt;
  return row->code;
}

HeldError::HeldError() = default;
HeldError::HeldError(const Error& error) : error_(error) {}
HeldError::HeldError(Error&& error) : error_(std::move(error)) {}
HeldError::HeldError(ErrorCode code, const char* detail) : error_{code, detail} {}
HeldError::HeldError(const HeldError& other) = default;
HeldError::HeldError(HeldError&& other) noexcept = default;
HeldError& HeldError::operator=(const HeldError& other) = default;
HeldError& HeldError::operator=(HeldError&& other) noexcept = default;
HeldError::~HeldError() = default;

bool error_is_transient(ErrorCode code) {
  const Row* row = find(code);
  return row != nullptr && row->transient;
}

}  // namespace parvis
