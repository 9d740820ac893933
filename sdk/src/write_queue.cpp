#include "write_queue.hpp"

#include <algorithm>
#include <utility>

#include "base/json.hpp"
#include "base/sha256.hpp"
#include "platform_random.hpp"

namespace parvis {
namespace {

constexpr std::size_t kMaxWaiting = 100;
// A server that answers, but never with a verdict, is asked this often before the action is given up; a
// server that does not answer is waited for without end.
constexpr int kMaxBrokenAnswers = 8;
constexpr std::int64_t kFirstPauseMs = 1000;
constexpr std::int64_t kLongestPauseMs = 60'000;
constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kTokenLength = 43;
constexpr std::size_t kKeyBytes = 16;

}  // namespace

std::int64_t backoff_ms(int failures, std::uint32_t random) {
  const std::int64_t pause = std::min(kLongestPauseMs, kFirstPauseMs << std::clamp(failures - 1, 0, 16));
  return pause / 2 + static_cast<std::int64_t>(random) % (pause / 2 + 1);
}

WriteQueue::WriteQueue(DeviceStore& store, const RandomBytes& random) : store_(store), random_(random) {
  load();
}

bool WriteQueue::full() const { return writes_.size() >= kMaxWaiting; }

const std::string& WriteQueue::token() {
  if (token_.empty()) {
    token_ = store_.get("token");
    if (token_.size() != kTokenLength) token_.clear();
  }
  return token_;
}

const std::string& WriteQueue::ensure_token() {
  if (token().empty()) {
    token_ = random_text(kTokenBytes);
    store_.set("token", token_);
  }
  return token_;
}

void WriteQueue::fill(unsigned char* out, std::size_t size) {
  if (random_) {
    random_(out, size);
  } else {
    platform_random(out, size);
  }
}

std::string WriteQueue::random_text(std::size_t size) {
  unsigned char bytes[kTokenBytes];
  fill(bytes, size);
  return base64url({reinterpret_cast<const char*>(bytes), size});
}

std::string WriteQueue::new_key() { return random_text(kKeyBytes); }

void WriteQueue::push(QueuedWrite write) {
  keys_.push_back(write.key);
  writes_.push_back(std::move(write));
  // At once: the program may end while the first request is under way.
  save();
}

bool WriteQueue::withdraw(std::string_view key) {
  const auto write = std::find_if(writes_.begin(), writes_.end(), [key](const QueuedWrite& other) {
    return other.key == key && !other.attempted;
  });
  if (write == writes_.end()) return false;
  writes_.erase(write);
  if (kept_) save();
  return true;
}

bool WriteQueue::give_up(std::string_view key) {
  const auto write = std::find_if(writes_.begin(), writes_.end(),
                                  [key](const QueuedWrite& other) { return other.key == key; });
  if (write == writes_.end() || (under_way_ && write == writes_.begin())) return false;
  if (write == writes_.begin()) due_ms_ = not_before_ms_;
  writes_.erase(write);
  if (kept_) save();
  return true;
}

const QueuedWrite* WriteQueue::take(std::int64_t now_ms) {
  if (due_ms() > now_ms) return nullptr;
  under_way_ = true;
  writes_.front().attempted = true;
  return &writes_.front();
}

const QueuedWrite* WriteQueue::find(std::string_view key) const {
  for (const QueuedWrite& write : writes_) {
    if (write.key == key) return &write;
  }
  return nullptr;
}

void WriteQueue::finish() {
  writes_.erase(writes_.begin());
  under_way_ = false;
  due_ms_ = not_before_ms_ = 0;
  if (kept_) save();
}

bool WriteQueue::delay(const Error& error, std::int64_t now_ms) {
  under_way_ = false;
  QueuedWrite& write = writes_.front();
  ++write.failures;
  const bool broken = error.code == ErrorCode::kInternal || error.code == ErrorCode::kBadAnswer;
  if (broken && write.failures >= kMaxBrokenAnswers) return false;
  unsigned char bytes[2];
  fill(bytes, sizeof(bytes));
  const std::uint32_t number = static_cast<std::uint32_t>(bytes[0]) << 8 | bytes[1];
  not_before_ms_ = now_ms + std::max<std::int64_t>(0, error.retry_after_ms);
  due_ms_ = std::max(not_before_ms_, now_ms + backoff_ms(write.failures, number));
  save();
  return true;
}

std::int64_t WriteQueue::due_ms() const { return writes_.empty() || under_way_ ? INT64_MAX : due_ms_; }

// [["like","{…body…}"], …]; the bodies hold no token, so the outbox is no second place of the secret.
void WriteQueue::load() {
  const std::string kept = store_.get("outbox");
  if (kept.empty() || token().empty()) return;
  const auto document = JsonDocument::parse(kept);
  if (!document.ok()) return;
  for (JsonValue row = document.value().root().first(); row; row = row.next()) {
    const auto verb = verb_from_path(row[0].text());
    const auto body = JsonDocument::parse(row[1].text());
    if (!verb || !body.ok() || full()) continue;
    QueuedWrite write;
    write.verb = *verb;
    write.key = body.value().root()["key"].text();
    write.page = body.value().root()["page"]["key"].text();
    write.body = row[1].text();
    write.attempted = true;
    if (write.key.empty()) continue;
    keys_.push_back(write.key);
    writes_.push_back(std::move(write));
  }
  kept_ = true;
}

bool WriteQueue::is_ours(std::string_view key) const {
  return key.empty() || std::find(keys_.begin(), keys_.end(), key) != keys_.end();
}

// Other programs of the reader, or other tabs, keep their actions in the same place: theirs stay.
void WriteQueue::save() {
  JsonWriter out;
  out.begin_array();
  kept_ = !writes_.empty();
  bool others = false;
  if (const auto stored = JsonDocument::parse(store_.get("outbox")); stored.ok()) {
    for (JsonValue row = stored.value().root().first(); row; row = row.next()) {
      const auto body = JsonDocument::parse(row[1].text());
      if (!body.ok() || is_ours(body.value().root()["key"].text())) continue;
      out.begin_array().string(row[0].text()).string(row[1].text()).end_array();
      others = true;
    }
  }
  for (const QueuedWrite& write : writes_) {
    out.begin_array().string(verb_path(write.verb)).string(write.body).end_array();
  }
  out.end_array();
  store_.set("outbox", kept_ || others ? std::string_view(out.text()) : std::string_view());
}

}  // namespace parvis
