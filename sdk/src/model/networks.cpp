#include <algorithm>

#include "parvis/text.hpp"

namespace parvis {
namespace {

// In the order of the enumeration. Brands write themselves alike in every language; no brand: a message.
struct Name {
  std::string_view wire, brand;
};
constexpr Name kNames[kNetworkCount] = {
    {"facebook", "Facebook"},
    {"x", "X"},
    {"threads", "Threads"},
    {"linkedin", "LinkedIn"},
    {"whatsapp", "WhatsApp"},
    {"telegram", "Telegram"},
    {"bluesky", "Bluesky"},
    {"mastodon", "Mastodon"},
    {"reddit", "Reddit"},
    {"pinterest", "Pinterest"},
    {"email", {}},
    {"copy", {}},
    {"native", {}},
};

}  // namespace

std::string_view network_name(Network network) { return kNames[static_cast<std::size_t>(network)].wire; }

std::optional<Network> network_from_name(std::string_view name) {
  const auto* found = std::find_if(std::begin(kNames), std::end(kNames),
                                   [name](const Name& candidate) { return candidate.wire == name; });
  if (found == std::end(kNames)) return std::nullopt;
  return static_cast<Network>(found - std::begin(kNames));
}

std::string network_label(Network network, std::string_view language) {
  const Name& name = kNames[static_cast<std::size_t>(network)];
  if (!name.brand.empty()) return std::string(name.brand);
  return message(std::string("network.").append(name.wire), language);
}

}  // namespace parvis
