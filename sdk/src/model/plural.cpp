#include "model/messages.hpp"

namespace parvis {
namespace {

constexpr std::int64_t kMillion = 1'000'000;

}  // namespace

// CLDR cardinal rules for whole numbers, shown as format_count does: from a million on, "1,2 M".
std::string_view plural_ending(std::int64_t count, std::string_view rule) {
  const bool french = rule == "fr";
  if (count == 1 || (count == 0 && french)) return ".one";
  if (count >= kMillion && french) return ".many";
  return ".other";
}

}  // namespace parvis
