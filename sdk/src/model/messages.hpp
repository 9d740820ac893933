// The catalogue of everything that a reader may see. One table per language, sorted by key (checked when
// compiling), the same keys and {placeholders} in each (checked by a test).
//
// To add a message: one line in messages_en.cpp and one in messages_fr.cpp. A text that counts something has
// the forms "key.one" and "key.other" (plural_message); French may add "key.many", for a million and more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace parvis {

enum class Language : std::uint8_t { kEnglish, kFrench };

// "fr", "fr-CA", "FR_be" are French; everything unknown reads as English.
Language language_of(std::string_view tag);

struct Message {
  std::string_view key, text;
};

constexpr bool sorted_by_key(std::span<const Message> messages) {
  for (std::size_t i = 1; i < messages.size(); ++i) {
    if (messages[i - 1].key >= messages[i].key) return false;
  }
  return true;
}

std::span<const Message> english_messages();
std::span<const Message> french_messages();

std::optional<std::string_view> find_message(std::string_view key, Language language);

}  // namespace parvis
