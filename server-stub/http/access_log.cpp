#include "http/access_log.hpp"

#include <spdlog/spdlog.h>

#include <string>

namespace parvis::server {
namespace {

// A path is what a client chose: it must not start a line of its own or flood the log.
std::string printable(std::string_view path) {
  constexpr std::size_t kMaxShown = 200;
  std::string shown(path.substr(0, kMaxShown));
  for (char& c : shown)
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == '"') c = '?';
  return shown;
}

}  // namespace

void access_log(std::string_view method, std::string_view path, int status,
                std::chrono::steady_clock::time_point start, std::size_t bytes) {
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  spdlog::info("request method={} path=\"{}\" status={} ms={:.2f} bytes={}", method, printable(path), status,
               took.count(), bytes);
}

void access_log_refusal(const Refusal& refusal, std::size_t bytes) {
  spdlog::info("refused status={} bytes={} why=\"{}\"", refusal.status, bytes, refusal.detail);
}

void access_log_error(std::string_view what) { spdlog::error("{}", what); }

}  // namespace parvis::server
