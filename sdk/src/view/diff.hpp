// Which children of one list become which of another, as the fewest removals, insertions and moves for lists
// with keys.
#pragma once

#include <cstdint>
#include <vector>

#include "view/node.hpp"

namespace parvis::view {

struct ChildStep {
  enum class Kind : std::uint8_t { kRemove, kInsert, kMove, kReplace };
  Kind kind = Kind::kRemove;
  std::size_t from = 0;    // kRemove, kMove: the index at this moment
  std::size_t to = 0;      // kInsert, kMove, kReplace: the index afterwards
  std::size_t source = 0;  // kInsert, kReplace: index in `after`

  bool adds() const { return kind == Kind::kInsert || kind == Kind::kReplace; }
  friend bool operator==(const ChildStep&, const ChildStep&) = default;
};

inline constexpr std::size_t kNoPartner = static_cast<std::size_t>(-1);

struct ChildPlan {
  std::vector<ChildStep> steps;       // in this order
  std::vector<std::size_t> partners;  // for each child of `after`: the one of `before` it continues
};

ChildPlan plan_children(const std::vector<Node>& before, const std::vector<Node>& after);

}  // namespace parvis::view
