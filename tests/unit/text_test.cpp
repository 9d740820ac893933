#include "parvis/text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace parvis;

namespace {

constexpr std::int64_t kMinute = 60'000, kHour = 60 * kMinute, kDay = 24 * kHour;
constexpr std::int64_t kNow = 1'792'065'600'000;  // 15 October 2026, 12:00 UTC

std::string ago(std::int64_t age, std::string_view language = "en") {
  return format_relative_time(kNow - age, kNow, language);
}

}  // namespace

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

TEST_CASE("thousands are written in full where a language does not shorten them") {
  CHECK(format_count(9'999, "de") == "9999");
  CHECK(format_count(12'400, "de") == "12.400");
  CHECK(format_count(-123'456, "de") == "-123.456");
  CHECK(format_count(1'250'000, "de") == "1,2\u00a0Mio.");
  CHECK(format_count(9'999, "ja") == "9999");
  CHECK(format_count(12'400, "ja") == "1.2万");
}

TEST_CASE("a unit of counts has its own plural where a language asks for it") {
  CHECK(format_count(2'000, "ar") == "2\u00a0ألف");
  CHECK(format_count(3'999, "ar") == "3.9\u00a0ألف");
  CHECK(format_count(4'000, "ar") == "4\u00a0آلاف");
  CHECK(format_count(10'000, "ar") == "10\u00a0ألف");
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
  for (const std::string_view other : {"", "en", "eo", "frr", "fry-NL", "f", "zz-fr"}) {
    CHECK(message("like.label", other) == "Like");
  }
}

TEST_CASE("regional and old names of a language find it") {
  CHECK(message("like.label", "pt-BR") == message("like.label", "pt"));
  CHECK(message("like.label", "iw-IL") == message("like.label", "he"));
  for (const std::string_view chinese : {"zh", "zh-CN", "zh-Hans", "zh-Hans-SG", "zh_TW"}) {
    CHECK(message("like.label", chinese) == "赞");
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

TEST_CASE("a shortened count takes the plural of what is shown") {
  CHECK(plural_message("thread.count", 1'002, "pl") == "1\u00a0tys. komentarzy");
  CHECK(plural_message("thread.count", 1'001, "uk") == "1\u00a0тис. коментарів");
  CHECK(plural_message("thread.count", 1'003, "ar") == "1\u00a0ألف تعليق");
}

TEST_CASE("a counted text may hold other values, filled once") {
  CHECK(plural_message("thread.unread", 12, "en", {{"since", "since Tuesday"}}) == "12 new since Tuesday");
  CHECK(plural_message("thread.unread", 1, "en", {{"since", "{count}"}}) == "1 new {count}");
}

TEST_CASE("the last visit is told as a day of the week within a week, then as a date") {
  const auto since = [](std::int64_t age, std::string_view language) {
    return format_since(kNow - age, kNow, language);
  };
  CHECK(since(kHour, "en") == "since your last visit");
  CHECK(since(-kHour, "en") == "since your last visit");
  CHECK(since(kDay, "en") == "since yesterday");
  CHECK(since(2 * kDay, "en") == "since Tuesday");
  CHECK(since(6 * kDay, "en") == "since Friday");
  CHECK(since(7 * kDay, "en") == "since 8 Oct 2026");
  CHECK(since(2 * kDay, "pl") == "od wtorku");
  CHECK(since(3 * kDay, "ja") == "月曜日以降");
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
