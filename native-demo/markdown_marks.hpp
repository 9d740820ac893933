// What the buttons above a field do to its text: Markdown around or before what is selected.
#pragma once

#include <cstdint>

#include "edit_buffer.hpp"

namespace parvis::demo {

enum class Mark : std::uint8_t { kBold, kItalic, kLink, kQuote, kCode, kList, kSpoiler };
inline constexpr int kMarkCount = 7;

void mark(EditBuffer& buffer, Mark what);

}  // namespace parvis::demo
