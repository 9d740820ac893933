// What the demo shop sells: the same six things, under the same page keys, as the web pages of examples/shop.
#pragma once

#include <array>
#include <string_view>

#include "pictures.hpp"

namespace parvis::demo {

struct Product {
  std::string_view key;       // the page key of its likes, shares and comments
  std::string_view price[2];  // English, French, as all texts
  std::string_view name[2];
  std::string_view line[2];
  std::string_view text[2];
};

extern const std::array<Product, kPictureCount> kProducts;

// The index of a product by its page key, -1 when there is none.
int product_index(std::string_view key);

// Words of the demo window itself; those of the widgets come from the SDK's catalogue.
enum class Word : unsigned char {
  kShop,
  kTagline,
  kOnline,
  kOffline,
  kConnecting,
  kUnreachable,
  kLightTheme,
  kDarkTheme,
  kLanguage,
  kPostKeys,
  kBrowserFailed,
  kFootnote,
  kGallery,
  kInspector,
  kBackToShop,
  kNetworkOff,
  kFailNext,
  kLoseNext,
  kSlow,
  kClock,
  kState,
  kRequests,
  kOutbox,
  kErrors,
  kNothingYet,
  kNothingWaits,
  kNoFont,
  kCount,
};
std::string_view word(Word word, std::string_view language);
// 0 English, 1 French: the column of Product's texts.
int column(std::string_view language);

}  // namespace parvis::demo
