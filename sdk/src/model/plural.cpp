#include "model/messages.hpp"

namespace parvis {
namespace {

constexpr std::int64_t kMillion = 1'000'000;

bool within(std::int64_t n, std::int64_t first, std::int64_t last) { return n >= first && n <= last; }

std::string_view slavic(std::int64_t n) {
  const bool teens = within(n % 100, 11, 14);
  if (n % 10 == 1 && !teens) return ".one";
  return within(n % 10, 2, 4) && !teens ? ".few" : ".many";
}

std::string_view arabic(std::int64_t n) {
  if (n < 3) return n == 0 ? ".zero" : n == 1 ? ".one" : ".two";
  if (within(n % 100, 3, 10)) return ".few";
  return n % 100 > 10 ? ".many" : ".other";
}

}  // namespace

// CLDR's cardinal rules for whole numbers. From a million on Romance languages show units, "1,2 M", and so
// are in the form that CLDR has for those.
std::string_view plural_ending(std::int64_t count, std::string_view language) {
  const std::string_view rule = find_message("plural.rule", language).value_or("");
  if (rule == "ja") return ".other";
  if (rule == "ar") return arabic(count);
  if (rule == "uk") return slavic(count);
  if (rule == "pl") return count > 1 && slavic(count) == ".one" ? ".many" : slavic(count);
  if (count == 1 || (count == 0 && rule == "fr")) return ".one";
  if (count == 2 && rule == "he") return ".two";
  return count >= kMillion && (rule == "fr" || rule == "es") ? ".many" : ".other";
}

}  // namespace parvis
