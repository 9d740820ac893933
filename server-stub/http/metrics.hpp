// What people wait for, counted; told in Prometheus' text format.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace parvis::server {

class Metrics {
 public:
  using Duration = std::chrono::steady_clock::duration;
  // Upper ends in microseconds.
  static constexpr std::array<std::int64_t, 12> kBuckets{
      50, 100, 250, 500, 1'000, 2'500, 10'000, 25'000, 50'000, 100'000, 1'000'000, 10'000'000};

  // The requests of one route.
  class Route {
   public:
    void count(int status, Duration took);

   private:
    friend class Metrics;
    std::array<std::atomic<std::uint64_t>, kBuckets.size() + 1> buckets_{};
    std::array<std::atomic<std::uint64_t>, 6> classes_{};  // by the status' first digit
    std::atomic<std::uint64_t> microseconds_{0};
  };

  // Stays where it is for good. Clients choose paths: only those that the API answers have a name here, and
  // not more than a hundred.
  Route& route(std::string_view path, int status);
  std::string text() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Route>, std::less<>> routes_;
};

// One line of a figure that is a plain number, with its help and type.
std::string metric(std::string_view name, std::string_view help, std::string_view type, std::uint64_t value);

}  // namespace parvis::server
