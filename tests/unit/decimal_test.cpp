#include "base/decimal.hpp"

#include <doctest/doctest.h>

using namespace parvis;

TEST_CASE("whole numbers survive being written and read, to the ends of 64 bits") {
  for (const std::int64_t number : {std::int64_t{0}, std::int64_t{7}, std::int64_t{-1},
                                    std::int64_t{1234567890123}, INT64_MAX, INT64_MIN}) {
    CHECK(read_decimal(decimal(number)) == number);
  }
  CHECK(decimal(INT64_MIN) == "-9223372036854775808");
}

TEST_CASE("what is no whole number of 64 bits is refused") {
  for (const std::string_view text : {"", "-", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "9223372036854775808",
                                      "-9223372036854775809", "99999999999999999999999", "٣"}) {
    CAPTURE(text);
    CHECK_FALSE(read_decimal(text).has_value());
  }
}
