// How long a text may be, in code points: what the server takes and what the forms let the reader type.
#pragma once

#include <cstddef>

namespace parvis {

inline constexpr std::size_t kMaxCommentLength = 10'000;
inline constexpr std::size_t kMaxNameLength = 60;

}  // namespace parvis
