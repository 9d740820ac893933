#include "http/metrics.hpp"

#include <algorithm>

namespace parvis::server {
namespace {

constexpr std::size_t kMostRoutes = 100;

// Microseconds as seconds, without floats.
std::string seconds(std::uint64_t microseconds) {
  std::string fraction = std::to_string(microseconds % 1'000'000);
  fraction.insert(0, 6 - fraction.size(), '0');
  return std::to_string(microseconds / 1'000'000) + "." + fraction;
}

}  // namespace

void Metrics::Route::count(int status, Duration took) {
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  const auto bucket = std::lower_bound(kBuckets.begin(), kBuckets.end(), us) - kBuckets.begin();
  buckets_[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
  classes_[static_cast<std::size_t>(std::clamp(status / 100, 0, 5))].fetch_add(1, std::memory_order_relaxed);
  microseconds_.fetch_add(static_cast<std::uint64_t>(us), std::memory_order_relaxed);
}

Metrics::Route& Metrics::route(std::string_view path, int status) {
  const bool ours = path.starts_with("/v1/") && status != 404 && status != 405;
  const std::lock_guard lock(mutex_);
  auto found = routes_.find(ours ? path : std::string_view("other"));
  if (found == routes_.end()) {
    const bool room = routes_.size() < kMostRoutes;
    found = routes_.emplace(ours && room ? path : "other", nullptr).first;
    if (!found->second) found->second = std::make_unique<Route>();
  }
  return *found->second;
}

std::string Metrics::text() const {
  std::string out =
      "# HELP parvis_request_seconds Time from a whole request to its whole answer.\n"
      "# TYPE parvis_request_seconds histogram\n";
  std::string answers =
      "# HELP parvis_requests_total Answered requests.\n"
      "# TYPE parvis_requests_total counter\n";
  const std::lock_guard lock(mutex_);
  for (const auto& [name, route] : routes_) {
    const std::string label = "{route=\"" + name + "\"";
    std::uint64_t all = 0;
    for (std::size_t i = 0; i <= kBuckets.size(); ++i) {
      all += route->buckets_[i].load(std::memory_order_relaxed);
      const std::string end =
          i < kBuckets.size() ? seconds(static_cast<std::uint64_t>(kBuckets[i])) : std::string("+Inf");
      out.append("parvis_request_seconds_bucket").append(label).append(",le=\"").append(end).append("\"} ");
      out.append(std::to_string(all)).append("\n");
    }
    out.append("parvis_request_seconds_sum").append(label).append("} ");
    out.append(seconds(route->microseconds_.load(std::memory_order_relaxed))).append("\n");
    out.append("parvis_request_seconds_count").append(label).append("} ");
    out.append(std::to_string(all)).append("\n");
    for (std::size_t digit = 1; digit < route->classes_.size(); ++digit) {
      const auto count = route->classes_[digit].load(std::memory_order_relaxed);
      if (count == 0) continue;
      answers.append("parvis_requests_total").append(label).append(",status=\"");
      answers.append(std::to_string(digit)).append("xx\"} ").append(std::to_string(count)).append("\n");
    }
  }
  return out + answers;
}

std::string metric(std::string_view name, std::string_view help, std::string_view type, std::uint64_t value) {
  std::string out;
  out.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ").append(name);
  out.append(" ").append(type).append("\n").append(name).append(" ").append(std::to_string(value));
  return out.append("\n");
}

}  // namespace parvis::server
