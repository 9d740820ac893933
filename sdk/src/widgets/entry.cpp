#include "widgets/entry.hpp"

#include <utility>

namespace parvis {
namespace {

// What distinguishes pages before the server named them: it decides by the first of these that is there.
std::string_view identity(const PageRef& page) {
  if (!page.key.empty()) return page.key;
  return page.canonical.empty() ? page.address : page.canonical;
}

}  // namespace

PageRef Entry::page_ref() const {
  PageRef page = page_;
  if (!page_key_.empty()) page.key = page_key_;
  return page;
}

Descriptor Entry::wanted() const {
  Descriptor descriptor = options_;
  // A community belongs to the site, not to a page.
  if (kind() != WidgetKind::kFans) descriptor.page_key = page_.key;
  return descriptor;
}

bool Entry::serves(const PageRef& page, const Descriptor& options) const {
  if (!(options == options_)) return false;
  if (kind() == WidgetKind::kFans || (!page_key_.empty() && page_key_ == page.key)) return true;
  return identity(page) == identity(page_);
}

bool Entry::same_as(const Entry& other) const {
  return !page_key_.empty() && page_key_ == other.page_key_ && options_ == other.options_;
}

void Entry::take_read_failure(const Error& error) {
  if (ready()) return;  // what is shown stays right enough; the client asks again
  WidgetStatus& status = change();
  status.phase = Phase::kFailed;
  status.error = error;
}

void Entry::loaded() {
  if (ready()) return;
  WidgetStatus& status = change();
  status.phase = Phase::kReady;
  status.error.reset();
}

Write Entry::new_write(Verb verb) const {
  Write write;
  write.verb = verb;
  write.page = page_ref();
  return write;
}

Error Entry::queue_full() {
  return Error{ErrorCode::kUnavailable, "too many actions are waiting for the server", 0};
}

void Entry::take_delay(const Error& error) {
  if (status().error != error) change().error = error;
}

void Entry::unsubscribe(std::uint64_t id) {
  std::erase_if(subscribers_, [id](const Subscriber& subscriber) { return subscriber.id == id; });
}

void Entry::on_change(std::uint64_t id, OnChange callback) {
  for (Subscriber& subscriber : subscribers_) {
    if (subscriber.id != id) continue;
    subscriber.callback = std::move(callback);
    return;
  }
}

void Entry::subscribe(std::uint64_t id) {
  subscribers_.emplace_back();
  subscribers_.back().id = id;
  subscribers_.back().told_version = version();
}

Entry::Subscriber* Entry::untold(std::uint64_t version) {
  for (Subscriber& subscriber : subscribers_) {
    if (subscriber.told_version < version) return &subscriber;
  }
  return nullptr;
}

void Entry::merge_into(std::shared_ptr<Entry> other) {
  for (Subscriber& subscriber : subscribers_) other->subscribers_.push_back(std::move(subscriber));
  subscribers_.clear();
  while (other->version() <= version()) other->change();
  merged_into_ = std::move(other);
}

Entry& Entry::resolved() {
  Entry* entry = this;
  while (entry->merged_into_) entry = entry->merged_into_.get();
  return *entry;
}

}  // namespace parvis
