#include "parvis/memory_transport.hpp"

#include <charconv>
#include <map>
#include <utility>

#include "api/handler.hpp"
#include "base/url.hpp"
#include "rules/seed_demo.hpp"
#include "rules/sites.hpp"
#include "store/memory_store.hpp"

namespace parvis {
namespace {

enum class Fate : std::uint8_t { kAnswered, kFailed, kLost };

struct Waiting {
  HttpRequest request;
  Transport::Done done;
  Fate fate = Fate::kAnswered;
  int status = 0;
  std::int64_t retry_after_ms = 0;
  std::int64_t due_poll = 0;
  std::int64_t due_ms = 0;
};

Error no_answer() { return Error{ErrorCode::kNetwork, "the server cannot be reached", 0}; }

server::ApiRequest to_api(const HttpRequest& request) {
  server::ApiRequest api;
  api.method = request.method;
  api.body = request.body;
  if (const auto url = parse_url(request.url)) {
    api.path = url->path;
    api.query = parse_query(url->query);
    api.headers["host"] = url->port.empty() ? url->host : url->host + ":" + url->port;
  }
  if (request.method == "POST") api.headers["content-type"] = "text/plain;charset=UTF-8";
  return api;
}

HttpResponse from_api(server::ApiResponse answer) {
  HttpResponse response;
  response.status = answer.status;
  response.body = std::move(answer.body);
  for (const auto& [name, value] : answer.headers) {
    if (name != "Retry-After") continue;
    std::int64_t seconds = 0;
    std::from_chars(value.data(), value.data() + value.size(), seconds);
    response.retry_after_ms = seconds * 1000;
  }
  return response;
}

}  // namespace

struct MemoryTransport::Impl {
  explicit Impl(MemoryOptions with);
  Waiting sent(HttpRequest request, Done done);
  Result<HttpResponse> outcome(const Waiting& waiting);

  MemoryOptions options;
  std::unique_ptr<server::Store> store = server::make_memory_store();
  std::unique_ptr<server::Handler> handler;
  std::map<std::string, std::string, std::less<>> owner_keys;
  std::vector<HttpRequest> requests;
  std::vector<Waiting> waiting;
  std::int64_t polls = 0;
  bool offline = false;
  int failing = 0;
  int failing_status = 0;
  std::int64_t failing_retry_after_ms = 0;
  int losing = 0;
};

MemoryTransport::Impl::Impl(MemoryOptions with) : options(std::move(with)) {
  if (!options.clock) options.clock = server::system_clock_ms;
  if (!options.random) options.random = server::system_random;
  server::HandlerOptions handler_options;
  handler_options.clock = options.clock;
  handler_options.random = options.random;
  handler_options.rate_limits = options.rate_limits;
  handler = std::make_unique<server::Handler>(*store, std::move(handler_options));
  for (const MemorySite& site : options.sites) {
    const auto added = server::add_site(*store, site.name, site.origins, options.random);
    if (added.ok()) owner_keys[site.name] = added.value().owner_key;
  }
  if (!options.demo_shop) return;
  const auto demo = server::seed_demo(*store, {options.clock(), options.random});
  if (demo.ok() && demo.value().added) owner_keys["demo"] = demo.value().owner_key;
}

Waiting MemoryTransport::Impl::sent(HttpRequest request, Done done) {
  Waiting one;
  one.request = std::move(request);
  one.done = std::move(done);
  one.due_poll = polls + options.latency_polls;
  one.due_ms = options.latency_ms > 0 ? options.clock() + options.latency_ms : 0;
  if (offline) {
    one.fate = Fate::kFailed;
  } else if (failing > 0) {
    --failing;
    one.fate = Fate::kFailed;
    one.status = failing_status;
    one.retry_after_ms = failing_retry_after_ms;
  } else if (losing > 0) {
    --losing;
    one.fate = Fate::kLost;
  }
  return one;
}

Result<HttpResponse> MemoryTransport::Impl::outcome(const Waiting& one) {
  if (one.fate == Fate::kFailed) {
    if (one.status == 0) return no_answer();
    return HttpResponse{one.status, one.retry_after_ms, {}};
  }
  HttpResponse response = from_api(handler->handle(to_api(one.request)));
  if (one.fate == Fate::kLost) return no_answer();
  return response;
}

MemoryTransport::MemoryTransport(MemoryOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
MemoryTransport::~MemoryTransport() = default;

void MemoryTransport::send(HttpRequest request, Done done) {
  impl_->requests.push_back(request);
  impl_->waiting.push_back(impl_->sent(std::move(request), std::move(done)));
}

void MemoryTransport::poll() {
  ++impl_->polls;
  std::vector<Waiting> due;
  std::vector<Waiting> later;
  const std::int64_t now = impl_->options.latency_ms > 0 ? impl_->options.clock() : 0;
  for (Waiting& one : std::exchange(impl_->waiting, {})) {
    const bool arrived = one.due_poll <= impl_->polls && one.due_ms <= now;
    (arrived ? due : later).push_back(std::move(one));
  }
  impl_->waiting = std::move(later);
  for (Waiting& one : due) one.done(impl_->outcome(one));
}

HttpResponse MemoryTransport::answer(const HttpRequest& request) {
  return from_api(impl_->handler->handle(to_api(request)));
}

std::string MemoryTransport::owner_key(std::string_view site) const {
  const auto found = impl_->owner_keys.find(site);
  return found == impl_->owner_keys.end() ? std::string() : found->second;
}

void MemoryTransport::fail_next(int count, int status, std::int64_t retry_after_ms) {
  impl_->failing = count;
  impl_->failing_status = status;
  impl_->failing_retry_after_ms = retry_after_ms;
}

void MemoryTransport::lose_next_answers(int count) { impl_->losing = count; }
void MemoryTransport::set_offline(bool offline) { impl_->offline = offline; }

void MemoryTransport::set_latency(int polls, std::int64_t milliseconds) {
  impl_->options.latency_polls = polls;
  impl_->options.latency_ms = milliseconds;
}

const std::vector<HttpRequest>& MemoryTransport::requests() const { return impl_->requests; }
void MemoryTransport::forget_requests() { impl_->requests.clear(); }

}  // namespace parvis
