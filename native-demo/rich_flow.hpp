// Flows words of mixed style into lines: what a paragraph of a comment needs and ImGui does not have.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "parvis/model.hpp"

namespace parvis::demo {

struct Ink {
  bool bold = false;
  bool italic = false;
  bool code = false;
  bool strike = false;
  bool spoiler = false;
  bool mention = false;
  std::string_view link;  // address; empty: no link

  friend bool operator==(const Ink&, const Ink&) = default;
};

struct Run {
  std::string_view text;  // points into the comment
  Ink ink;
  bool line_break = false;  // no text, only a break
};

struct Piece {
  std::string_view text;
  Ink ink;
  float x = 0;
  float width = 0;
};
using FlowLine = std::vector<Piece>;

using Measure = std::function<float(std::string_view text, const Ink& ink)>;

// The text of inline nodes in order, each with the style of all it stands in.
std::vector<Run> runs_of(std::span<const RichNode> nodes);
// Breaks at spaces; a word wider than the line is broken anywhere. Neighbours of one style are one piece.
std::vector<FlowLine> flow(const std::vector<Run>& runs, float width, const Measure& measure);

}  // namespace parvis::demo
