#include "watched_transport.hpp"

#include <algorithm>

namespace parvis::demo {
namespace {

constexpr std::size_t kKept = 200;

Error nothing_arrived() { return Error{ErrorCode::kNetwork, "made to fail in the inspector", 0}; }

}  // namespace

WatchedTransport::WatchedTransport(Transport& inner, std::function<std::int64_t()> clock)
    : inner_(inner), clock_(std::move(clock)) {}

WatchedTransport::~WatchedTransport() = default;

void WatchedTransport::send(HttpRequest request, Done done) {
  std::int64_t number = ++last_number_;
  seen_.push_back({.number = number, .sent_ms = clock_(), .request = request, .answer = {}});
  if (seen_.size() > kKept) seen_.pop_front();
  ++under_way_;
  ++changes_;
  if (offline) return arrived(number, false, nothing_arrived(), std::move(done));
  if (fail_next > 0) {
    --fail_next;
    return arrived(number, false, HttpResponse{503, 0, {}}, std::move(done));
  }
  bool lost = lose_next > 0;
  if (lost) --lose_next;
  inner_.send(std::move(request), [this, alive = std::weak_ptr(alive_), number, lost,
                                   done = std::move(done)](Result<HttpResponse> result) mutable {
    if (alive.lock()) arrived(number, lost, std::move(result), std::move(done));
  });
}

void WatchedTransport::arrived(std::int64_t number, bool lost, Result<HttpResponse> result, Done done) {
  if (lost) result = nothing_arrived();
  std::int64_t due = clock_() + delay_ms;
  held_.push_back({due, result, [this, number, done = std::move(done)](Result<HttpResponse> final) {
                     deliver(number, final);
                     done(std::move(final));
                   }});
}

void WatchedTransport::deliver(std::int64_t number, const Result<HttpResponse>& result) {
  --under_way_;
  ++changes_;
  auto one =
      std::find_if(seen_.begin(), seen_.end(), [&](const auto& seen) { return seen.number == number; });
  if (one == seen_.end()) return;
  one->took_ms = std::max<std::int64_t>(0, clock_() - one->sent_ms);
  one->status = result.ok() ? result.value().status : 0;
  one->answer = result.ok() ? result.value().body : result.error().detail;
}

void WatchedTransport::poll() {
  inner_.poll();
  std::int64_t now = clock_();
  std::vector<Held> due, later;
  for (Held& one : std::exchange(held_, {})) (one.due_ms <= now ? due : later).push_back(std::move(one));
  held_ = std::move(later);
  for (Held& one : due) one.done(std::move(one.result));
}

std::int64_t WatchedTransport::next_due() const {
  std::int64_t next = INT64_MAX;
  for (const Held& one : held_) next = std::min(next, one.due_ms);
  return next;
}

}  // namespace parvis::demo
