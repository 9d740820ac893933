// The named states that the golden files show: what every look of every widget is for, in one list.
#pragma once

#include <string>
#include <vector>

#include "view/views.hpp"

namespace parvis::test {

struct GoldenState {
  std::string name;
  view::Node tree;
};

std::vector<GoldenState> golden_states(const std::string& language);

}  // namespace parvis::test
