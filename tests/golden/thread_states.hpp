#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "states.hpp"

namespace parvis::test {

inline constexpr std::int64_t kGoldenNow = 1791986400000;  // 2026-10-14T14:00:00Z

void add_threads(std::vector<GoldenState>& out, const view::ViewContext& context);

}  // namespace parvis::test
