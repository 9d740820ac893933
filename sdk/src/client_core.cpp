#include "client_core.hpp"

#include <algorithm>
#include <utility>

#include "client_events.hpp"

namespace parvis {
namespace {

constexpr std::string_view kMastodon = "mastodon";

}  // namespace

ClientCore::ClientCore(ClientOptions&& options, Transport& transport, Storage& storage)
    : options_(std::move(options)),
      transport_(transport),
      store_(storage, options_.server),
      queue_(store_, options_.random) {}

ClientCore::~ClientCore() {
  for (const auto& entry : entries_) entry->detach();
}

std::int64_t ClientCore::poll(std::int64_t now_ms) {
  if (polling_) return Client::kNever;
  polling_ = true;
  now_ms_ = now_ms;
  transport_.poll();
  for (const auto& entry : entries_) entry->tick(now_ms_);
  unify();
  start_period();
  send_reads();
  send_write();
  tell_ready();
  if (!notify()) return Client::kNever;
  forget_unused();
  polling_ = false;
  return next_wish();
}

void ClientCore::refresh() {
  for (const auto& entry : entries_) {
    entry->wants.add(Ask::kRead);
    entry->wants.add(Ask::kMine);
    entry->wants.failures = 0;
    entry->wants.not_before_ms = entry->wants.forbidden_until_ms;
  }
  queue_.hurry();
}

std::string ClientCore::submit(const Write& write, const Origin& origin) {
  if (queue_.full()) return {};
  queue_.ensure_token();
  QueuedWrite queued;
  queued.verb = write.verb;
  queued.key = origin.key.empty() ? queue_.new_key() : origin.key;
  queued.body = write_body(write, options_.site, queued.key);
  queued.page = write.page.key;
  queued.subscription = origin.subscription;
  queued.attempted = !origin.key.empty();
  std::string key = queued.key;
  queue_.push(std::move(queued));
  return key;
}

void ClientCore::remember(std::string_view name, std::string_view value) {
  store_.set(name, value);
  if (name != kMastodon) return;
  for (const auto& entry : entries_) {
    if (entry->kind() == WidgetKind::kShare) static_cast<ShareEntry&>(*entry).take_instance(value);
  }
}

void ClientCore::send_write() {
  const QueuedWrite* write = queue_.take(now_ms_);
  if (write == nullptr) return;
  const std::weak_ptr<bool> alive = alive_;
  transport_.send(write_request(options_.server, write->verb, queue_.ensure_token(), write->body),
                  [this, alive, key = write->key](Result<HttpResponse> result) {
                    if (!alive.expired()) finish_write(key, result);
                  });
}

void ClientCore::finish_write(const std::string& key, const Result<HttpResponse>& result) {
  const QueuedWrite* found = queue_.find(key);
  if (found == nullptr) return;
  const QueuedWrite write = *found;
  auto answer = result.ok() ? read_write_answer(write.verb, result.value()) : result.error();
  if (answer.ok()) {
    queue_.finish();
    for (const auto& entry : entries_) {
      if (entry->take_answer(answer.value(), key)) ++entry->writes_seen;
    }
    tell_event(write.subscription, write_event(answer.value(), write.page));
    return;
  }
  const Error& error = answer.error();
  if (error_is_transient(error.code) && queue_.delay(error, now_ms_)) {
    // One lost packet is not worth a word; a wait that the reader notices is.
    const bool noticeable = write.failures > 0 || error.retry_after_ms > 0;
    for (const auto& entry : entries_) {
      // All that waits, waits behind this one.
      if (noticeable && entry->pending()) entry->take_delay(error);
    }
    return;
  }
  queue_.finish();
  for (const auto& entry : entries_) {
    if (entry->take_refusal(key, error)) ++entry->writes_seen;
  }
  tell_event(write.subscription, error_event(error));
}

void ClientCore::tell_event(std::uint64_t subscription, const std::string& json) {
  if (event_sink_ && subscription != 0) event_sink_(subscription, json);
}

void ClientCore::tell_ready() {
  for (const auto& entry : entries_) {
    if (!entry->ready()) continue;
    for (Entry::Subscriber& subscriber : entry->subscribers()) {
      if (std::exchange(subscriber.told_ready, true)) continue;
      tell_event(subscriber.id, ready_event(entry->kind()));
    }
  }
}

// Callbacks may mount, unmount and destroy anything, the client included; entries only ever grow meanwhile.
// What they change is told with the next poll.
bool ClientCore::notify() {
  const std::weak_ptr<bool> alive = alive_;
  const std::size_t count = entries_.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::shared_ptr<Entry> entry = entries_[i];
    const std::uint64_t version = entry->version();
    while (Entry::Subscriber* subscriber = entry->untold(version)) {
      subscriber->told_version = version;
      const OnChange callback = subscriber->callback;
      if (callback) callback();
      if (alive.expired()) return false;
    }
  }
  return true;
}

void ClientCore::forget_unused() {
  std::erase_if(entries_,
                [](const std::shared_ptr<Entry>& entry) { return !entry->mounted() && !entry->pending(); });
}

std::int64_t ClientCore::next_wish() const {
  std::int64_t wish = queue_.due_ms();
  if (period_due_ms_ != 0) wish = std::min(wish, period_due_ms_);
  for (const auto& entry : entries_) {
    if (entry->untold(entry->version()) != nullptr) wish = now_ms_;
    for (int i = 0; i < kAskCount; ++i) {
      if (may_ask(*entry, static_cast<Ask>(i))) {
        wish = std::min(wish, std::max(now_ms_, entry->wants.not_before_ms));
      }
    }
  }
  return wish == INT64_MAX ? wish : std::max(wish, now_ms_);
}

}  // namespace parvis
