// Who sends a form of a page without scripts, and whether they meant to. The visitor's token is in a cookie
// that only these pages see, set with the first form that is sent. A form counts where the browser says that
// it came from the site or from this server; else the reader is asked, by a page that no other site can read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "api/service.hpp"

namespace parvis::server {

std::string embed_token(const ApiRequest& request);  // empty: none
void set_embed_token(ApiResponse& response, const Service& service, const ApiRequest& request,
                     std::string_view token);

bool comes_from_site(const Service& service, const ApiRequest& request, const Site& site);
// Proves for a while that this visitor was asked.
std::string asked_ticket(const Site& site, std::string_view token, std::int64_t now_ms);
bool was_asked(const Site& site, std::string_view token, std::string_view ticket, std::int64_t now_ms);

}  // namespace parvis::server
