#include "model/messages.hpp"

#include <algorithm>
#include <utility>

#include "parvis/text.hpp"

namespace parvis {
namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kLongestInSeconds = 90 * kSecond;

// Whose words this thread speaks with.
constinit thread_local const GivenMessages* given = nullptr;

std::int64_t round_up(std::int64_t amount, std::int64_t unit) { return amount / unit + (amount % unit > 0); }

// "iw" is what Hebrew was called until 1989, and still is on some devices.
std::string_view first_part(std::string_view tag) {
  const std::string_view part = tag.substr(0, tag.find_first_of("-_"));
  return part == "iw" ? "he" : part;
}

bool same_language(std::string_view tag, std::string_view other) {
  tag = first_part(tag);
  other = first_part(other);
  return std::equal(tag.begin(), tag.end(), other.begin(), other.end(),
                    [](char a, char b) { return (a | 0x20) == (b | 0x20); });
}

const Catalogue* find_catalogue(std::string_view language) {
  for (const Catalogue& catalogue : built_in_catalogues()) {
    if (same_language(catalogue.language, language)) return &catalogue;
  }
  return nullptr;
}

std::optional<std::string_view> find_in(std::span<const Message> messages, std::string_view key) {
  const auto found = std::lower_bound(messages.begin(), messages.end(), key,
                                      [](const Message& entry, std::string_view k) { return entry.key < k; });
  if (found == messages.end() || found->key != key) return std::nullopt;
  return found->text;
}

std::optional<std::string_view> find_built_in(std::string_view key, const Catalogue* catalogue) {
  return catalogue == nullptr ? std::nullopt : find_in(catalogue->messages, key);
}

// The texts of an object by their keys. They come sorted as a rule, and then each goes to the end.
std::vector<Message> sorted_texts(JsonValue object) {
  std::vector<Message> texts;
  texts.reserve(object.size());
  for (JsonValue value = object.first(); value; value = value.next()) {
    if (value.text().empty()) continue;
    std::size_t place = texts.size();
    while (place > 0 && texts[place - 1].key > value.key()) --place;
    texts.insert(texts.begin() + static_cast<std::ptrdiff_t>(place), {value.key(), value.text()});
  }
  return texts;
}

bool has_placeholders_of(std::string_view text, std::string_view model) {
  for (std::size_t open = model.find('{'); open != model.npos; open = model.find('{', open + 1)) {
    if (text.find(model.substr(open, model.find('}', open) - open + 1)) == text.npos) return false;
  }
  return true;
}

std::optional<std::string_view> find_unchanged(std::string_view key, std::string_view language) {
  if (const Catalogue* catalogue = find_catalogue(language)) return find_built_in(key, catalogue);
  if (given != nullptr) {
    if (const auto text = given->text(key, language)) return text;
  }
  return find_built_in(key, find_catalogue("en"));
}

// One pass, so that a value which itself looks like a placeholder stays as it is.
std::string fill(std::string_view text,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    out += text.substr(0, open);
    text.remove_prefix(open);
    const std::size_t close = text.find('}');
    if (close == text.npos) break;
    const auto* value =
        std::find_if(values.begin(), values.end(),
                     [name = text.substr(1, close - 1)](const auto& v) { return v.first == name; });
    out += value != values.end() ? value->second : text.substr(0, close + 1);
    text.remove_prefix(close + 1);
  }
  out += text;
  return out;
}

}  // namespace

GivenMessages::GivenMessages(std::string_view language, JsonDocument&& options)
    : language_(language),
      options_(std::move(options)),
      messages_(sorted_texts(options_.root()["messages"])),
      words_(sorted_texts(options_.root()["words"])) {}

GivenMessages::~GivenMessages() {
  if (given == this) given = nullptr;
}

void GivenMessages::use() const { given = this; }

std::optional<std::string_view> GivenMessages::text(std::string_view key, std::string_view language) const {
  return same_language(language_, language) ? find_in(messages_, key) : std::nullopt;
}

std::optional<std::string_view> GivenMessages::word(std::string_view key) const {
  return find_in(words_, key);
}

std::optional<std::string_view> find_message(std::string_view key, std::string_view language) {
  const auto text = find_unchanged(key, language);
  if (!text || given == nullptr) return text;
  const auto word = given->word(key);
  return word && has_placeholders_of(*word, *text) ? word : text;
}

std::string_view built_in_language(std::string_view tag) {
  const Catalogue* catalogue = find_catalogue(tag);
  return catalogue == nullptr ? std::string_view() : catalogue->language;
}

std::string message(std::string_view key, std::string_view language,
                    std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  return fill(find_message(key, language).value_or(key), values);
}

std::string plural_message(std::string_view key, std::int64_t count, std::string_view language,
                           std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::int64_t shown;
  const std::string number = show_count(count, language, shown);
  std::string form(key);
  form += plural_ending(shown, language);
  auto text = find_message(form, language);
  if (!text) text = find_message(std::string(key) + ".other", language);
  std::string counted = fill(text.value_or(key), {{"count", number}});
  return values.size() == 0 ? counted : fill(counted, values);
}

bool reads_right_to_left(std::string_view language) { return message("text.direction", language) == "rtl"; }

std::string error_sentence(const Error& error, std::string_view language) {
  std::string out = message(std::string("error.").append(error_name(error.code)), language);
  const std::int64_t wait = error.retry_after_ms;
  if (wait > kLongestInSeconds) {
    out += ' ' + plural_message("error.retry_minutes", round_up(wait, 60 * kSecond), language);
  } else if (wait > 0) {
    out += ' ' + plural_message("error.retry_seconds", round_up(wait, kSecond), language);
  } else if (error.code == ErrorCode::kRateLimited) {
    out += ' ' + message("error.retry_later", language);
  }
  return out;
}

}  // namespace parvis
