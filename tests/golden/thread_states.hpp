#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "states.hpp"

namespace parvis::test {

inline constexpr std::int64_t kGoldenNow = 1791986400000;  // 2026-10-14T14:00:00Z

// The thread in each of its looks, for whoever draws it.
struct ThreadLook {
  std::string name;
  ThreadState state;
};
std::vector<ThreadLook> thread_looks();

void add_threads(std::vector<GoldenState>& out, const view::ViewContext& context);

}  // namespace parvis::test
