// What may serve as a reaction.
#pragma once

#include <string_view>

namespace parvis::server {

// Exactly one emoji as readers see it: a symbol with its modifiers, a flag, a keycap, or several joined into
// one (UTS #51, emoji_zwj_sequence).
bool is_emoji(std::string_view text);

}  // namespace parvis::server
