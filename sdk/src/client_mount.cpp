// Widgets coming in: which entry they share, and what it starts from.
#include <algorithm>
#include <utility>

#include "client_core.hpp"
#include "client_events.hpp"

namespace parvis {

std::shared_ptr<Entry> ClientCore::find_entry(WidgetKind kind, const PageRef& page,
                                              const Descriptor& options) const {
  for (const auto& entry : entries_) {
    if (entry->serves(kind, page, options)) return entry;
  }
  return nullptr;
}

template <typename T>
Mounted<T> ClientCore::mount_entry(WidgetKind kind, const PageRef& page, Descriptor options,
                                   const Seed* seed) {
  options.kind = kind;
  auto entry = std::static_pointer_cast<T>(find_entry(kind, page, options));
  if (!entry) {
    entry = std::make_shared<T>(static_cast<Actions&>(*this), page, std::move(options));
    entries_.push_back(entry);
    start_entry(*entry, seed);
  } else if (seed != nullptr && !entry->ready()) {
    start_entry(*entry, seed);
  }
  const std::uint64_t subscription = ++last_subscription_;
  entry->subscribe(subscription);
  if (entry->ready_told) tell_event(subscription, ready_event(kind));
  return {std::move(entry), subscription};
}

void ClientCore::start_entry(Entry& entry, const Seed* seed) {
  if (seed == nullptr) {
    entry.wants.add(Ask::kRead);
    entry.wants.add(Ask::kMine);
    return;
  }
  entry.take_item(seed->item);
  entry.wants.drop(Ask::kRead);
  if (seed->mine) {
    entry.take_mine(*seed->mine, {});
    entry.wants.drop(Ask::kMine);
  } else {
    entry.wants.add(Ask::kMine);
  }
  unify_due_ = true;
}

Mounted<LikeEntry> ClientCore::mount(const LikeOptions& options, const Seed* seed) {
  Descriptor descriptor;
  descriptor.page_key = options.page.key;
  return mount_entry<LikeEntry>(WidgetKind::kLike, options.page, std::move(descriptor), seed);
}

Mounted<ShareEntry> ClientCore::mount(const ShareOptions& options, const Seed* seed) {
  Descriptor descriptor;
  descriptor.page_key = options.page.key;
  descriptor.networks = options.networks.empty() ? default_networks() : options.networks;
  descriptor.url = options.url;
  descriptor.title = options.title;
  descriptor.image = options.image;
  return mount_entry<ShareEntry>(WidgetKind::kShare, options.page, std::move(descriptor), seed);
}

Mounted<FanEntry> ClientCore::mount(const FanOptions& options, const Seed* seed) {
  Descriptor descriptor;
  descriptor.community = options.community;
  return mount_entry<FanEntry>(WidgetKind::kFans, options.page, std::move(descriptor), seed);
}

Mounted<ThreadEntry> ClientCore::mount(const ThreadOptions& options, const Seed* seed) {
  Descriptor descriptor;
  descriptor.page_key = options.page.key;
  descriptor.sort = options.sort;
  descriptor.limit = std::clamp<std::int64_t>(options.page_size, 1, 100);
  return mount_entry<ThreadEntry>(WidgetKind::kComments, options.page, std::move(descriptor), seed);
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
