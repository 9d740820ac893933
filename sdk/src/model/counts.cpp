#include "base/decimal.hpp"
#include "model/messages.hpp"
#include "parvis/text.hpp"

namespace parvis {
namespace {

// Compact-decimal short forms of CLDR 42. French sets a no-break space before its units.
struct Magnitude {
  std::uint64_t size;
  std::string_view english, french;
};
constexpr Magnitude kMagnitudes[] = {
    {1'000'000'000'000, "T", "\u00a0Bn"},
    {1'000'000'000, "B", "\u00a0Md"},
    {1'000'000, "M", "\u00a0M"},
    {1'000, "K", "\u00a0k"},
};

std::string in_units(std::uint64_t amount, const Magnitude& unit, Language language) {
  const std::uint64_t whole = amount / unit.size;
  const std::uint64_t tenths = amount % unit.size / (unit.size / 10);
  std::string out = decimal(static_cast<std::int64_t>(whole));
  if (whole < 100 && tenths > 0) {
    out += language == Language::kFrench ? ',' : '.';
    append_decimal(out, static_cast<std::int64_t>(tenths));
  }
  return out.append(language == Language::kFrench ? unit.french : unit.english);
}

}  // namespace

std::string format_count(std::int64_t count, std::string_view language) {
  std::string sign;
  std::uint64_t amount = static_cast<std::uint64_t>(count);
  if (count < 0) {
    sign = "-";
    amount = 0 - amount;
  }
  for (const Magnitude& unit : kMagnitudes) {
    if (amount >= unit.size) return sign + in_units(amount, unit, language_of(language));
  }
  return sign + decimal(static_cast<std::int64_t>(amount));
}

}  // namespace parvis
