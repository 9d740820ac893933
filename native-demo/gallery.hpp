// Each widget in each of its states, side by side, alive: they can be pressed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "exhibits.hpp"

namespace parvis::demo {

class Gallery {
 public:
  // Polls the clients of what is shown; true when something changed.
  bool poll(std::int64_t now_ms);
  void draw(const Ui& ui, const Outside& outside, float width);
  void choose(int group) { group_ = group; }
  std::size_t size() const { return shown_.size(); }
  Stage& stage(std::size_t index) { return *shown_[index].stage; }
  std::string_view name(std::size_t index) const { return shown_[index].name; }

 private:
  struct Shown {
    std::string_view name;
    std::unique_ptr<Stage> stage;
  };

  void set_up(const Ui& ui);
  void tabs(const Ui& ui, float width);
  void exhibit(const Ui& ui, Shown& one, const Outside& outside, float width);

  int group_ = 3;
  std::string set_up_for_;  // group and language
  std::vector<Shown> shown_;
};

}  // namespace parvis::demo
