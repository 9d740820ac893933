// A widget's state as JSON, for tools that show it and for logs: the text of parvis_state() in parvis.h, with
// errors told in `language`. Texts of readers are in it.
#pragma once

#include <string>
#include <string_view>

#include "parvis/model.hpp"
#include "parvis/visibility.hpp"

namespace parvis {

PARVIS_PUBLIC std::string state_json(const LikeState& state, std::string_view language);
PARVIS_PUBLIC std::string state_json(const ShareState& state, std::string_view language);
PARVIS_PUBLIC std::string state_json(const FanState& state, std::string_view language);
PARVIS_PUBLIC std::string state_json(const ThreadState& state, std::string_view language);

}  // namespace parvis
