#include "base/decimal.hpp"

namespace parvis {

void append_decimal(std::string& out, std::int64_t number) {
  char digits[20];
  int length = 0;
  std::uint64_t rest = static_cast<std::uint64_t>(number);
  if (number < 0) {
    out.push_back('-');
    rest = 0 - rest;
  }
  do {
    digits[length++] = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  while (length > 0) out.push_back(digits[--length]);
}

std::string decimal(std::int64_t number) {
  std::string out;
  append_decimal(out, number);
  return out;
}

std::optional<std::int64_t> read_decimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  const std::uint64_t limit = static_cast<std::uint64_t>(INT64_MAX) + (negative ? 1 : 0);
  std::uint64_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (number > (limit - digit) / 10) return std::nullopt;
    number = number * 10 + digit;
  }
  return static_cast<std::int64_t>(negative ? 0 - number : number);
}

}  // namespace parvis
