#include "thread_rows.hpp"

#include <algorithm>

namespace parvis::demo {

bool RowPlaces::follow(const ThreadState& state, float width, float guessed_height) {
  if (version_ == state.version && width_ == width) return false;
  version_ = state.version;
  width_ = width;
  shown_ = shown_comments(state);
  heights_.resize(shown_.size());
  for (std::size_t i = 0; i < shown_.size(); ++i) {
    auto known = known_.find(shown_[i].id);
    heights_[i] = known == known_.end() ? guessed_height : known->second;
  }
  moved_ = true;
  settle();
  return true;
}

std::size_t RowPlaces::row_at(float y) const {
  auto after = std::upper_bound(tops_.begin(), tops_.end(), y);
  auto row = after == tops_.begin() ? 0 : static_cast<std::size_t>(after - tops_.begin()) - 1;
  return std::min(row, shown_.size());
}

std::optional<std::size_t> RowPlaces::find(std::string_view id) const {
  for (std::size_t i = 0; i < shown_.size(); ++i) {
    if (shown_[i].id == id) return i;
  }
  return std::nullopt;
}

void RowPlaces::measured(std::size_t row, float height) {
  if (heights_[row] == height && known_.contains(shown_[row].id)) return;
  moved_ |= heights_[row] != height;
  heights_[row] = height;
  known_[shown_[row].id] = height;
}

void RowPlaces::settle() {
  if (!moved_) return;
  moved_ = false;
  tops_.resize(shown_.size() + 1);
  float y = 0;
  for (std::size_t i = 0; i < heights_.size(); ++i) {
    tops_[i] = y;
    y += heights_[i];
  }
  tops_.back() = y;
}

}  // namespace parvis::demo
