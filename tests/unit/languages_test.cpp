// Every language file is complete and counts as its language does.
#include <doctest/doctest.h>

#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "model/messages.hpp"
#include "parvis/text.hpp"

using namespace parvis;

namespace {

constexpr std::string_view kForms[] = {".zero", ".one", ".two", ".few", ".many", ".other"};
// The languages of the issue, each complete.
constexpr std::string_view kLanguages[] = {"ar", "de", "en", "es", "fr", "he", "it",     "ja",
                                           "ko", "nl", "pl", "pt", "tr", "uk", "zh-Hans"};

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

std::string_view form_of(std::string_view key) {
  for (const std::string_view form : kForms) {
    if (key.ends_with(form)) return form;
  }
  return {};
}

// What all languages have in common: a counted text is there as its form "other".
std::string common_key(std::string_view key) {
  const std::string_view form = form_of(key);
  return form.empty() ? std::string(key) : std::string(key.substr(0, key.size() - form.size())) + ".other";
}

// The forms that a language counts with, each with the numbers up to 200 that take it.
std::map<std::string, std::set<int>> numbers_by_form(std::string_view language) {
  std::map<std::string, std::set<int>> numbers;
  for (int count = 0; count <= 200; ++count) {
    numbers[std::string(plural_ending(count, language))].insert(count);
  }
  return numbers;
}

bool counts_without_limit(std::string_view stem) {
  return !stem.starts_with("time.") && !stem.starts_with("error.") && !stem.starts_with("editor.");
}

GivenMessages given(std::string_view language, std::string_view options) {
  return GivenMessages(language, std::move(JsonDocument::parse(options)).value());
}

}  // namespace

TEST_CASE("every language of the list is there") {
  CHECK(built_in_catalogues().size() == std::size(kLanguages));
  for (const std::string_view language : kLanguages) {
    CAPTURE(language);
    CHECK_FALSE(messages_of(language).empty());
  }
}

TEST_CASE("all languages have the same messages with the same placeholders") {
  for (const Catalogue& catalogue : built_in_catalogues()) {
    CAPTURE(catalogue.language);
    const auto numbers = numbers_by_form(catalogue.language);
    for (const Message& english : messages_of("en")) {
      CAPTURE(english.key);
      if (english.key.starts_with("number.e")) continue;
      CHECK(find_message(common_key(english.key), catalogue.language).has_value());
    }
    for (const Message& translated : catalogue.messages) {
      CAPTURE(translated.key);
      CHECK_FALSE(translated.text.empty());
      if (translated.key.starts_with("number.")) continue;
      const auto english = find_message(common_key(translated.key), "en");
      CHECK(english.has_value());
      if (!english) continue;
      auto expected = placeholders(*english);
      const auto form = numbers.find(std::string(form_of(translated.key)));
      const bool stands_for_one_number = form != numbers.end() && form->second.size() == 1;
      const auto found = placeholders(translated.text);
      if (stands_for_one_number && !found.contains("{count}")) expected.erase("{count}");
      CHECK(found == expected);
    }
  }
}

TEST_CASE("every counted text has all forms that its language counts with, and no other") {
  for (const Catalogue& catalogue : built_in_catalogues()) {
    CAPTURE(catalogue.language);
    const auto numbers = numbers_by_form(catalogue.language);
    for (const Message& entry : catalogue.messages) {
      CAPTURE(entry.key);
      const std::string_view form = form_of(entry.key);
      if (form.empty() || entry.key.starts_with("number.")) continue;
      const std::string stem(entry.key.substr(0, entry.key.size() - form.size()));
      std::set<std::string> needed{".other"};
      for (const auto& [ending, taken] : numbers) needed.insert(ending);
      const std::string millions(plural_ending(1'200'000, catalogue.language));
      if (counts_without_limit(stem)) needed.insert(millions);
      for (const std::string& ending : needed) {
        CAPTURE(ending);
        CHECK(find_message(stem + ending, catalogue.language).has_value());
      }
      CHECK((needed.contains(std::string(form)) || form == millions));
    }
  }
}

