// Sites: the tenants of a server, found by name or by an origin that they list.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parvis/error.hpp"
#include "parvis/host.hpp"
#include "store/store.hpp"

namespace parvis::server {

struct NewSite {
  std::string name;
  std::string owner_key;  // shown once; only its hash is kept
};

// kInvalidField: a name or origin that is none. kKeyReused: the name is taken.
Result<NewSite> add_site(Store& store, std::string_view name, const std::vector<std::string>& origins,
                         const RandomBytes& random);
Result<NewSite> add_site(Writer& writer, std::string_view name, const std::vector<std::string>& origins,
                         const RandomBytes& random);
Status set_site_origins(Store& store, std::string_view name, const std::vector<std::string>& origins);
// A new owner key; the old one ends.
Result<std::string> renew_owner_key(Store& store, std::string_view name, const RandomBytes& random);

// "https://Shop.example:443/" gives "https://shop.example"; the port may be "*". None when it is no origin.
std::optional<std::string> clean_origin(std::string_view origin);
bool lists_origin(const Site& site, std::string_view origin);
std::optional<Site> site_of_origin(Reader& reader, std::string_view origin);
bool is_owner(const Site& site, std::string_view owner_key);

std::string new_secret(const RandomBytes& random);  // 43 characters base64url

}  // namespace parvis::server
