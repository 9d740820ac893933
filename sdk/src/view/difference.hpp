// Writes the ops that make one tree of another; diff_paint() of patch.hpp is all of it for most.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "view/diff.hpp"
#include "view/node_writer.hpp"

namespace parvis::view {

class Difference {
 public:
  void compare(const Node& before, const Node& after);
  // The patch; empty when nothing differs.
  std::string take();

 protected:
  ~Difference() = default;
  // For children that stand in no tree (Node::rows_apart).
  virtual void compare_rows() {}

  // Compares two nodes that are the same child of the node at hand.
  void compare_child(std::size_t index, const Node& before, const Node& after);
  // The plan's indices count from `first`; `fresh` holds what it inserts, in its order.
  void write_steps(const ChildPlan& plan, const std::vector<const Node*>& fresh, std::size_t first);

 private:
  enum Op : std::int64_t { kText, kAttribute, kProperty, kInsert, kRemove, kMove, kReplace };

  JsonWriter& begin(Op op);
  void compare_attributes(const Node& before, const Node& after);
  void compare_value(const Node& before, const Node& after);
  void compare_children(const Node& before, const Node& after);

  JsonWriter ops_;
  NodeWriter writer_;
  std::vector<std::size_t> path_;
};

}  // namespace parvis::view
