// Reading: everything that is wanted when a poll comes goes out together, one request per page address.
#include <algorithm>
#include <iterator>
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
  // Whether the answer holds the action under way already could not be told.
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
  std::vector<Batch> batches;
  for (int i = 0; i < kAskCount; ++i) collect(static_cast<Ask>(i), batches);
  for (Batch& batch : batches) send_batch(std::move(batch));
}

void ClientCore::collect(Ask ask, std::vector<Batch>& batches) {
  const bool stranger = !reads_item(ask) && queue_.token().empty();
  const std::size_t first = batches.size();
  for (const auto& entry : entries_) {
    if (stranger && entry->wants.has(ask)) {  // who never acted has nothing of their own
      entry->wants.drop(ask);
      entry->set_mine_known();
    }
    if (!may_ask(*entry, ask) || entry->wants.not_before_ms > now_ms_) continue;
    Descriptor descriptor = reads_more(ask) ? entry->wanted_more() : entry->wanted();
    const std::size_t length = write_descriptor(descriptor).size() + 3;
    auto place = std::find_if(
        batches.begin() + static_cast<std::ptrdiff_t>(first), batches.end(), [&](const Batch& batch) {
          const Entry& other = *batch.entries.front();
          return !entry->wants.alone && !other.wants.alone && batch.asked.size() < kMostDescriptors &&
                 batch.length + length <= kLongestQuery &&
                 other.mounted_page().address == entry->mounted_page().address &&
                 other.mounted_page().canonical == entry->mounted_page().canonical;
        });
    if (place == batches.end()) {
      batches.emplace_back();
      place = std::prev(batches.end());
      place->ask = ask;
    }
    place->entries.push_back(entry);
    place->asked.push_back(std::move(descriptor));
    place->writes_seen.push_back(entry->writes_seen);
    place->length += length;
    entry->wants.begin(ask);
  }
}

void ClientCore::send_batch(Batch batch) {
  const PageRef& page = batch.entries.front()->mounted_page();
  HttpRequest request = reads_item(batch.ask)
                            ? read_request(options_.server, options_.site, page, batch.asked)
                            : mine_request(options_.server, options_.site, queue_.token(), page, batch.asked);
  const std::weak_ptr<bool> alive = alive_;
  transport_.send(std::move(request), [this, alive, batch = std::move(batch)](Result<HttpResponse> result) {
    if (!alive.expired()) finish_batch(batch, result);
  });
}

void ClientCore::finish_batch(const Batch& batch, const Result<HttpResponse>& result) {
  for (const auto& entry : batch.entries) entry->wants.end(batch.ask);
  if (!result.ok()) {
    fail_batch(batch, result.error());
    return;
  }
  const Status applied = apply_batch(batch, result.value());
  if (!applied.ok()) {
    fail_batch(batch, applied.error());
    return;
  }
  for (const auto& entry : batch.entries) {
    entry->wants.failures = 0;
    entry->wants.alone = false;
  }
  unify_due_ = true;
}

Status ClientCore::apply_batch(const Batch& batch, const HttpResponse& response) {
  std::vector<Item> items;
  MineAnswer mine;
  if (reads_item(batch.ask)) {
    auto answer = read_read_answer(response, batch.asked);
    if (!answer.ok()) return answer.error();
    items = std::move(answer).value().items;
  } else {
    auto answer = read_mine_answer(response, batch.asked.size());
    if (!answer.ok()) return answer.error();
    mine = std::move(answer).value();
  }
  for (std::size_t i = 0; i < batch.entries.size(); ++i) {
    Entry& entry = *batch.entries[i];
    const bool unsure = entry.ready() && entry.pending();
    const bool stale = unsure || entry.writes_seen != batch.writes_seen[i];
    if (stale && !reads_more(batch.ask)) {
      entry.wants.add(batch.ask);
      continue;
    }
    switch (batch.ask) {
      case Ask::kRead:
        entry.take_item(items[i]);
        break;
      case Ask::kMine:
        entry.take_mine(mine.items[i], mine.name);
        break;
      case Ask::kMore:
        entry.take_more(items[i]);
        break;
      case Ask::kMoreMine:
        entry.take_more_mine(mine.items[i]);
        break;
    }
  }
  return Unit{};
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
  for (const std::uint64_t id : entry.subscribers()) tell_event(id, error_event(error));
}

}  // namespace parvis
