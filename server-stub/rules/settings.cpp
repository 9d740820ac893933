#include "rules/settings.hpp"

#include <algorithm>
#include <optional>

#include "base/url.hpp"
#include "base/utf8.hpp"
#include "rules/emoji.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/refusal.hpp"
#include "rules/sites.hpp"

namespace parvis::server {

namespace {

constexpr std::int64_t kMonth_s = 31 * 86'400, kCentury_days = 36'500;

struct NumberSetting {
  std::string_view name;
  std::int64_t SiteSettings::*member;
  std::int64_t most;
};
constexpr NumberSetting kNumbers[] = {{"edit_window_s", &SiteSettings::edit_window_s, kMonth_s},
                                      {"close_after_days", &SiteSettings::close_after_days, kCentury_days}};

struct ListSetting {
  std::string_view name;
  std::vector<std::string> SiteSettings::*member;
  std::size_t most;
};
constexpr ListSetting kLists[] = {{"reactions", &SiteSettings::reactions, limits::kReactions},
                                  {"image_hosts", &SiteSettings::image_hosts, limits::kImageHosts}};

// "I.Imgur.com" gives "i.imgur.com".
std::optional<std::string> clean_host(std::string_view text) {
  const auto url = parse_url("https://" + std::string(text));
  if (!url || url->origin() != "https://" + url->host || url->path != "/" || text.ends_with('/'))
    return std::nullopt;
  return url->host;
}

Status check_entry(std::string_view list, std::string& entry) {
  if (list == "reactions")
    return is_emoji(entry) ? Status(Unit{}) : invalid(list, "\"" + entry + "\" is not one emoji");
  const auto host = clean_host(entry);
  if (!host) return invalid(list, "\"" + entry + "\" is no host name");
  entry = *host;
  return Unit{};
}

Status take_list(std::string_view name, std::vector<std::string> wanted, std::size_t most,
                 std::vector<std::string>& out) {
  if (wanted.size() > most) return invalid(name, "at most " + std::to_string(most));
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (const Status fine = check_entry(name, wanted[i]); !fine) return fine;
    if (std::find(wanted.begin(), wanted.begin() + static_cast<std::ptrdiff_t>(i), wanted[i]) !=
        wanted.begin() + static_cast<std::ptrdiff_t>(i))
      return invalid(name, "\"" + wanted[i] + "\" is named twice");
  }
  out = std::move(wanted);
  return Unit{};
}

Status take_list(const ListSetting& setting, JsonValue value, SiteSettings& out) {
  if (!value.is_array()) return invalid(setting.name, "must be a list");
  std::vector<std::string> wanted;
  for (JsonValue one = value.first(); one; one = one.next()) {
    if (!one.is_string()) return invalid(setting.name, "must be a list of texts");
    wanted.emplace_back(one.text());
  }
  return take_list(setting.name, std::move(wanted), setting.most, out.*setting.member);
}

Status take_url(std::string_view text, SiteSettings& out) {
  if (!text.empty() && (!parse_url(text) || utf8_length(text) > limits::kPageField || has_control(text)))
    return invalid("webhook_url", "must be an http(s) address");
  out.webhook_url = text;
  return Unit{};
}

Status take(std::string_view name, JsonValue value, SiteSettings& out) {
  for (const ListSetting& setting : kLists)
    if (setting.name == name) return take_list(setting, value, out);
  for (const NumberSetting& setting : kNumbers) {
    if (setting.name != name) continue;
    if (!value.is_integer() || value.integer() < 0 || value.integer() > setting.most)
      return invalid(name, "must be 0 to " + std::to_string(setting.most));
    out.*setting.member = value.integer();
    return Unit{};
  }
  if (name == "down_votes") {
    if (value.type() != JsonValue::Type::kBool) return invalid(name, "must be true or false");
    out.down_votes = value.boolean();
    return Unit{};
  }
  if (name == "webhook_url") {
    if (!value.is_string()) return invalid(name, "must be text");
    return take_url(value.text(), out);
  }
  return invalid(name, "no such setting");
}

void write_list(JsonWriter& out, std::string_view name, const std::vector<std::string>& list) {
  out.key(name).begin_array();
  for (const std::string& one : list) out.string(one);
  out.end_array();
}

// The JSON of a value from the command line; the kind of setting says what it must be.
std::string json_of(std::string_view name, std::string_view text) {
  JsonWriter out;
  const auto named = [&](const auto& setting) { return setting.name == name; };
  if (std::any_of(std::begin(kLists), std::end(kLists), named)) {
    out.begin_array();
    while (!text.empty()) {
      const std::size_t end = std::min(text.find(','), text.size());
      out.string(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    out.end_array();
  } else if (name == "webhook_url") {
    out.string(text);
  } else {
    const bool plain = text == "true" || text == "false" ||
                       (!text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos);
    plain ? (void)out.raw(text) : (void)out.string(text);
  }
  return out.take();
}

}  // namespace

SiteSettings settings_of(const Site& site) {
  SiteSettings settings;
  const auto kept = JsonDocument::parse(site.settings.empty() ? "{}" : site.settings);
  if (!kept) return settings;
  const JsonValue root = kept.value().root();
  // What an older or newer version kept and this one refuses stays as usual.
  for (JsonValue one = root.first(); one; one = one.next()) (void)take(one.key(), one, settings);
  settings.webhook_secret = root["webhook_secret"].text();
  return settings;
}

void write_settings(JsonWriter& out, const SiteSettings& settings) {
  for (const ListSetting& one : kLists) write_list(out, one.name, settings.*one.member);
  out.member_bool("down_votes", settings.down_votes);
  for (const NumberSetting& one : kNumbers) out.member(one.name, settings.*one.member);
  out.member("webhook_url", settings.webhook_url);
}

std::string pack_settings(const SiteSettings& settings) {
  JsonWriter out;
  out.begin_object();
  write_settings(out, settings);
  out.member("webhook_secret", settings.webhook_secret).end_object();
  return out.take();
}

Result<SiteSettings> changed_settings(SiteSettings settings, JsonValue wanted) {
  for (JsonValue one = wanted.first(); one; one = one.next())
    if (const Status fine = take(one.key(), one, settings); !fine) return fine.error();
  return settings;
}

Result<SiteSettings> changed_settings(SiteSettings settings, const std::vector<std::string>& wanted) {
  JsonWriter out;
  out.begin_object();
  for (const std::string& one : wanted) {
    const std::size_t equals = one.find('=');
    if (equals == std::string::npos || !utf8_valid(one))
      return invalid("settings", "\"" + one + "\" is not of the form name=value");
    out.key(one.substr(0, equals))
        .raw(json_of(one.substr(0, equals), std::string_view(one).substr(equals + 1)));
  }
  out.end_object();
  const auto document = JsonDocument::parse(out.text());
  if (!document) return invalid("settings", document.error().detail);
  return changed_settings(std::move(settings), document.value().root());
}

SettingsChange save_settings(Writer& writer, const Site& site, SiteSettings settings,
                             const RandomBytes& random) {
  SettingsChange change;
  if (!settings.webhook_url.empty() && settings.webhook_secret.empty())
    settings.webhook_secret = change.new_secret = new_secret(random);
  if (settings.webhook_url.empty()) settings.webhook_secret.clear();
  writer.set_settings(site.id, pack_settings(settings));
  change.settings = std::move(settings);
  return change;
}

}  // namespace parvis::server
