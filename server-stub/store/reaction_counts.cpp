#include "store/reaction_counts.hpp"

#include <algorithm>
#include <charconv>

namespace parvis::server {

std::vector<std::pair<std::string, std::int64_t>> unpack_reactions(std::string_view packed) {
  std::vector<std::pair<std::string, std::int64_t>> counts;
  while (!packed.empty()) {
    const std::size_t end = std::min(packed.find('\n'), packed.size());
    const std::string_view line = packed.substr(0, end);
    packed.remove_prefix(std::min(end + 1, packed.size()));
    const std::size_t space = line.rfind(' ');
    if (space == std::string_view::npos) continue;
    std::int64_t count = 0;
    std::from_chars(line.data() + space + 1, line.data() + line.size(), count);
    counts.emplace_back(line.substr(0, space), count);
  }
  return counts;
}

void add_reaction(std::string& packed, std::string_view emoji, std::int64_t difference) {
  auto counts = unpack_reactions(packed);
  auto at = std::find_if(counts.begin(), counts.end(), [&](const auto& one) { return one.first >= emoji; });
  if (at == counts.end() || at->first != emoji) at = counts.emplace(at, emoji, 0);
  at->second += difference;
  packed.clear();
  for (const auto& [name, count] : counts)
    if (count != 0)
      packed.append(packed.empty() ? "" : "\n").append(name).append(" ").append(std::to_string(count));
}

}  // namespace parvis::server
