// Short lists of ids.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parvis {

bool holds(const std::vector<std::string>& ids, std::string_view id);
void add(std::vector<std::string>& ids, std::string_view id);
void take_out(std::vector<std::string>& ids, std::string_view id);

// As one text, with spaces between.
std::string joined(const std::vector<std::string>& ids);
std::vector<std::string> split(std::string_view text);

}  // namespace parvis
