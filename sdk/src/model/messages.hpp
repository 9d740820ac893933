// The catalogue of everything that a reader may see: sdk/messages/<language>.json, sorted by key (checked
// when compiling), the same keys and {placeholders} in each (checked by a test).
//
// A text that counts something has one form per plural category of its language ("key.one", "key.few" …,
// plural_message) and always "key.other"; a form that stands for one number only may do without its {count}.
// Some lines are not texts: "plural.rule" names the rule of plural.cpp, "text.direction" is "ltr" or "rtl",
// "number.decimal" is the decimal sign, and "number.e3", "number.e6" … are what follows a count that was cut
// to thousands, millions … (the languages that count in 10,000s have "number.e4"; "number.e3.few" is for one
// digit in the plural form "few"). A language without "number.e3" writes thousands in full, with
// "number.group" between.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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

// What a host hands over in two members of `options`: "messages", all texts of a language that is not built
// in, and "words", a webmaster's own for some of the keys, whatever the language. An own text counts where
// its key is known and where it has all placeholders of the text that it stands for.
class GivenMessages {
 public:
  GivenMessages(std::string_view language, JsonDocument&& options);
  ~GivenMessages();
  GivenMessages(const GivenMessages&) = delete;
  GivenMessages& operator=(const GivenMessages&) = delete;

  // From now on they are what this thread speaks with, instead of those before.
  void use() const;
  std::optional<std::string_view> text(std::string_view key, std::string_view language) const;
  std::optional<std::string_view> word(std::string_view key) const;

 private:
  std::string language_;
  JsonDocument options_;
  std::vector<Message> messages_, words_;  // sorted by key
};

// The text in the language, or, where there is no such language, in English. "fr", "fr-CA" and "FR_be" are
// French.
std::optional<std::string_view> find_message(std::string_view key, std::string_view language);

// The language's own tag as the catalogue has it ("zh-Hans" for "zh-CN"); empty for one that is not built in.
std::string_view built_in_language(std::string_view tag);

// The ending of a counted text's key: ".one", ".few" … Rules are named after the languages they are of.
std::string_view plural_ending(std::int64_t count, std::string_view language);

// format_count, and what it left of the count without its sign: 12,400 for "12.4K".
std::string show_count(std::int64_t count, std::string_view language, std::int64_t& shown);

}  // namespace parvis
