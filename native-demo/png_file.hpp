#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace parvis::demo {

// Writes rows from top to bottom, 4 bytes R G B A per pixel, as an opaque PNG. False when it could not.
bool write_png(const std::string& file, int width, int height, const std::vector<std::uint8_t>& rgba);

}  // namespace parvis::demo
