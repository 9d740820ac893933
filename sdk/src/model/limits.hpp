// How long a text may be, in code points, and how long an act can be undone: what the server takes and what
// the forms let the reader type.
#pragma once

#include <cstddef>
#include <cstdint>

namespace parvis {

inline constexpr std::size_t kMaxCommentLength = 10'000;
inline constexpr std::size_t kMaxNameLength = 60;
// How long the word that something was done stays, at least.
inline constexpr std::int64_t kNoticeMs = 10'000;
// How long a deleted comment can be brought back; the server keeps it a little longer.
inline constexpr std::int64_t kUndoWindowMs = 290'000;

}  // namespace parvis
