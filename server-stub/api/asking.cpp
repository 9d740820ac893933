#include "api/asking.hpp"

#include "base/url.hpp"
#include "rules/refusal.hpp"
#include "rules/sites.hpp"

namespace parvis::server {

Result<Site> asked_site(Reader& reader, std::string_view name, const PageRef& page, std::string_view origin) {
  if (!name.empty()) {
    if (auto site = reader.site(name)) return *site;
    return refuse(ErrorCode::kUnknownSite, "no site of this name", "site");
  }
  std::string tried;
  for (std::string_view address :
       {std::string_view(page.address), std::string_view(page.canonical), origin}) {
    const auto url = parse_url(address);
    if (!url) continue;
    if (auto site = site_of_origin(reader, url->origin())) return *site;
    if (tried.empty()) tried = url->origin();
  }
  if (tried.empty())
    return refuse(ErrorCode::kUnknownSite, "no site named, and no page address to find it by");
  return refuse(ErrorCode::kUnknownSite, "no site lists the origin " + tried);
}

Status check_origin(const Site& site, std::string_view origin) {
  if (origin.empty()) return Unit{};
  const auto clean = clean_origin(origin);
  if (clean && lists_origin(site, *clean)) return Unit{};
  return refuse(ErrorCode::kOriginNotAllowed, "the site does not list this origin");
}

}  // namespace parvis::server