TEST_CASE("every language says how it counts and which way it reads") {
  for (const Catalogue& catalogue : built_in_catalogues()) {
    CAPTURE(catalogue.language);
    for (const std::string_view key : {"plural.rule", "number.decimal", "text.direction"}) {
      CHECK(find_message(key, catalogue.language).has_value());
    }
    CHECK(format_count(12'000'000, catalogue.language).find("000") == std::string::npos);
    CHECK(reads_right_to_left(catalogue.language) ==
          (catalogue.language == "ar" || catalogue.language == "he"));
  }
}

TEST_CASE("texts have typographic apostrophes, quotes and ellipses") {
  for (const Catalogue& catalogue : built_in_catalogues()) {
    for (const Message& entry : catalogue.messages) {
      CAPTURE(entry.key);
      for (const std::string_view typewriter : {"'", "\"", "..."}) {
        CHECK(entry.text.find(typewriter) == std::string_view::npos);
      }
      CHECK(entry.text.front() != ' ');
      CHECK(entry.text.back() != ' ');
    }
  }
}

TEST_CASE("names are isolated in sentences of languages that read right to left") {
  for (const std::string_view language : {"ar", "he"}) {
    for (const Message& entry : messages_of(language)) {
      CAPTURE(entry.key);
      for (const std::string_view name : {"{name}", "{title}", "{site}"}) {
        const std::size_t at = entry.text.find(name);
        if (at == entry.text.npos) continue;
        CHECK(entry.text.substr(0, at).ends_with("\u2068"));
        CHECK(entry.text.substr(at + name.size()).starts_with("\u2069"));
      }
    }
  }
}

TEST_CASE("messages that a host gives serve their language as long as they are in use, and no built-in one") {
  constexpr std::string_view kOptions =
      R"({"messages":{"plural.rule":"en","like.label":"Ŝati","like.count.one":"{count} ŝato",)"
      R"("like.count.other":"{count} ŝatoj","number.decimal":",","number.e4":" dekmil"}})";
  {
    const GivenMessages esperanto = given("eo", kOptions);
    CHECK(message("like.label", "eo") == "Like");
    esperanto.use();
    CHECK(message("like.label", "eo") == "Ŝati");
    CHECK(message("like.label", "EO-150") == "Ŝati");
    CHECK(plural_message("like.count", 1, "eo") == "1 ŝato");
    CHECK(plural_message("like.count", 12'345, "eo") == "1,2 dekmil ŝatoj");
    CHECK(message("thread.post", "eo") == "Post");
    const GivenMessages french = given("fr", kOptions);
    french.use();
    CHECK(message("like.label", "fr") == "J’aime");
    CHECK(message("like.label", "eo") == "Like");
  }
  CHECK(message("like.label", "eo") == "Like");
}

TEST_CASE("a webmaster's own words stand for any text in use, if they keep its placeholders") {
  const GivenMessages words = given("fr", R"({"words":{"like.label":"Love it","no.such.key":"x",)"
                                          R"("share.on":"Share!","comment.reply":7,"comment.edit":"",)"
                                          R"("thread.count.other":"{count} thoughts","thread.post":["x"]}})");
  words.use();
  CHECK(message("like.label", "fr") == "Love it");
  CHECK(message("like.label", "en") == "Love it");
  CHECK(plural_message("thread.count", 2, "en") == "2 thoughts");
  CHECK(plural_message("thread.count", 1, "en") == "1 comment");
  CHECK(message("no.such.key", "en") == "no.such.key");
  CHECK(message("share.on", "en", {{"network", "X"}}) == "Share on X");
  CHECK(message("comment.reply", "en") == "Reply");
  CHECK(message("comment.edit", "en") == "Edit");
  CHECK(message("thread.post", "en") == "Post");
}
