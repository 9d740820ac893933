// Reading: everything that is wanted when a poll comes goes out together, one request per page address.
#include <algorithm>
#include <utility>

#include "client_core.hpp"
#include "client_events.hpp"
#include "protocol/items_wire.hpp"

namespace parvis {
namespace {

constexpr std::size_t kMostDescriptors = 100;
constexpr std::size_t kLongestQuery = 5000;  // of descriptors; servers and caches cut addresses at 8 KB or so

// Readers who lost the server together should not return together; but a page that nobody acted on yet must
// not ask for randomness, so the time itself is mixed.
std::uint32_t mixed(std::int64_t time) {
  auto number = static_cast<std::uint64_t>(time) * 0x9E3779B97F4A7C15U;
  number ^= number >> 29;
  return static_cast<std::uint32_t>(number * 0xBF58476D1CE4E5B9U >> 32);
}

bool reads_item(Ask ask) { return ask == Ask::kRead || ask == Ask::kMore; }
bool reads_more(Ask ask) { return ask == Ask::kMore || ask == Ask::kMoreMine; }

}  // namespace

struct ClientCore::Batch {
  Ask ask = Ask::kRead;
  std::vector<std::shared_ptr<Entry>> entries;
  std::vector<Descriptor> asked;
  std::vector<std::uint64_t> writes_seen;  // per entry, when the request went out
  std::size_t length = 0;
};

bool ClientCore::may_ask(const Entry& entry, Ask ask) {
  const Wants& wants = entry.wants;
  if (!wants.has(ask) || wants.asking(ask) || !entry.mounted()) return false;
  if (entry.ready() && entry.pending() && !reads_more(ask)) return false;
  // A later page and the whole are never asked at once, since the one replaces what the other adds to.
  if (ask == Ask::kRead) return !wants.asking(Ask::kMore);
  if (ask == Ask::kMore) return !wants.asking(Ask::kRead) && !wants.has(Ask::kRead);
  return true;
}

void ClientCore::start_period() {
  const bool mounted =
      std::any_of(entries_.begin(), entries_.end(), [](const auto& entry) { return entry->mounted(); });
  if (options_.reread_every_ms <= 0 || !mounted) {
    period_due_ms_ = 0;
    return;
  }
  if (period_due_ms_ != 0 && now_ms_ >= period_due_ms_) {
    for (const auto& entry : entries_) entry->wants.add(Ask::kRead);
    period_due_ms_ = 0;
  }
  if (period_due_ms_ == 0) period_due_ms_ = now_ms_ + options_.reread_every_ms;
}

void ClientCore::send_reads() {
  for (int i = 0; i < kAskCount; ++i) collect(static_cast<Ask>(i));
}

bool ClientCore::fits(const Batch& batch, const Entry& entry, std::size_t length) const {
  const Entry& other = *batch.entries.front();
  return !entry.wants.alone && !other.wants.alone && batch.asked.size() < kMostDescriptors &&
         batch.length + length <= kLongestQuery &&
         other.mounted_page().address == entry.mounted_page().address &&
         other.mounted_page().canonical == entry.mounted_page().canonical;
}

void ClientCore::collect(Ask ask) {
  std::vector<std::shared_ptr<Batch>> batches;
  const bool stranger = !reads_item(ask) && queue_.token().empty();
  for (const auto& entry : entries_) {
    if (stranger && entry->wants.has(ask)) {  // who never acted has nothing of their own
      entry->wants.drop(ask);
      entry->set_mine_known();
    }
    if (!may_ask(*entry, ask) || entry->wants.not_before_ms > now_ms_) continue;
    Descriptor descriptor = reads_more(ask)     ? entry->wanted_more()
                            : ask == Ask::kMine ? entry->wanted_mine()
                                                : entry->wanted();
    const std::size_t length = write_descriptor(descriptor).size() + 3;
    Batch* place = nullptr;
    for (const auto& batch : batches) {
      if (place == nullptr && fits(*batch, *entry, length)) place = batch.get();
    }
    if (place == nullptr) {
      batches.push_back(std::make_shared<Batch>());
      place = batches.back().get();
      place->ask = ask;
    }
    place->entries.push_back(entry);
    place->asked.push_back(std::move(descriptor));
    place->writes_seen.push_back(entry->writes_seen);
    place->length += length;
    entry->wants.begin(ask);
  }
  for (const auto& batch : batches) send_batch(batch);
}

void ClientCore::send_batch(const std::shared_ptr<Batch>& batch) {
  const PageRef& page = batch->entries.front()->mounted_page();
  HttpRequest request =
      reads_item(batch->ask)
          ? read_request(options_.server, options_.site, page, batch->asked)
          : mine_request(options_.server, options_.site, queue_.token(), page, batch->asked);
  const std::weak_ptr<bool> alive = alive_;
  transport_.send(std::move(request), [this, alive, batch](const Result<HttpResponse>& result) {
    if (!alive.expired()) finish_batch(*batch, result);
  });
}

void ClientCore::finish_batch(const Batch& batch, const Result<HttpResponse>& result) {
  for (const auto& entry : batch.entries) entry->wants.end(batch.ask);
  const auto error = result.ok() ? apply_batch(batch, result.value()) : result.error();
  if (error) {
    fail_batch(batch, *error);
    return;
  }
  for (const auto& entry : batch.entries) {
    entry->wants.failures = 0;
    entry->wants.alone = false;
  }
  unify_due_ = true;
}

// Whether the answer holds an action that was under way could not be told.
bool ClientCore::stale(const Batch& batch, std::size_t index) {
  Entry& entry = *batch.entries[index];
  if (reads_more(batch.ask)) return false;
  if (entry.writes_seen == batch.writes_seen[index] && !(entry.ready() && entry.pending())) return false;
  entry.wants.add(batch.ask);
  return true;
}

std::optional<Error> ClientCore::apply_batch(const Batch& batch, const HttpResponse& response) {
  const std::size_t count = batch.entries.size();
  if (reads_item(batch.ask)) {
    const auto items = read_read_answer(response, batch.asked);
    if (!items.ok()) return items.error();
    for (std::size_t i = 0; i < count; ++i) {
      if (stale(batch, i)) continue;
      if (reads_more(batch.ask)) {
        batch.entries[i]->take_more(items.value()[i]);
      } else {
        batch.entries[i]->take_item(items.value()[i]);
      }
    }
    return std::nullopt;
  }
  const auto mine = read_mine_answer(response, count);
  if (!mine.ok()) return mine.error();
  for (std::size_t i = 0; i < count; ++i) {
    if (stale(batch, i)) continue;
    if (reads_more(batch.ask)) {
      batch.entries[i]->take_more_mine(mine.value().items[i]);
    } else {
      batch.entries[i]->take_mine(mine.value().items[i], mine.value().name);
    }
  }
  return std::nullopt;
}

void ClientCore::fail_batch(const Batch& batch, const Error& error) {
  const bool alone = batch.entries.size() == 1;
  for (const auto& entry : batch.entries) fail_entry(*entry, batch.ask, error, alone);
}

void ClientCore::fail_entry(Entry& entry, Ask ask, const Error& error, bool alone) {
  Wants& wants = entry.wants;
  const bool passing = error_is_transient(error.code);
  if (passing) {
    ++wants.failures;
    wants.forbidden_until_ms = now_ms_ + error.retry_after_ms;
    wants.not_before_ms =
        std::max(wants.forbidden_until_ms, now_ms_ + backoff_ms(wants.failures, mixed(now_ms_)));
  } else if (!alone) {
    wants.alone = true;
  }
  if (ask == Ask::kMore) {  // the reader sees it and presses again
    entry.take_more_failure(error);
    return;
  }
  if (passing || !alone) wants.add(ask);
  if (ask != Ask::kRead || (!passing && !alone)) return;
  const bool news = entry.status().phase == Phase::kLoading;
  entry.take_read_failure(error);
  if (!news) return;
  for (const Entry::Subscriber& subscriber : entry.subscribers()) {
    tell_event(subscriber.id, error_event(error));
  }
}

}  // namespace parvis
