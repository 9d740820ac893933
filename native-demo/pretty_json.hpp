// JSON on several lines, for showing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parvis::demo {

// Short lists and objects stay on one line. What is not JSON comes back as it is.
std::vector<std::string> pretty_json(std::string_view json, std::size_t width = 56);

}  // namespace parvis::demo
