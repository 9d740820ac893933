// A comment's safe tree as HTML, for those who read it outside of a widget. By the view, which alone escapes.
#pragma once

#include <string>
#include <vector>

#include "parvis/model.hpp"

namespace parvis::server {

std::string html_of(const std::vector<RichNode>& body);
std::string iso_time(std::int64_t ms);  // "2026-10-03T14:05:09Z"

}  // namespace parvis::server
