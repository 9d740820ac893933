// Which site a request is about, and whether it may come from where it comes from.
#pragma once

#include <string_view>

#include "api/service.hpp"
#include "parvis/model.hpp"
#include "store/store.hpp"

namespace parvis::server {

// By name; else by the origin of the page's address or canonical link; else by the Origin header.
Result<Site> asked_site(Reader& reader, std::string_view name, const PageRef& page, std::string_view origin);

// An Origin header, when there is one, must be on the site's list.
Status check_origin(const Site& site, std::string_view origin);

}  // namespace parvis::server
