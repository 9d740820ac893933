// The icons of the demo and where they lie in the font texture.
#pragma once

#include <array>
#include <cstdint>

#include "imgui.h"
#include "parvis/model.hpp"

namespace parvis::demo {

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
  kDevice,  // up to here in the order of parvis::Network
  kHeart,
  kHeartFull,
  kFans,
  kReply,
  kTrash,
  kCheck,
  kChevron,
  kClose,
  kAlert,
  kSun,
  kMoon,
  kLanguage,
  kRefresh,
  kLock,
  kComment,
  kParvis,
  kArrowDown,
  kPencil,
  kFlag,
  kPlus,
  kPin,
  kStar,
  kBold,
  kItalic,
  kQuote,
  kCode,
  kList,
  kEye,
  kGallery,
  kInspect,
  kLaugh,
  kWow,
  kSad,
  kClap,
};
inline constexpr int kIconCount = static_cast<int>(Icon::kClap) + 1;

Icon icon_of(Network network);

// Each icon in the three sizes that are used, in logical pixels, so that none is ever blurred by scaling.
inline constexpr std::array<int, 3> kIconSizes = {16, 20, 28};

class IconAtlas {
 public:
  // Before ImFontAtlas::Build: reserves room. `pixel_scale`: texture pixels per logical pixel.
  void reserve(ImFontAtlas& atlas, float pixel_scale);
  // After Build, before the texture is taken to the graphics card.
  void paint(ImFontAtlas& atlas) const;
  // Draws at the next size that is at least `size`; `top_left` and `size` in screen coordinates.
  void draw(ImDrawList& list, Icon icon, ImVec2 top_left, float size, ImU32 colour) const;

 private:
  const ImFontAtlas* atlas_ = nullptr;
  std::array<std::array<int, kIconSizes.size()>, kIconCount> rects_{};
};

}  // namespace parvis::demo
