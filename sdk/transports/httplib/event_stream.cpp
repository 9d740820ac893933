#include "event_stream.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "event_reader.hpp"
#include "worker.hpp"

namespace parvis {
namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr std::int64_t kFirstPauseMs = 1000;
constexpr std::int64_t kShortestPauseMs = 100;
constexpr std::int64_t kLongestPauseMs = 60'000;

}  // namespace

// Outlives the stream while its thread hangs in a name lookup.
struct EventStream::Shared {
  Shared(const HttplibOptions& given, const ProxyRules& proxies, std::string where, std::string from)
      : options(given), worker(given, proxies), address(std::move(where)), last_id(std::move(from)) {}

  const HttplibOptions options;
  Worker worker;
  const std::string address;
  EventReader reader;  // the thread's own

  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::string> events;
  std::string last_id;
  bool stopping = false;

  void run();
  void receive(std::string_view bytes);
  std::int64_t pause_ms(const Result<HttpResponse>& ended, int failures) const;
};

void EventStream::Shared::receive(std::string_view bytes) {
  std::vector<std::string> fresh;
  reader.read(bytes, fresh);
  if (fresh.empty()) return;
  {
    const std::lock_guard<std::mutex> lock(mutex);
    events.insert(events.end(), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
    if (!reader.last_id().empty()) last_id = reader.last_id();
  }
  if (options.wake) options.wake();
}

// A server that refuses is left alone for longer than one that is not there.
std::int64_t EventStream::Shared::pause_ms(const Result<HttpResponse>& ended, int failures) const {
  const std::int64_t asked = ended.ok() ? ended.value().retry_after_ms : 0;
  const std::int64_t first = reader.retry_ms() == 0
                                 ? kFirstPauseMs
                                 : std::clamp(reader.retry_ms(), kShortestPauseMs, kLongestPauseMs);
  const std::int64_t usual = first << std::min(failures, 6);
  const bool refused = ended.ok() && ended.value().status >= 400 && ended.value().status < 500;
  return std::max(asked, refused ? kLongestPauseMs : std::min(kLongestPauseMs, usual));
}

void EventStream::Shared::run() {
  int failures = 0;
  std::unique_lock<std::mutex> lock(mutex);
  while (!stopping) {
    const std::string from = last_id;
    lock.unlock();
    bool alive = false;
    const Result<HttpResponse> ended = worker.listen(address, from, [&](std::string_view bytes) {
      alive = true;
      receive(bytes);
    });
    reader.restart();
    lock.lock();
    failures = alive ? 0 : failures + 1;
    changed.wait_for(lock, Milliseconds(pause_ms(ended, failures)), [this] { return stopping; });
  }
}

EventStream::EventStream(const HttplibOptions& options, const ProxyRules& proxies, std::string address,
                         std::string last_id)
    : shared_(std::make_shared<Shared>(options, proxies, std::move(address), std::move(last_id))) {
  try {
    std::thread([shared = shared_] { shared->run(); }).detach();
  } catch (const std::system_error&) {
    // Without a thread to spare there are no live events; the client asks again by itself every minute.
  }
}

EventStream::~EventStream() {
  {
    const std::lock_guard<std::mutex> lock(shared_->mutex);
    shared_->stopping = true;
  }
  shared_->changed.notify_all();
  shared_->worker.stop();
}

std::vector<std::string> EventStream::take() {
  const std::lock_guard<std::mutex> lock(shared_->mutex);
  return std::exchange(shared_->events, {});
}

std::string EventStream::last_id() const {
  const std::lock_guard<std::mutex> lock(shared_->mutex);
  return shared_->last_id;
}

}  // namespace parvis
