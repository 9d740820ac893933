#include "view/diff.hpp"

#include <algorithm>
#include <numeric>

namespace parvis::view {
namespace {

// Flags, as numbers: std::vector<bool> weighs two kilobytes in WebAssembly.
using Marks = std::vector<std::size_t>;

bool continues(const Node& before, const Node& after) {
  return before.tag == after.tag && before.key == after.key;
}

// Pairs children that stand for the same thing. Equal ends are paired first, which is all there is to do for
// most changes; of the rest, keyed children by key and the others in order.
class Pairing {
 public:
  Pairing(const std::vector<Node>& before, const std::vector<Node>& after)
      : before_(before), after_(after), partners_(after.size(), kNoPartner) {
    pair_ends();
    pair_keyed();
    pair_unkeyed();
  }

  std::vector<std::size_t> take() { return std::move(partners_); }

 private:
  void pair_ends() {
    const std::size_t shorter = std::min(before_.size(), after_.size());
    while (first_ < shorter && continues(before_[first_], after_[first_])) {
      partners_[first_] = first_;
      ++first_;
    }
    while (first_ + last_ < shorter) {
      const std::size_t b = before_.size() - 1 - last_;
      const std::size_t a = after_.size() - 1 - last_;
      if (!continues(before_[b], after_[a])) break;
      partners_[a] = b;
      ++last_;
    }
  }

  void pair_keyed() {
    Marks taken(before_.size(), 0);
    std::size_t expected = first_;
    for (std::size_t a = first_; a < after_.size() - last_; ++a) {
      if (after_[a].key.empty()) continue;
      const std::size_t b = find_free(after_[a], taken, expected);
      if (b == kNoPartner) continue;
      taken[b] = 1;
      partners_[a] = b;
      expected = b + 1;
    }
  }

  // From `expected` on and around, since most neighbours stay neighbours: no index of the keys is needed.
  std::size_t find_free(const Node& wanted, const Marks& taken, std::size_t expected) const {
    const std::size_t end = before_.size() - last_;
    std::size_t b = expected;
    for (std::size_t left = end - first_; left > 0; --left, ++b) {
      if (b >= end) b = first_;
      if (taken[b] == 0 && continues(before_[b], wanted)) return b;
    }
    return kNoPartner;
  }

  void pair_unkeyed() {
    std::size_t b = first_;
    const std::size_t end = before_.size() - last_;
    for (std::size_t a = first_; a < after_.size() - last_; ++a) {
      if (!after_[a].key.empty()) continue;
      std::size_t candidate = b;
      while (candidate < end && !continues(before_[candidate], after_[a])) ++candidate;
      if (candidate == end) continue;
      partners_[a] = candidate;
      b = candidate + 1;
    }
  }

  const std::vector<Node>& before_;
  const std::vector<Node>& after_;
  std::vector<std::size_t> partners_;
  std::size_t first_ = 0;
  std::size_t last_ = 0;
};

// For each child of `after`: whether it can stay where it is while the others move around it. The longest
// increasing subsequence of the partners, so that the moves are the fewest possible.
Marks staying(const std::vector<std::size_t>& partners) {
  std::vector<std::size_t> tails;  // tails[n]: where the best run of length n + 1 ends
  std::vector<std::size_t> previous(partners.size(), kNoPartner);
  for (std::size_t i = 0; i < partners.size(); ++i) {
    if (partners[i] == kNoPartner) continue;
    auto place =
        std::lower_bound(tails.begin(), tails.end(), partners[i],
                         [&](std::size_t tail, std::size_t value) { return partners[tail] < value; });
    if (place != tails.begin()) previous[i] = *(place - 1);
    if (place == tails.end()) {
      tails.push_back(i);
    } else {
      *place = i;
    }
  }
  Marks stays(partners.size(), 0);
  for (std::size_t i = tails.empty() ? kNoPartner : tails.back(); i != kNoPartner; i = previous[i])
    stays[i] = 1;
  return stays;
}

bool is_replacement_only(const std::vector<Node>& before, const std::vector<std::size_t>& partners) {
  if (before.size() != partners.size()) return false;
  for (std::size_t i = 0; i < partners.size(); ++i) {
    if (partners[i] != kNoPartner && partners[i] != i) return false;
  }
  return true;
}

void plan_replacements(ChildPlan& plan) {
  for (std::size_t i = 0; i < plan.partners.size(); ++i) {
    if (plan.partners[i] == kNoPartner) plan.steps.push_back({ChildStep::Kind::kReplace, 0, i, i});
  }
}

void plan_removals(ChildPlan& plan, std::size_t before_size, std::vector<std::size_t>& current) {
  Marks kept(before_size, 0);
  for (std::size_t partner : plan.partners) {
    if (partner != kNoPartner) kept[partner] = 1;
  }
  for (std::size_t b = before_size; b-- > 0;) {
    if (kept[b] != 0) {
      current.push_back(b);
    } else {
      plan.steps.push_back({ChildStep::Kind::kRemove, b, 0, 0});
    }
  }
  std::reverse(current.begin(), current.end());
}

// Puts every new or moving child right behind the one before it; those that stay are in order already, so
// the whole list is when the last one is placed. `current` holds what stands there now.
void plan_placements(ChildPlan& plan, std::vector<std::size_t>& current) {
  const Marks stays = staying(plan.partners);
  std::size_t behind = 0;  // one past the child placed last
  // A name in `current` for inserted children, which have no index in `before`.
  std::size_t placed = kNoPartner;
  for (std::size_t i = 0; i < plan.partners.size(); ++i) {
    const std::size_t partner = plan.partners[i];
    if (partner == kNoPartner) {
      plan.steps.push_back({ChildStep::Kind::kInsert, 0, behind, i});
      current.insert(current.begin() + static_cast<std::ptrdiff_t>(behind), placed);
      ++behind;
      continue;
    }
    // Those that stay lie ahead of us; a mover may lie behind, jumped over by one that stayed.
    auto found = std::find(current.begin() + static_cast<std::ptrdiff_t>(stays[i] != 0 ? behind : 0),
                           current.end(), partner);
    const std::size_t from = static_cast<std::size_t>(found - current.begin());
    if (stays[i] != 0) {
      behind = from + 1;
      continue;
    }
    const std::size_t to = from < behind ? behind - 1 : behind;
    current.erase(found);
    current.insert(current.begin() + static_cast<std::ptrdiff_t>(to), partner);
    if (from != to) plan.steps.push_back({ChildStep::Kind::kMove, from, to, 0});
    behind = to + 1;
  }
}

}  // namespace

ChildPlan plan_children(const std::vector<Node>& before, const std::vector<Node>& after) {
  ChildPlan plan;
  plan.partners = Pairing(before, after).take();
  if (is_replacement_only(before, plan.partners)) {
    plan_replacements(plan);
    return plan;
  }
  std::vector<std::size_t> current;
  plan_removals(plan, before.size(), current);
  plan_placements(plan, current);
  return plan;
}

}  // namespace parvis::view
