// What the gallery shows: each widget in each of its states, brought there by the SDK's own verbs.
#pragma once

#include <span>
#include <string_view>

#include "stage.hpp"

namespace parvis::demo {

struct Exhibit {
  std::string_view name;
  void (*set_up)(Stage& stage);
};

std::span<const Exhibit> like_exhibits();
std::span<const Exhibit> fan_exhibits();
std::span<const Exhibit> share_exhibits();
std::span<const Exhibit> thread_exhibits();

}  // namespace parvis::demo
