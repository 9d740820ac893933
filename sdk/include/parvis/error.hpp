// The one numbered list of errors, shared by the SDK, the server, JavaScript and openapi.yaml, and the
// Result that carries them. Nothing here throws or allocates beyond the strings it holds; every type is
// a plain value that may be copied to any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "parvis/visibility.hpp"

namespace parvis {

// Numbers are wire format: never reuse or renumber one. 0 is never an error.
enum class ErrorCode : std::int32_t {
  // The caller made a mistake.
  kInvalidArgument = 1,
  kInvalidHandle = 2,
  kWrongKind = 3,
  kBadUtf8 = 4,
  kReentrant = 5,
  // The way to the server failed; the action may be tried again.
  kNetwork = 10,
  kTimeout = 11,
  kCancelled = 12,
  kBadAnswer = 13,
  kStorage = 14,
  // The server refused: trying again with the same content will not help (kRateLimited excepted).
  kMalformed = 20,
  kInvalidField = 21,
  kTooLong = 22,
  kTooLarge = 23,
  kUnknownSite = 24,
  kNotFound = 25,
  kOriginNotAllowed = 26,
  kNotAllowed = 27,
  kBlocked = 28,
  kThreadClosed = 29,
  kKeyReused = 30,
  kRateLimited = 31,
  kMethodNotAllowed = 32,
  kUnauthorized = 33,
  kUnsupportedMediaType = 34,
  kEditWindowOver = 35,
  // The server failed; the action may be tried again.
  kInternal = 50,
  kUnavailable = 51,
};

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string detail = {};          // for developers, English; may be empty
  std::int64_t retry_after_ms = 0;  // > 0: do not try again sooner (kRateLimited, kUnavailable)
  std::string field = {};           // which field of the request is at fault; may be empty

  friend bool operator==(const Error&, const Error&) = default;
};

// The code's stable snake_case name, e.g. "rate_limited"; "unknown" for a number not on the list.
PARVIS_PUBLIC std::string_view error_name(ErrorCode code);
// The HTTP status with which the server answers this error; 0 for errors that never cross the wire.
PARVIS_PUBLIC int error_status(ErrorCode code);
// The code with this wire number, if it is on the list.
PARVIS_PUBLIC std::optional<ErrorCode> error_from_number(std::int64_t number);
// True when a later identical attempt may succeed (network trouble, 429, 5xx).
PARVIS_PUBLIC bool error_is_transient(ErrorCode code);

// An Error whose copies and moves are made out of line: each would weigh a hundred bytes wherever one is
// returned.
class PARVIS_PUBLIC HeldError {
 public:
  HeldError();
  HeldError(const Error& error);  // NOLINT(google-explicit-constructor)
  HeldError(Error&& error);       // NOLINT(google-explicit-constructor)
  HeldError(ErrorCode code, const char* detail);
  HeldError(const HeldError& other);
  HeldError(HeldError&& other) noexcept;
  HeldError& operator=(const HeldError& other);
  HeldError& operator=(HeldError&& other) noexcept;
  ~HeldError();

  const Error& get() const { return error_; }

 private:
  Error error_;
};

// A value or the Error that explains its absence. Check ok() before value() or error(): asking for the
// other one is a programming mistake and aborts.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}        // NOLINT(google-explicit-constructor)
  Result(const Error& error) : error_(error) {}        // NOLINT(google-explicit-constructor)
  Result(Error&& error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)
  Result(ErrorCode code, const char* detail) : error_(code, detail) {}

  bool ok() const { return value_.has_value(); }
  explicit operator bool() const { return ok(); }

  T& value() & { return *checked(); }
  const T& value() const& { return *const_cast<Result&>(*this).checked(); }
  T&& value() && { return std::move(*checked()); }
  const Error& error() const {
    if (ok()) __builtin_trap();
    return error_.get();
  }

 private:
  T* checked() {
    if (!ok()) __builtin_trap();
    return &*value_;
  }

  // Not a variant, whose tables of functions weigh half a kilobyte for each T in WebAssembly.
  std::optional<T> value_;
  HeldError error_;
};

struct Unit {
  friend bool operator==(const Unit&, const Unit&) = default;
};
using Status = Result<Unit>;

}  // namespace parvis
