// Widgets coming in: which entry they share, and what it starts from.
#include <algorithm>
#include <utility>

#include "client_core.hpp"

namespace parvis {

std::shared_ptr<Entry> ClientCore::find_entry(const PageRef& page, const Descriptor& options) const {
  for (const auto& entry : entries_) {
    if (entry->serves(page, options)) return entry;
  }
  return nullptr;
}

Entry* ClientCore::make_entry(const PageRef& page, const Descriptor& options) {
  switch (options.kind) {
    case WidgetKind::kLike:
      return new LikeEntry(*this, page, options);
    case WidgetKind::kShare:
      return new ShareEntry(*this, page, options);
    case WidgetKind::kFans:
      return new FanEntry(*this, page, options);
    default:
      break;
  }
  return new ThreadEntry(*this, page, options);
}

Mounted<Entry> ClientCore::mount(const PageRef& page, Descriptor options, const Seed* seed) {
  options.page_key.clear();
  options.limit = std::clamp<std::int64_t>(options.limit, 1, 100);
  if (options.kind == WidgetKind::kShare && options.networks.empty()) options.networks = default_networks();
  std::shared_ptr<Entry> entry = find_entry(page, options);
  const bool fresh = entry == nullptr;
  if (fresh) {
    entry.reset(make_entry(page, options));
    entries_.push_back(entry);
  }
  if (fresh || (seed != nullptr && !entry->ready())) start_entry(*entry, seed);
  // A thread asks for them when it knows what they are about.
  if (fresh && entry->kind() != WidgetKind::kComments) hand_over(*entry);
  const std::uint64_t subscription = ++last_subscription_;
  entry->subscribe(subscription);
  return {std::move(entry), subscription};
}

void ClientCore::start_entry(Entry& entry, const Seed* seed) {
  if (seed == nullptr) {
    entry.wants.add(Ask::kRead);
    entry.wants.add(Ask::kMine);
    return;
  }
  entry.wants.drop(Ask::kRead);
  entry.wants.drop(Ask::kMine);
  // A thread may want to know what is new on top of what was painted.
  entry.take_item(seed->item);
  if (seed->mine) {
    entry.take_mine(*seed->mine, {});
  } else {
    entry.wants.add(Ask::kMine);
  }
  unify_due_ = true;
}

// Pages named differently may turn out to be one. Entries with actions under way stay apart until these are
// answered; they see each other's answers all the same.
void ClientCore::unify() {
  if (!std::exchange(unify_due_, false)) return;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    for (std::size_t j = entries_.size(); j-- > i + 1;) {
      Entry& later = *entries_[j];
      if (!entries_[i]->ready() || !later.ready() || !later.same_as(*entries_[i])) continue;
      if (later.pending() || entries_[i]->pending()) {
        unify_due_ = true;
        continue;
      }
      later.merge_into(entries_[i]);
      entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(j));
    }
  }
}

}  // namespace parvis
