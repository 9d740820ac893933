#include "parvis/error.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace parvis;

TEST_CASE("every error number names one error, and no two share a name") {
  std::set<std::string> names;
  int known = 0;
  for (int number = -5; number < 200; ++number) {
    const auto code = error_from_number(number);
    if (!code) continue;
    ++known;
    CHECK(static_cast<int>(*code) == number);
    CHECK(error_name(*code) != "unknown");
    names.emplace(error_name(*code));
  }
  CHECK(names.size() == static_cast<std::size_t>(known));
  CHECK(known == 28);
}

TEST_CASE("zero and numbers off the list are no errors") {
  CHECK_FALSE(error_from_number(0).has_value());
  CHECK_FALSE(error_from_number(-1).has_value());
  CHECK_FALSE(error_from_number(INT64_MAX).has_value());
  CHECK_FALSE(error_from_number((std::int64_t{1} << 32) + 31).has_value());
  CHECK(error_name(static_cast<ErrorCode>(999)) == "unknown");
  CHECK(error_status(static_cast<ErrorCode>(999)) == 0);
  CHECK_FALSE(error_is_transient(static_cast<ErrorCode>(999)));
}

TEST_CASE("the wire numbers that others rely on never move") {
  CHECK(error_name(*error_from_number(26)) == "origin_not_allowed");
  CHECK(error_name(*error_from_number(30)) == "key_reused");
  CHECK(error_status(*error_from_number(30)) == 422);
  CHECK(error_name(*error_from_number(31)) == "rate_limited");
  CHECK(error_status(*error_from_number(31)) == 429);
}

TEST_CASE("only what may pass by itself is worth another attempt") {
  for (const ErrorCode code : {ErrorCode::kNetwork, ErrorCode::kTimeout, ErrorCode::kBadAnswer,
                               ErrorCode::kRateLimited, ErrorCode::kInternal, ErrorCode::kUnavailable}) {
    CHECK(error_is_transient(code));
  }
  for (const ErrorCode code : {ErrorCode::kInvalidField, ErrorCode::kTooLong, ErrorCode::kOriginNotAllowed,
                               ErrorCode::kBlocked, ErrorCode::kKeyReused, ErrorCode::kUnauthorized}) {
    CHECK_FALSE(error_is_transient(code));
  }
}

TEST_CASE("a result holds its value or its error") {
  Result<std::string> good = std::string("value");
  CHECK(good.ok());
  CHECK(std::move(good).value() == "value");
  const Result<std::string> bad = Error{ErrorCode::kTooLong, "why"};
  CHECK_FALSE(bad);
  CHECK(bad.error().code == ErrorCode::kTooLong);
}
