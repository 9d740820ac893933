#include "model/messages.hpp"

#include <algorithm>

#include "parvis/text.hpp"

namespace parvis {
namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kLongestInSeconds = 90 * kSecond;

std::string_view plural_form(std::int64_t count, Language language) {
  if (count == 1 || (count == 0 && language == Language::kFrench)) return ".one";
  if (count >= kMillion && language == Language::kFrench) return ".many";
  return ".other";
}

std::int64_t round_up(std::int64_t amount, std::int64_t unit) { return amount / unit + (amount % unit > 0); }

}  // namespace

Language language_of(std::string_view tag) {
  const bool french = tag.size() >= 2 && (tag[0] | 0x20) == 'f' && (tag[1] | 0x20) == 'r' &&
                      (tag.size() == 2 || tag[2] == '-' || tag[2] == '_');
  return french ? Language::kFrench : Language::kEnglish;
}

std::optional<std::string_view> find_message(std::string_view key, Language language) {
  const std::span<const Message> messages =
      language == Language::kFrench ? french_messages() : english_messages();
  const auto found = std::lower_bound(messages.begin(), messages.end(), key,
                                      [](const Message& entry, std::string_view k) { return entry.key < k; });
  if (found == messages.end() || found->key != key) return std::nullopt;
  return found->text;
}

std::string message(std::string_view key, std::string_view language,
                    std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string_view text = find_message(key, language_of(language)).value_or(key);
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
  const Language known = language_of(language);
  std::string form(key);
  form += plural_form(count, known);
  if (!find_message(form, known)) form = std::string(key) + ".other";
  if (!find_message(form, known)) form = key;
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
