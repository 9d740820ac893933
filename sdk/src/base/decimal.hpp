// Whole numbers as text without printf or std::to_string, which weigh tens of kilobytes in WebAssembly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parvis {

void append_decimal(std::string& out, std::int64_t number);
std::string decimal(std::int64_t number);
// Digits with an optional '-', nothing else; none when it does not fit.
std::optional<std::int64_t> read_decimal(std::string_view text);

}  // namespace parvis
