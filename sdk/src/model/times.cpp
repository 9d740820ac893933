#include <algorithm>

#include "base/decimal.hpp"
#include "model/dates.hpp"
#include "parvis/text.hpp"

namespace parvis {
namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kWeek = 7 * kDay;
// From the year 1 to the year 9999: what a clock can mean, and far from any overflow.
constexpr std::int64_t kFirst = -62'135'596'800'000;
constexpr std::int64_t kLast = 253'402'300'799'999;

std::int64_t sane(std::int64_t time_ms) { return std::clamp(time_ms, kFirst, kLast); }

}  // namespace

// Years are counted from March in eras of 400, so that the leap day comes last.
Date date_of(std::int64_t time_ms) {
  constexpr std::int64_t kDaysPerEra = 146'097;
  constexpr std::int64_t kFromMarchOfYear0 = 719'468;
  const std::int64_t days = (sane(time_ms) - kFirst) / kDay + kFirst / kDay + kFromMarchOfYear0;
  const std::int64_t era = days / kDaysPerEra, of_era = days % kDaysPerEra;
  const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36'524 - of_era / 146'096) / 365;
  const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * of_year + 2) / 153;
  const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  const std::int64_t day = of_year - (153 * month_from_march + 2) / 5 + 1;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

namespace {

std::string date_text(std::int64_t time_ms, std::string_view language) {
  const Date date = date_of(time_ms);
  const std::string month =
      message((date.month < 10 ? "time.month.0" : "time.month.") + decimal(date.month), language);
  return message("time.date", language,
                 {{"day", decimal(date.day)}, {"month", month}, {"year", decimal(date.year)}});
}

}  // namespace

std::string format_relative_time(std::int64_t then_ms, std::int64_t now_ms, std::string_view language) {
  const std::int64_t then = sane(then_ms);
  const std::int64_t age = sane(now_ms) - then;
  if (age < kMinute) return message("time.now", language);
  if (age < kHour) return plural_message("time.minutes", age / kMinute, language);
  if (age < kDay) return plural_message("time.hours", age / kHour, language);
  if (age < 2 * kDay) return message("time.yesterday", language);
  if (age < kWeek) return plural_message("time.days", age / kDay, language);
  return date_text(then, language);
}

std::string format_since(std::int64_t then_ms, std::int64_t now_ms, std::string_view language) {
  const std::int64_t then = sane(then_ms);
  const std::int64_t age = sane(now_ms) - then;
  if (age < kDay) return message("since.visit", language);
  if (age < 2 * kDay) return message("since.yesterday", language);
  if (age >= kWeek) return message("since.date", language, {{"date", date_text(then, language)}});
  // The first day of the year 1 was a Monday.
  return message("since.weekday." + decimal((then - kFirst) / kDay % 7 + 1), language);
}

std::int64_t relative_time_lifetime(std::int64_t then_ms, std::int64_t now_ms) {
  const std::int64_t age = sane(now_ms) - sane(then_ms);
  if (age < kMinute) return kMinute - age;
  if (age < kHour) return kMinute - age % kMinute;
  if (age < kDay) return kHour - age % kHour;
  if (age < kWeek) return kDay - age % kDay;
  return 365 * kDay;  // a date stays right; any far time that a caller may add to now will do
}

}  // namespace parvis
