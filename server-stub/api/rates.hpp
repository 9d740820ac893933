// How often one may ask; see rules/limits.hpp for the numbers.
#pragma once

#include "api/service.hpp"
#include "parvis/error.hpp"
#include "rules/visits.hpp"

namespace parvis::server {

// kRateLimited with the time to wait.
Status check_reads(Service& service, const ApiRequest& request);
Status check_writes(Service& service, const ApiRequest& request, const Visit& visit, bool comments);
Status check_previews(Service& service, const ApiRequest& request);
Status check_owner_failures(Service& service, const ApiRequest& request);

}  // namespace parvis::server
