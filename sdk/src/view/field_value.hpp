// The one attribute that is a property in a browser: what stands in a field the reader may have changed.
#pragma once

#include <string_view>

#include "view/node.hpp"

namespace parvis::view {

inline bool is_field_value(const Node& node, std::string_view attribute) {
  return attribute == "value" && (node.tag == "textarea" || node.tag == "input" || node.tag == "select");
}

}  // namespace parvis::view
