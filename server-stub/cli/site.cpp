// site add, origins, new-key, list.
#include "rules/sites.hpp"

#include <iostream>

#include "api/handler.hpp"
#include "cli/command_line.hpp"
#include "rules/settings.hpp"

namespace parvis::server {
namespace {

void print_key(const std::string& key) { std::cout << "Owner key, shown only this once: " << key << '\n'; }

Error unknown(const std::string& name) {
  return {ErrorCode::kUnknownSite, "there is no site " + name, 0, {}};
}

}  // namespace

int site_add(Store& store, const SiteOptions& options) {
  const auto added = add_site(store, options.name, options.origins, system_random);
  if (!added) return complain(added.error());
  std::cout << "Added site " << added.value().name << '\n';
  print_key(added.value().owner_key);
  return kDone;
}

int site_origins(Store& store, const SiteOptions& options) {
  const auto done = set_site_origins(store, options.name, options.origins);
  return done ? kDone : complain(done.error());
}

int site_new_key(Store& store, const SiteOptions& options) {
  const auto key = renew_owner_key(store, options.name, system_random);
  if (!key) return complain(key.error());
  print_key(key.value());
  return kDone;
}

int site_set(Store& store, const SiteOptions& options) {
  SettingsChange change;
  const auto done = store.write([&](Writer& writer) -> Status {
    const auto site = writer.site(options.name);
    if (!site) return unknown(options.name);
    auto settings = changed_settings(settings_of(*site), options.settings);
    if (!settings) return settings.error();
    change = save_settings(writer, *site, std::move(settings).value(), system_random);
    return Unit{};
  });
  if (!done) return complain(done.error());
  if (!change.new_secret.empty())
    std::cout << "Webhook secret, shown only this once: " << change.new_secret << '\n';
  return kDone;
}

int site_show(Store& store, const SiteOptions& options) {
  std::optional<Site> site;
  const auto done = store.read([&](Reader& reader) { site = reader.site(options.name); });
  if (!done) return complain(done.error());
  if (!site) return complain(unknown(options.name));
  JsonWriter out;
  out.begin_object();
  write_settings(out, settings_of(*site));
  out.end_object();
  std::cout << out.text() << '\n';
  return kDone;
}

int site_list(Store& store) {
  const auto done = store.read([](Reader& reader) {
    for (const auto& site : reader.sites()) {
      std::cout << site.name;
      for (const auto& origin : site.origins) std::cout << ' ' << origin;
      std::cout << '\n';
    }
  });
  return done ? kDone : complain(done.error());
}

}  // namespace parvis::server
