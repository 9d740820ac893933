// site add, origins, new-key, list.
#include "rules/sites.hpp"

#include <iostream>

#include "api/handler.hpp"
#include "cli/command_line.hpp"

namespace parvis::server {
namespace {

void print_key(const std::string& key) { std::cout << "Owner key, shown only this once: " << key << '\n'; }

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
