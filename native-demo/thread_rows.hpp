// Where each comment of a thread stands, so that only those near sight are laid out: a thread may hold
// thousands. Heights are guessed until a row was drawn once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parvis/model.hpp"

namespace parvis::demo {

class RowPlaces {
 public:
  // True when the rows are others, or elsewhere, than in the frame before.
  bool follow(const ThreadState& state, float width, float guessed_height);

  std::size_t size() const { return shown_.size(); }
  const Comment& comment(std::size_t row) const { return shown_[row]; }
  float top(std::size_t row) const { return tops_[row]; }  // of size(): the end of all
  std::size_t row_at(float y) const;
  std::optional<std::size_t> find(std::string_view id) const;

  void measured(std::size_t row, float height);
  // Moves what stands below rows that were measured anew.
  void settle();

  // What stays in place on the screen when rows above it come, go or grow.
  std::string anchor;
  float anchor_top = 0;
  // The comment that the reader is being brought to, and for how many frames it is still aimed at.
  std::string aim;
  std::uint32_t focus_turn = 0;
  int aim_frames = 0;
  bool aim_focus = false;

 private:
  CommentList shown_;
  std::vector<float> heights_, tops_{0.f};
  std::unordered_map<std::string, float> known_;
  std::uint64_t version_ = ~std::uint64_t{0};
  float width_ = 0;
  bool moved_ = false;
};

}  // namespace parvis::demo
