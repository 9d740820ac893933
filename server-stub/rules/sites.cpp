#include "rules/sites.hpp"

#include <algorithm>

#include "base/sha256.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/refusal.hpp"

namespace parvis::server {

namespace {

std::string hash_of(std::string_view secret) {
  const auto hash = sha256(secret);
  return hex({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

Result<std::vector<std::string>> clean_origins(const std::vector<std::string>& origins) {
  std::vector<std::string> clean;
  for (const std::string& origin : origins) {
    auto one = clean_origin(origin);
    if (!one) return invalid("origin", "\"" + origin + "\" is no origin such as https://shop.example");
    clean.push_back(std::move(*one));
  }
  return clean;
}

// The same origin with any port.
std::string any_port(std::string_view origin) {
  const auto url = parse_url(origin);
  return url ? url->scheme + "://" + url->host + ":*" : std::string();
}

Status with_site(Store& store, std::string_view name, const std::function<void(Writer&, const Site&)>& act) {
  return store.write([&](Writer& writer) -> Status {
    const auto site = writer.site(name);
    if (!site) return refuse(ErrorCode::kUnknownSite, "no site of this name");
    act(writer, *site);
    return Unit{};
  });
}

}  // namespace

std::string new_secret(const RandomBytes& random) {
  unsigned char bytes[32];
  random(bytes, sizeof bytes);
  return base64url({reinterpret_cast<const char*>(bytes), sizeof bytes});
}

std::optional<std::string> clean_origin(std::string_view origin) {
  while (origin.ends_with('/')) origin.remove_suffix(1);
  const bool wild = origin.ends_with(":*");
  if (wild) origin.remove_suffix(2);
  const auto url = parse_url(origin);
  if (!url || url->path != "/" || !url->query.empty() || !url->fragment.empty()) return std::nullopt;
  if (url->host.find('*') != std::string::npos) return std::nullopt;
  // A wildcard in place of the port, not after one.
  const std::size_t colon = origin.rfind(':');
  if (wild && colon != origin.find("://") && !origin.ends_with(']')) return std::nullopt;
  return wild ? url->scheme + "://" + url->host + ":*" : url->origin();
}

bool lists_origin(const Site& site, std::string_view origin) {
  const auto listed = [&](const std::string& one) {
    return std::find(site.origins.begin(), site.origins.end(), one) != site.origins.end();
  };
  return listed(std::string(origin)) || listed(any_port(origin));
}

std::optional<Site> site_of_origin(Reader& reader, std::string_view origin) {
  if (auto exact = reader.site_of_origin(origin)) return exact;
  return reader.site_of_origin(any_port(origin));
}

bool is_owner(const Site& site, std::string_view owner_key) {
  const std::string given = hash_of(owner_key);
  unsigned char difference = given.size() == site.owner_key_hash.size() ? 0 : 1;
  for (std::size_t i = 0; i < std::min(given.size(), site.owner_key_hash.size()); ++i)
    difference |= static_cast<unsigned char>(given[i] ^ site.owner_key_hash[i]);
  return difference == 0;
}

Result<NewSite> add_site(Writer& writer, std::string_view name, const std::vector<std::string>& origins,
                         const RandomBytes& random) {
  if (!utf8_valid(name) || trimmed(name).empty() || trimmed(name) != name || has_control(name))
    return invalid("site", "a name needs at least one visible character");
  if (utf8_length(name) > limits::kSiteName) return too_long("site", limits::kSiteName);
  auto clean = clean_origins(origins);
  if (!clean) return clean.error();

  NewSite made{std::string(name), new_secret(random)};
  Site site;
  site.name = made.name;
  site.origins = clean.value();
  site.owner_key_hash = hash_of(made.owner_key);
  site.salt = new_secret(random);
  if (writer.add_site(site) == 0) return refuse(ErrorCode::kKeyReused, "a site of this name exists", "site");
  return made;
}

Result<NewSite> add_site(Store& store, std::string_view name, const std::vector<std::string>& origins,
                         const RandomBytes& random) {
  NewSite made;
  const Status done = store.write([&](Writer& writer) -> Status {
    auto added = add_site(writer, name, origins, random);
    if (!added) return added.error();
    made = std::move(added).value();
    return Unit{};
  });
  if (!done) return done.error();
  return made;
}

Status set_site_origins(Store& store, std::string_view name, const std::vector<std::string>& origins) {
  auto clean = clean_origins(origins);
  if (!clean) return clean.error();
  return with_site(store, name,
                   [&](Writer& writer, const Site& site) { writer.set_origins(site.id, clean.value()); });
}

Result<std::string> renew_owner_key(Store& store, std::string_view name, const RandomBytes& random) {
  std::string key = new_secret(random);
  const Status done = with_site(
      store, name, [&](Writer& writer, const Site& site) { writer.set_owner_key(site.id, hash_of(key)); });
  if (!done) return done.error();
  return key;
}

}  // namespace parvis::server
