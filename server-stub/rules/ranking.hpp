// The orders of comments that are not by time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace parvis::server {

// The lower bound of the 95 % confidence interval of the share of votes in favour, after Edwin B. Wilson,
// "Probable inference, the law of succession, and statistical inference" (1927): few votes promise less than
// many of the same share. 0 without votes.
double wilson_lower_bound(std::int64_t up, std::int64_t down);

// Many votes, and as many for as against: (up + down) * min / max, of the family of the `controversy` that
// Reddit published in r2/lib/db/_sorts.pyx.
double controversy(std::int64_t up, std::int64_t down);

bool is_ranked(Sort sort);  // not by time

// The ids in that order; older first where nothing else tells them apart.
std::vector<std::string> ranked(Sort sort, std::vector<RankedRoot> roots);

}  // namespace parvis::server
