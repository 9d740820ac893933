#include "base/decimal.hpp"
#include "model/messages.hpp"
#include "parvis/text.hpp"

namespace parvis {
namespace {

// Compact-decimal short forms of CLDR: "12.4K" has as many tenths as keep it under four significant digits.
void append_in_units(std::string& out, std::uint64_t amount, std::uint64_t unit, std::string_view language) {
  const std::uint64_t whole = amount / unit;
  const std::uint64_t tenths = amount % unit / (unit / 10);
  append_decimal(out, static_cast<std::int64_t>(whole));
  if (whole < 100 && tenths > 0) {
    out += find_message("number.decimal", language).value_or(".");
    append_decimal(out, static_cast<std::int64_t>(tenths));
  }
}

}  // namespace

std::string format_count(std::int64_t count, std::string_view language) {
  std::string out;
  std::uint64_t amount = static_cast<std::uint64_t>(count);
  if (count < 0) {
    out = "-";
    amount = 0 - amount;
  }
  int exponent = 12;
  for (std::uint64_t unit = 1'000'000'000'000; unit >= 1000; unit /= 10, --exponent) {
    if (amount < unit) continue;
    const auto name = find_message("number.e" + decimal(exponent), language);
    if (!name) continue;
    append_in_units(out, amount, unit, language);
    return out.append(*name);
  }
  append_decimal(out, static_cast<std::int64_t>(amount));
  return out;
}

}  // namespace parvis
