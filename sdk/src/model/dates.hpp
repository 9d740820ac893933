#pragma once

#include <cstdint>

namespace parvis {

struct Date {
  std::int64_t year, month, day;
};

// Proleptic Gregorian date in UTC; times outside of the years 1 to 9999 count as the nearest inside.
Date date_of(std::int64_t time_ms);

}  // namespace parvis
