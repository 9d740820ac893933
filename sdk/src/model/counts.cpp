#include "base/decimal.hpp"
#include "model/messages.hpp"
#include "parvis/text.hpp"

namespace parvis {
namespace {

constexpr std::int64_t kGroupedFrom = 10'000;

// "12.400" where a language does not shorten thousands; four digits stand without, as CLDR has it.
void append_whole(std::string& out, std::int64_t amount, std::string_view language) {
  std::string digits = decimal(amount);
  if (amount >= kGroupedFrom) {
    const std::string_view sign = find_message("number.group", language).value_or("");
    for (std::size_t at = digits.size() - 3; at < digits.size(); at -= 3) {
      if (at > 0) digits.insert(at, sign);
    }
  }
  out += digits;
}

// Compact-decimal short forms of CLDR: "12.4K" has as many tenths as keep it under four significant digits.
// Answers what is shown.
std::int64_t append_in_units(std::string& out, std::int64_t amount, std::int64_t unit,
                             const std::string& unit_key, std::string_view language) {
  const std::int64_t whole = amount / unit;
  const std::int64_t tenths = whole < 100 ? amount % unit / (unit / 10) : 0;
  append_decimal(out, whole);
  std::optional<std::string_view> name;
  if (tenths > 0) {
    out += find_message("number.decimal", language).value_or(".");
    append_decimal(out, tenths);
  } else if (whole < 10) {
    name = find_message(unit_key + std::string(plural_ending(whole, language)), language);
  }
  out += name ? *name : find_message(unit_key, language).value_or("");
  return whole * unit + tenths * (unit / 10);
}

}  // namespace

std::string show_count(std::int64_t count, std::string_view language, std::int64_t& shown) {
  std::string out;
  shown = count;
  if (count < 0) {
    out = "-";
    shown = count == INT64_MIN ? INT64_MAX : -count;
  }
  int exponent = 12;
  for (std::int64_t unit = 1'000'000'000'000; unit >= 1000; unit /= 10, --exponent) {
    if (shown < unit) continue;
    const std::string key = "number.e" + decimal(exponent);
    if (!find_message(key, language)) continue;
    shown = append_in_units(out, shown, unit, key, language);
    return out;
  }
  append_whole(out, shown, language);
  return out;
}

std::string format_count(std::int64_t count, std::string_view language) {
  std::int64_t shown;
  return show_count(count, language, shown);
}

}  // namespace parvis
