#include "api/rates.hpp"

#include "rules/limits.hpp"
#include "rules/refusal.hpp"

namespace parvis::server {

namespace {

Status go_on_after(std::int64_t wait_ms, std::string_view what) {
  if (wait_ms == 0) return Unit{};
  Error error = refuse(ErrorCode::kRateLimited, std::string(what));
  error.retry_after_ms = wait_ms;
  return error;
}

}  // namespace

Status check_reads(Service& service, const ApiRequest& request) {
  if (!service.options.rate_limits || is_this_machine(request.client_address)) return Unit{};
  const std::string network = network_of(request.client_address);
  if (network.empty()) return Unit{};
  return go_on_after(service.limiter.take("r" + network, limits::kReadsPerNetwork, service.now()),
                     "too many reads from here in a short time");
}

Status check_writes(Service& service, const ApiRequest& request, const Visit& visit, bool comments) {
  if (!service.options.rate_limits) return Unit{};
  const std::string network = network_of(request.client_address);
  std::int64_t wait = 0;
  if (!network.empty()) wait = service.limiter.take("n" + network, limits::kWritesPerNetwork, visit.now_ms);
  if (wait == 0) wait = service.limiter.take("v" + visit.token_hash, limits::kWritesPerVisitor, visit.now_ms);
  if (wait == 0 && comments)
    wait = service.limiter.take("c" + visit.token_hash, limits::kCommentsPerVisitor, visit.now_ms);
  return go_on_after(wait, "too many writes from here in a short time");
}

Status check_previews(Service& service, const ApiRequest& request) {
  if (!service.options.rate_limits) return Unit{};
  return go_on_after(service.limiter.take("p" + network_of(request.client_address),
                                          limits::kPreviewsPerNetwork, service.now()),
                     "too many previews from here in a short time");
}

Status check_owner_failures(Service& service, const ApiRequest& request) {
  if (!service.options.rate_limits) return Unit{};
  return go_on_after(service.limiter.take("o" + network_of(request.client_address),
                                          limits::kOwnerFailuresPerNetwork, service.now()),
                     "too many wrong keys from here");
}

}  // namespace parvis::server
