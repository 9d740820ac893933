// The catalogue of everything that a reader may see: sdk/messages/<language>.json, sorted by key (checked
// when compiling), the same keys and {placeholders} in each (checked by a test).
//
// A text that counts something has one form per plural category of its language ("key.one", "key.few" …,
// plural_message) and always "key.other". Three sorts of lines are not texts: "plural.rule" names the rule of
// plural.cpp, "number.decimal" is the decimal sign, and "number.e3", "number.e6" … are what follows a count
// that was cut to thousands, millions … (the languages that count in 10,000s have "number.e4").
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/json.hpp"

namespace parvis {

struct Message {
  std::string_view key, text;
};

struct Catalogue {
  std::string_view language;
  std::span<const Message> messages;
};

constexpr bool sorted_by_key(std::span<const Message> messages) {
  for (std::size_t i = 1; i < messages.size(); ++i) {
    if (messages[i - 1].key >= messages[i].key) return false;
  }
  return true;
}

// Generated from sdk/messages; none in the WebAssembly module, whose host hands over what is needed.
std::span<const Catalogue> built_in_catalogues();

// Messages that a host handed over, for its thread and as long as this lives; they serve the languages that
// are not built in.
class GivenMessages {
 public:
  // `options` holds the texts by key in its member "messages", if it has one.
  GivenMessages(std::string_view language, JsonDocument&& options);
  ~GivenMessages();
  GivenMessages(const GivenMessages&) = delete;
  GivenMessages& operator=(const GivenMessages&) = delete;

  std::string_view find(std::string_view key, std::string_view language) const;
  const GivenMessages* next() const { return next_; }

 private:
  std::string language_;
  JsonDocument options_;
  GivenMessages* next_;
};

// The text in the language, or, where there is no such language, in English. "fr", "fr-CA" and "FR_be" are
// French.
std::optional<std::string_view> find_message(std::string_view key, std::string_view language);

// The ending of a counted text's key: ".one", ".few" … Rules are named after the languages they are of.
std::string_view plural_ending(std::int64_t count, std::string_view rule);

}  // namespace parvis
