// Words, numbers and times as readers of a language expect them: one implementation for every front end.
// Pure functions, callable from any thread. `language` is a BCP 47 tag ("fr", "fr-CA"); an unknown one
// reads as English.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "parvis/error.hpp"
#include "parvis/model.hpp"
#include "parvis/visibility.hpp"

namespace parvis {

// 999, 12.4K (en), 12,4 k (fr), 3.1M … at most four significant characters, rounded down so that a count
// never claims more than there is. Unicode CLDR compact-decimal short forms: German writes 12.400 in full,
// and Arabic has Latin digits.
PARVIS_PUBLIC std::string format_count(std::int64_t count, std::string_view language);

// "just now", "5 minutes ago", "yesterday", then a date ("3 Oct 2026"). A time in the future by clock skew
// reads as "just now".
PARVIS_PUBLIC std::string format_relative_time(std::int64_t then_ms, std::int64_t now_ms,
                                               std::string_view language);
// "since yesterday", "since Tuesday", "since 3 Oct 2026"; within a day "since your last visit".
PARVIS_PUBLIC std::string format_since(std::int64_t then_ms, std::int64_t now_ms, std::string_view language);
// How long the text of format_relative_time stays right, in milliseconds from now_ms.
PARVIS_PUBLIC std::int64_t relative_time_lifetime(std::int64_t then_ms, std::int64_t now_ms);

// A catalogue message by its key ("like.label"), placeholders {name} filled. A key that is not in the
// catalogue comes back as it is; the tests know every key that the code uses.
PARVIS_PUBLIC std::string message(
    std::string_view key, std::string_view language,
    std::initializer_list<std::pair<std::string_view, std::string_view>> values = {});
// The same with the plural form (CLDR cardinal rules) for what format_count, which fills {count}, shows.
PARVIS_PUBLIC std::string plural_message(
    std::string_view key, std::int64_t count, std::string_view language,
    std::initializer_list<std::pair<std::string_view, std::string_view>> values = {});
// True for Arabic and Hebrew.
PARVIS_PUBLIC bool reads_right_to_left(std::string_view language);

// One sentence for a reader, in their language.
PARVIS_PUBLIC std::string error_sentence(const Error& error, std::string_view language);

// "facebook" … ; and the name to show: brands as they write themselves, the rest translated.
PARVIS_PUBLIC std::string_view network_name(Network network);
PARVIS_PUBLIC std::optional<Network> network_from_name(std::string_view name);
PARVIS_PUBLIC std::string network_label(Network network, std::string_view language);

}  // namespace parvis
