// Where the server tells what happens to that which is shown.
#include <algorithm>
#include <set>

#include "base/url.hpp"
#include "client_core.hpp"

namespace parvis {
namespace {

constexpr std::size_t kMostPages = 100;

}  // namespace

std::string Client::events_address() const { return core_->events_address(); }

std::string Client::newest_event() const { return core_->newest_event(); }

std::string ClientCore::events_address() const {
  std::set<std::string_view> pages;
  for (const auto& entry : entries_) {
    if (entry->mounted() && !entry->page_key().empty() && pages.size() < kMostPages) {
      pages.insert(entry->page_key());
    }
  }
  if (pages.empty()) return {};
  std::string address = options_.server + "/v1/events?";
  if (!options_.site.empty()) address.append("site=").append(percent_encode(options_.site)).append("&");
  for (const std::string_view page : pages) address.append("p=").append(percent_encode(page)).append("&");
  for (const auto& entry : entries_) {
    if (!options_.site.empty() || entry->mounted_page().address.empty()) continue;
    address.append("address=").append(percent_encode(entry->mounted_page().address)).append("&");
    break;
  }
  address.pop_back();
  return address;
}

std::string ClientCore::newest_event() const {
  for (const auto& entry : entries_) {
    if (!entry->mounted() || entry->kind() != WidgetKind::kComments) continue;
    const std::string& event = static_cast<const ThreadEntry&>(*entry).state().event;
    if (!event.empty()) return event;
  }
  return {};
}

}  // namespace parvis
