#include "parvis/text.hpp"

#include <doctest/doctest.h>

#include <set>
#include <span>
#include <string>
#include <utility>

#include "model/messages.hpp"

using namespace parvis;

namespace {

std::set<std::string> placeholders(std::string_view text) {
  std::set<std::string> found;
  for (std::size_t open = text.find('{'); open != text.npos; open = text.find('{', open + 1)) {
    const std::size_t close = text.find('}', open);
    CHECK(close != text.npos);
    found.emplace(text.substr(open, close == text.npos ? close : close - open + 1));
  }
  return found;
}

std::span<const Message> messages_of(std::string_view language) {
  for (const Catalogue& catalogue : built_in_catalogues()) {
    if (catalogue.language == language) return catalogue.messages;
  }
  return {};
}

std::span<const Message> english_messages() { return messages_of("en"); }

// Forms of counting that not every language has.
bool is_of_one_language(std::string_view key) { return key.starts_with("number.e") || key.ends_with(".one"); }

std::string common_key(std::string_view key) {
  for (const std::string_view form : {".zero", ".one", ".two", ".few", ".many"}) {
    if (key.ends_with(form)) return std::string(key.substr(0, key.size() - form.size())) + ".other";
  }
  return std::string(key);
}

constexpr std::int64_t kMinute = 60'000, kHour = 60 * kMinute, kDay = 24 * kHour;
constexpr std::int64_t kNow = 1'792'065'600'000;  // 15 October 2026, 12:00 UTC

std::string ago(std::int64_t age, std::string_view language = "en") {
  return format_relative_time(kNow - age, kNow, language);
}

}  // namespace

TEST_CASE("all catalogues have the same messages with the same placeholders") {
  for (const Catalogue& catalogue : built_in_catalogues()) {
    CAPTURE(catalogue.language);
    for (const Message& english : english_messages()) {
      CAPTURE(english.key);
      if (is_of_one_language(english.key)) continue;
      const auto translated = find_message(english.key, catalogue.language);
      CHECK(translated.has_value());
      if (!translated) continue;
      CHECK_FALSE(translated->empty());
      CHECK(placeholders(english.text) == placeholders(*translated));
    }
    for (const Message& message : catalogue.messages) {
      CAPTURE(message.key);
      if (message.key.starts_with("number.")) continue;
      CHECK(find_message(common_key(message.key), "en").has_value());
    }
  }
}

TEST_CASE("every language says how it counts") {
  for (const Catalogue& catalogue : built_in_catalogues()) {
    CAPTURE(catalogue.language);
    CHECK(find_message("plural.rule", catalogue.language).has_value());
    CHECK(find_message("number.decimal", catalogue.language).has_value());
    CHECK(format_count(12'000'000, catalogue.language).size() < std::string_view("12000000").size());
  }
}

TEST_CASE("every counted text has all forms that the language counts with") {
  for (const Catalogue& catalogue : built_in_catalogues()) {
    CAPTURE(catalogue.language);
    const auto rule = find_message("plural.rule", catalogue.language);
    for (const Message& entry : catalogue.messages) {
      CAPTURE(entry.key);
      if (!entry.key.ends_with(".other")) continue;
      const std::string stem(entry.key.substr(0, entry.key.rfind('.')));
      for (std::int64_t count = 0; count < 200 && rule; ++count) {
        CHECK(find_message(stem + std::string(plural_ending(count, *rule)), catalogue.language).has_value());
      }
    }
  }
}

