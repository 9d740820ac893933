#include "rules/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace parvis::server {

namespace {

// Greater comes first.
std::tuple<double, std::int64_t> weight(Sort sort, const RankedRoot& root) {
  if (sort == Sort::kDiscussed) return {static_cast<double>(root.below), root.likes};
  if (sort == Sort::kControversial) return {controversy(root.likes, root.downs), root.likes + root.downs};
  return {wilson_lower_bound(root.likes, root.downs), root.replies};
}

}  // namespace

double wilson_lower_bound(std::int64_t up, std::int64_t down) {
  if (up + down <= 0) return 0;
  constexpr double kZ = 1.959963984540054;  // 97.5 % quantile of the normal distribution
  const auto n = static_cast<double>(up + down);
  const double share = static_cast<double>(up) / n;
  const double centre = share + kZ * kZ / (2 * n);
  const double spread = kZ * std::sqrt((share * (1 - share) + kZ * kZ / (4 * n)) / n);
  return std::max(0.0, (centre - spread) / (1 + kZ * kZ / n));
}

double controversy(std::int64_t up, std::int64_t down) {
  if (up <= 0 || down <= 0) return 0;
  return static_cast<double>(up + down) * static_cast<double>(std::min(up, down)) /
         static_cast<double>(std::max(up, down));
}

bool is_ranked(Sort sort) { return sort != Sort::kNewest && sort != Sort::kOldest; }

std::vector<std::string> ranked(Sort sort, std::vector<RankedRoot> roots) {
  std::vector<std::pair<std::tuple<double, std::int64_t>, std::size_t>> order;
  for (std::size_t i = 0; i < roots.size(); ++i) order.emplace_back(weight(sort, roots[i]), i);
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : roots[a.second].id < roots[b.second].id;
  });
  std::vector<std::string> ids;
  ids.reserve(order.size());
  for (const auto& one : order) ids.push_back(std::move(roots[one.second].id));
  return ids;
}

}  // namespace parvis::server
