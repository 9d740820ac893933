#include "rules/events.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_set>

#include "base/json.hpp"
#include "base/sha256.hpp"

namespace parvis::server {

namespace {

constexpr std::size_t kEpochBytes = 6;

std::string with_type(std::string_view type, std::string_view json) {
  JsonWriter head;
  head.begin_object().member("type", type);
  return head.take().append(json.size() > 2 ? "," : "").append(json.substr(1));
}

std::size_t size_of(const Event& event) {
  return sizeof event + event.page.size() + event.subject.size() + event.text.size();
}

}  // namespace

bool EventQuestion::wants(const Event& event) const {
  return event.site == site &&
         (event.page.empty() || std::find(pages.begin(), pages.end(), event.page) != pages.end());
}

EventHub::EventHub(std::string epoch, std::size_t events, std::size_t bytes)
    : epoch_(std::move(epoch)), max_events_(events), max_bytes_(bytes) {}

void EventHub::publish(RowId site, NewEvent published) {
  auto event = std::make_shared<Event>();
  event->site = site;
  if (published.about)
    event->subject =
        published.type + "\n" + *published.about + "\n" + std::to_string(site) + "\n" + published.page;
  const std::string data = with_type(published.type, published.json);
  event->page = std::move(published.page);

  const std::lock_guard lock(mutex_);
  event->sequence = newest_.load(std::memory_order_relaxed) + 1;
  event->text = "id: " + id_of(event->sequence) + "\ndata: " + data + "\n\n";
  bytes_ += size_of(*event);
  newest_.store(event->sequence, std::memory_order_release);
  events_.push_back(std::move(event));
  while (events_.size() > max_events_ || bytes_ > max_bytes_) {
    bytes_ -= size_of(*events_.front());
    events_.pop_front();
  }
  if (listener_) listener_();
}

void EventHub::publish_after(Writer& writer, RowId site, NewEvent event) {
  writer.after_commit([this, site, event = std::move(event)] { publish(site, event); });
}

std::string EventHub::id_of(std::uint64_t sequence) const { return epoch_ + "." + std::to_string(sequence); }

std::optional<std::uint64_t> EventHub::position(std::string_view id) const {
  if (!id.starts_with(epoch_) || id.substr(epoch_.size(), 1) != ".") return std::nullopt;
  const std::string_view digits = id.substr(epoch_.size() + 1);
  std::uint64_t sequence = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), sequence);
  if (failure != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  const std::lock_guard lock(mutex_);
  const std::uint64_t newest = newest_.load(std::memory_order_relaxed);
  if (sequence > newest || newest - sequence > events_.size()) return std::nullopt;
  return sequence;
}

std::optional<std::vector<EventPtr>> EventHub::since(std::uint64_t sequence) const {
  const std::lock_guard lock(mutex_);
  const std::uint64_t newest = newest_.load(std::memory_order_relaxed);
  const std::uint64_t count = newest - std::min(sequence, newest);
  if (count > events_.size()) return std::nullopt;
  return std::vector<EventPtr>(events_.end() - static_cast<std::ptrdiff_t>(count), events_.end());
}

void EventHub::listen(std::function<void()> listener) {
  const std::lock_guard lock(mutex_);
  listener_ = std::move(listener);
}

std::string new_epoch(const RandomBytes& random) {
  unsigned char bytes[kEpochBytes];
  random(bytes, sizeof bytes);
  return base64url({reinterpret_cast<const char*>(bytes), sizeof bytes});
}

std::string event_position(std::string_view id) { return "id: " + std::string(id) + "\n\n"; }

std::string event_reset(std::string_view id) {
  return "event: reset\nid: " + std::string(id) + "\ndata: {\"type\":\"reset\"}\n\n";
}

std::string catch_up(const EventHub& hub, const EventQuestion& question, std::uint64_t until) {
  if (question.after.empty()) return event_position(hub.id_of(until));
  const auto position = hub.position(question.after);
  const auto events = position ? hub.since(*position) : std::nullopt;
  if (!events) return event_reset(hub.id_of(until));
  std::vector<const Event*> telling;
  std::unordered_set<std::string_view> told;
  for (auto event = events->rbegin(); event != events->rend(); ++event) {
    const Event& one = **event;
    if (one.sequence > until || !question.wants(one)) continue;
    if (one.subject.empty() || told.insert(one.subject).second) telling.push_back(&one);
  }
  std::string text;
  for (auto event = telling.rbegin(); event != telling.rend(); ++event) text += (*event)->text;
  return text + event_position(hub.id_of(until));
}

}  // namespace parvis::server