TEST_CASE("messages that a host gives serve their language as long as they live, and no built-in one") {
  constexpr std::string_view kOptions =
      R"({"messages":{"like.label":"Ŝati","like.count.one":"{count} ŝato","like.count.other":"{count} ŝatoj",)"
      R"("number.decimal":",","number.e4":" dekmil","plural.rule":"en"}})";
  const auto parse = [&] { return std::move(JsonDocument::parse(kOptions)).value(); };
  {
    const GivenMessages esperanto("eo", parse());
    const GivenMessages french("fr", parse());
    CHECK(message("like.label", "eo") == "Ŝati");
    CHECK(message("like.label", "EO-150") == "Ŝati");
    CHECK(plural_message("like.count", 1, "eo") == "1 ŝato");
    CHECK(plural_message("like.count", 12'345, "eo") == "1,2 dekmil ŝatoj");
    CHECK(message("thread.post", "eo") == "Post");
    CHECK(message("like.label", "fr") == "J’aime");
  }
  CHECK(message("like.label", "eo") == "Like");
}

TEST_CASE("French text uses typographic apostrophes") {
  for (const Message& entry : messages_of("fr")) {
    CAPTURE(entry.key);
    CHECK(entry.text.find('\'') == std::string_view::npos);
  }
}

TEST_CASE("counts are shortened the English way and never rounded up") {
  CHECK(format_count(0, "en") == "0");
  CHECK(format_count(999, "en") == "999");
  CHECK(format_count(1'000, "en") == "1K");
  CHECK(format_count(1'099, "en") == "1K");
  CHECK(format_count(1'100, "en") == "1.1K");
  CHECK(format_count(12'499, "en") == "12.4K");
  CHECK(format_count(99'999, "en") == "99.9K");
  CHECK(format_count(100'999, "en") == "100K");
  CHECK(format_count(999'999, "en") == "999K");
  CHECK(format_count(1'000'000, "en") == "1M");
  CHECK(format_count(3'199'999, "en") == "3.1M");
  CHECK(format_count(1'000'000'000, "en") == "1B");
  CHECK(format_count(2'500'000'000'000, "en") == "2.5T");
  CHECK(format_count(INT64_MAX, "en") == "9223372T");
}

TEST_CASE("counts are shortened the French way, with a no-break space before the unit") {
  CHECK(format_count(999, "fr") == "999");
  CHECK(format_count(1'000, "fr") == "1\u00a0k");
  CHECK(format_count(12'400, "fr") == "12,4\u00a0k");
  CHECK(format_count(999'999, "fr") == "999\u00a0k");
  CHECK(format_count(1'200'000, "fr") == "1,2\u00a0M");
  CHECK(format_count(3'000'000'000, "fr") == "3\u00a0Md");
  CHECK(format_count(4'000'000'000'000, "fr") == "4\u00a0Bn");
}

TEST_CASE("a count below zero keeps its sign") {
  CHECK(format_count(-1, "en") == "-1");
  CHECK(format_count(-12'499, "fr") == "-12,4\u00a0k");
  CHECK(format_count(INT64_MIN, "en") == "-9223372T");
}

TEST_CASE("a language is known by its first part, and an unknown one reads as English") {
  for (const std::string_view french : {"fr", "FR", "fr-CA", "fr_BE", "Fr-fr"}) {
    CHECK(message("like.label", french) == "J’aime");
  }
  for (const std::string_view other : {"", "en", "de", "frr", "fry-NL", "f", "zz-fr"}) {
    CHECK(message("like.label", other) == "Like");
  }
}

TEST_CASE("placeholders are filled once, and what is not known stays as it is") {
  CHECK(message("share.on", "en", {{"network", "X"}}) == "Share on X");
  CHECK(message("share.on", "fr", {{"network", "{network}"}}) == "Partager sur {network}");
  CHECK(message("share.on", "en") == "Share on {network}");
  CHECK(message("no.such.key", "en") == "no.such.key");
  CHECK(message("open {brace", "en", {{"brace", "x"}}) == "open {brace");
  CHECK(message("{a}{b}{", "en", {{"a", "1"}, {"b", "2"}}) == "12{");
}

TEST_CASE("plurals follow each language's rule") {
  CHECK(plural_message("thread.count", 0, "en") == "0 comments");
  CHECK(plural_message("thread.count", 1, "en") == "1 comment");
  CHECK(plural_message("thread.count", 2, "en") == "2 comments");
  CHECK(plural_message("thread.count", 0, "fr") == "0 commentaire");
  CHECK(plural_message("thread.count", 1, "fr") == "1 commentaire");
  CHECK(plural_message("thread.count", 2, "fr") == "2 commentaires");
  CHECK(plural_message("thread.count", 12'400, "fr") == "12,4\u00a0k commentaires");
  CHECK(plural_message("thread.count", 1'200'000, "fr") == "1,2\u00a0M de commentaires");
  CHECK(plural_message("thread.count", 1'200'000, "en") == "1.2M comments");
  CHECK(plural_message("time.days", 2'000'000, "fr") == "il y a 2\u00a0M jours");
  CHECK(plural_message("no.such.key", 3, "en") == "no.such.key");
}

TEST_CASE("times are told relative to now, then as a date") {
  CHECK(ago(0) == "just now");
  CHECK(ago(kMinute - 1) == "just now");
  CHECK(ago(kMinute) == "1 minute ago");
  CHECK(ago(kHour - 1) == "59 minutes ago");
  CHECK(ago(kHour) == "1 hour ago");
  CHECK(ago(kDay - 1) == "23 hours ago");
  CHECK(ago(kDay) == "yesterday");
  CHECK(ago(2 * kDay) == "2 days ago");
  CHECK(ago(7 * kDay - 1) == "6 days ago");
  CHECK(ago(7 * kDay) == "8 Oct 2026");
  CHECK(ago(5 * kMinute, "fr") == "il y a 5 minutes");
  CHECK(ago(kHour, "fr") == "il y a 1 heure");
  CHECK(ago(kDay, "fr") == "hier");
  CHECK(ago(12 * kDay, "fr") == "3 oct. 2026");
}

TEST_CASE("a time in the future is clock skew and reads as just now") {
  CHECK(ago(-kHour) == "just now");
  CHECK(ago(-1000 * kDay, "fr") == "à l’instant");
}

TEST_CASE("dates are right around leap days, before 1970 and at the ends of time") {
  const auto date = [](std::int64_t then) { return format_relative_time(then, kNow, "en"); };
  CHECK(date(0) == "1 Jan 1970");
  CHECK(date(-1) == "31 Dec 1969");
  CHECK(date(951'782'400'000) == "29 Feb 2000");
  CHECK(date(951'868'800'000) == "1 Mar 2000");
  CHECK(date(1'709'164'800'000) == "29 Feb 2024");
  CHECK(date(1'735'689'599'999) == "31 Dec 2024");
  CHECK(date(-2'203'891'200'000) == "1 Mar 1900");
  CHECK(date(INT64_MIN) == "1 Jan 1");
  CHECK(format_relative_time(INT64_MAX, INT64_MIN, "en") == "just now");
  CHECK(format_relative_time(INT64_MIN, INT64_MAX, "en") == "1 Jan 1");
}

TEST_CASE("a relative time lives exactly until its text changes") {
  for (const std::int64_t age :
       {std::int64_t{-5 * kMinute}, std::int64_t{0}, std::int64_t{1}, kMinute, kMinute + 7, kHour - 1, kHour,
        5 * kHour + 3, kDay, kDay + 5, 2 * kDay, 6 * kDay + kHour}) {
    CAPTURE(age);
    const std::int64_t then = kNow - age;
    const std::int64_t lifetime = relative_time_lifetime(then, kNow);
    const std::string text = format_relative_time(then, kNow, "en");
    CHECK(lifetime > 0);
    CHECK(format_relative_time(then, kNow + lifetime - 1, "en") == text);
    CHECK(format_relative_time(then, kNow + lifetime, "en") != text);
  }
  CHECK(relative_time_lifetime(0, kNow) > 30 * kDay);
  CHECK(kNow + relative_time_lifetime(INT64_MIN, INT64_MAX) > kNow);
}

TEST_CASE("every error has a sentence in both languages") {
  for (int number = 1; number < 100; ++number) {
    const auto code = error_from_number(number);
    if (!code) continue;
    for (const char* language : {"en", "fr"}) {
      CAPTURE(number);
      const std::string sentence = error_sentence(Error{*code, "secret detail"}, language);
      CHECK(sentence.find("error.") == std::string::npos);
      CHECK(sentence.find("secret") == std::string::npos);
      CHECK(sentence.ends_with("."));
    }
  }
  CHECK(error_sentence(Error{static_cast<ErrorCode>(999), ""}, "en") == "Something went wrong.");
}

TEST_CASE("an error says how long to wait, where that is known") {
  CHECK(error_sentence(Error{ErrorCode::kRateLimited, "", 11'001}, "en") ==
        "You are going a little too fast. Try again in 12 seconds.");
  CHECK(error_sentence(Error{ErrorCode::kRateLimited, "", 1}, "fr") ==
        "Vous allez un peu trop vite. Réessayez dans 1 seconde.");
  CHECK(error_sentence(Error{ErrorCode::kUnavailable, "", 120'000}, "en") ==
        "The server is not available right now. Try again in 2 minutes.");
  CHECK(error_sentence(Error{ErrorCode::kRateLimited, ""}, "en") ==
        "You are going a little too fast. Try again in a moment.");
}

TEST_CASE("networks are found by their wire names and shown by their brands") {
  for (int i = 0; i < kNetworkCount; ++i) {
    const auto network = static_cast<Network>(i);
    CHECK(network_from_name(network_name(network)) == network);
    CHECK(network_label(network, "fr").find("network.") == std::string::npos);
    CHECK_FALSE(network_label(network, "en").empty());
  }
  CHECK(network_name(Network::kLinkedIn) == "linkedin");
  CHECK(network_label(Network::kLinkedIn, "fr") == "LinkedIn");
  CHECK(network_label(Network::kCopy, "fr") == "Copier le lien");
  CHECK_FALSE(network_from_name("").has_value());
  CHECK_FALSE(network_from_name("Facebook").has_value());
  CHECK_FALSE(network_from_name("myspace").has_value());
}
