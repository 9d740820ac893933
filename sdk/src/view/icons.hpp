// The pictures of the views: 24 x 24 path data, drawn with currentColor.
#pragma once

#include <cstdint>
#include <string_view>

#include "parvis/model.hpp"

namespace parvis::view {

// The networks first, in the order of Network; then our own.
enum class Icon : std::uint8_t {
  kFacebook,
  kX,
  kThreads,
  kLinkedIn,
  kWhatsApp,
  kTelegram,
  kBluesky,
  kMastodon,
  kReddit,
  kPinterest,
  kEmail,
  kLink,
  kShare,
  kHeart,
  kStar,
  kReply,
  kTrash,
  kRetry,
};

Icon network_icon(Network network);
std::string_view icon_path(Icon icon);
// Brand marks are filled shapes, our own icons are lines.
bool icon_is_outline(Icon icon);

}  // namespace parvis::view
