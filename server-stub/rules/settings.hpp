// What the owner of a site may choose.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "parvis/error.hpp"
#include "parvis/host.hpp"
#include "store/store.hpp"

namespace parvis::server {

struct SiteSettings {
  std::vector<std::string> reactions = {"❤️", "😂", "😮", "😢", "👏"};  // empty: off
  bool down_votes = false;
  std::int64_t edit_window_s = 900;      // 0: no editing
  std::int64_t close_after_days = 0;     // 0: never
  std::vector<std::string> image_hosts;  // whose images are shown; others' become links
  std::string webhook_url;               // empty: none
  std::string webhook_secret;            // made here; signs what is sent there
};

SiteSettings settings_of(const Site& site);
// As Site::settings keeps them, secret and all.
std::string pack_settings(const SiteSettings& settings);
// The members for the owner's eyes, without the secret.
void write_settings(JsonWriter& out, const SiteSettings& settings);
// `wanted` names those to change. kInvalidField names the first one that is unknown or wrong.
Result<SiteSettings> changed_settings(SiteSettings settings, JsonValue wanted);
// The same from the command line: "down_votes=true", lists with commas.
Result<SiteSettings> changed_settings(SiteSettings settings, const std::vector<std::string>& wanted);

struct SettingsChange {
  SiteSettings settings;
  std::string new_secret;  // of the webhook, when it just got one; shown this once
};
SettingsChange save_settings(Writer& writer, const Site& site, SiteSettings settings,
                             const RandomBytes& random);

}  // namespace parvis::server
