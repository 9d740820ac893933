// From a checked head and body to what the api layer sees.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/request.hpp"
#include "http/address.hpp"
#include "http/header_check.hpp"

namespace parvis::server {

// None when the query is not percent-encoded UTF-8. HEAD becomes GET: its answer only loses the body.
// What proxies say of the client (X-Forwarded-*, Forwarded, X-Real-IP) is left out unless `peer` is trusted.
std::optional<ApiRequest> to_api_request(const RequestHead& head, std::string body, const std::string& peer,
                                         const std::vector<Network>& trusted);

// To OPTIONS: what may be called, and that browsers need not ask again for a day. Parvis' own clients never
// cause a preflight; other people's fetch() calls may.
ApiResponse options_answer();

}  // namespace parvis::server
