#include "model/messages.hpp"

#include <algorithm>
#include <utility>

#include "parvis/text.hpp"

namespace parvis {
namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kLongestInSeconds = 90 * kSecond;

// What was handed over on this thread, newest first.
constinit thread_local GivenMessages* given = nullptr;

std::int64_t round_up(std::int64_t amount, std::int64_t unit) { return amount / unit + (amount % unit > 0); }

std::string_view first_part(std::string_view tag) { return tag.substr(0, tag.find_first_of("-_")); }

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

std::optional<std::string_view> find_built_in(std::string_view key, const Catalogue* catalogue) {
  if (catalogue == nullptr) return std::nullopt;
  const std::span<const Message> messages = catalogue->messages;
  const auto found = std::lower_bound(messages.begin(), messages.end(), key,
                                      [](const Message& entry, std::string_view k) { return entry.key < k; });
  if (found == messages.end() || found->key != key) return std::nullopt;
  return found->text;
}

}  // namespace

GivenMessages::GivenMessages(std::string_view language, JsonDocument&& options)
    : language_(language), options_(std::move(options)), next_(given) {
  given = this;
}

GivenMessages::~GivenMessages() {
  GivenMessages** place = &given;
  while (*place != this) place = &(*place)->next_;
  *place = next_;
}

std::string_view GivenMessages::find(std::string_view key, std::string_view language) const {
  return same_language(language_, language) ? options_.root()["messages"][key].text() : std::string_view();
}

std::optional<std::string_view> find_message(std::string_view key, std::string_view language) {
  if (const Catalogue* catalogue = find_catalogue(language)) return find_built_in(key, catalogue);
  for (const GivenMessages* words = given; words != nullptr; words = words->next()) {
    const std::string_view text = words->find(key, language);
    if (!text.empty()) return text;
  }
  return find_built_in(key, find_catalogue("en"));
}

std::string message(std::string_view key, std::string_view language,
                    std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string_view text = find_message(key, language).value_or(key);
  std::string out;
  // One pass, so that a value which itself looks like a placeholder stays as it is.
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

std::string plural_message(std::string_view key, std::int64_t count, std::string_view language) {
  std::string form(key);
  form += plural_ending(count, find_message("plural.rule", language).value_or(""));
  if (!find_message(form, language)) form = std::string(key) + ".other";
  if (!find_message(form, language)) form = key;
  return message(form, language, {{"count", format_count(count, language)}});
}

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
