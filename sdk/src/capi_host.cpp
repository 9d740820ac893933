#include "capi_host.hpp"

#include "base/utf8.hpp"

namespace parvis::capi {
namespace {

constexpr std::size_t kUsualValue = 1024;  // enough for all but an outbox
// More than any value that the client keeps: a host that says so is not believed.
constexpr std::int32_t kLargestValue = 64 * 1024 * 1024;

thread_local bool host_runs = false;

}  // namespace

bool inside_host() { return host_runs; }
HostCall::HostCall() { host_runs = true; }
HostCall::~HostCall() { host_runs = false; }

void HostTransport::send(HttpRequest request, Done done) {
  waiting_.push_back({++last_request_, std::move(done)});
  HostCall guard;
  host_.http_send(host_.user, client_, last_request_, request.method.c_str(), request.url.c_str(),
                  request.body.data(), request.body.size());
}

bool HostTransport::arrived(std::int32_t request, Result<HttpResponse> answer) {
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    if (waiting_[i].request != request) continue;
    arrived_.push_back({std::move(waiting_[i].done), std::move(answer)});
    waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
    return true;
  }
  return false;
}

void HostTransport::poll() {
  for (Arrived& one : std::exchange(arrived_, {})) one.done(std::move(one.answer));
}

std::optional<std::string> HostStorage::get(std::string_view key) {
  const std::string name(key);
  std::string value(kUsualValue, '\0');
  // The value may change between the two questions, so it is asked for until it fits.
  for (int attempt = 0; attempt < 4; ++attempt) {
    std::int32_t length = 0;
    {
      HostCall guard;
      length = host_.storage_get(host_.user, name.c_str(), value.data(), value.size());
    }
    if (length < 0 || length > kLargestValue) return std::nullopt;
    const bool fits = static_cast<std::size_t>(length) <= value.size();
    value.resize(static_cast<std::size_t>(length));
    if (!fits) continue;
    if (!utf8_valid(value)) return std::nullopt;
    return value;
  }
  return std::nullopt;
}

bool HostStorage::set(std::string_view key, std::string_view value) {
  const std::string name(key);
  HostCall guard;
  // An empty value is not the same as none.
  const char* bytes = value.empty() ? "" : value.data();
  return host_.storage_set(host_.user, name.c_str(), bytes, value.size()) == 0;
}

void HostStorage::remove(std::string_view key) {
  const std::string name(key);
  HostCall guard;
  host_.storage_set(host_.user, name.c_str(), nullptr, 0);
}

}  // namespace parvis::capi
