#include "widgets/share_entry.hpp"

#include <algorithm>

#include "model/share_links.hpp"
#include "parvis/text.hpp"

namespace parvis {
namespace {

constexpr std::string_view kInstance = "mastodon";

}  // namespace

ShareEntry::ShareEntry(Actions& actions, const PageRef& page, const Descriptor& options)
    : Entry(actions, page, options) {
  state_.url = options.url;
  if (state_.url.empty()) state_.url = page.canonical;
  if (state_.url.empty()) state_.url = page.address;
  state_.title = options.title;
  state_.image = options.image;
  for (const Network network : options.networks) confirmed_.push_back({network, 0});
  state_.networks = confirmed_;
  state_.mastodon_instance = actions_->remembered(kInstance);
}

WidgetStatus& ShareEntry::change() {
  ++state_.version;
  return state_.status;
}

bool ShareEntry::shared(Network network) const {
  return std::find(shared_.begin(), shared_.end(), network) != shared_.end();
}

void ShareEntry::show() {
  change().pending = !sent_.empty();
  state_.networks = confirmed_;
  state_.total = confirmed_total_;
  std::vector<Network> counted = shared_;  // a network counts once, however often it was pressed
  for (const SentAction& action : sent_.all()) {
    if (std::find(counted.begin(), counted.end(), action.network) != counted.end()) continue;
    counted.push_back(action.network);
    ++state_.total;
    for (ShareCount& count : state_.networks) {
      if (count.network == action.network) ++count.count;
    }
  }
}

std::string ShareEntry::link(Network network) const {
  return share_link(network, state_.url, state_.title, state_.image, state_.mastodon_instance);
}

void ShareEntry::share(Network network, const Origin& origin) {
  if (actions_ == nullptr) return;
  if (network == Network::kMastodon && state_.mastodon_instance.empty() && origin.key.empty()) {
    change();
    state_.asking_instance = true;
    return;
  }
  Write write = new_write(Verb::kShare);
  write.network = network;
  const bool taken = sent_.submit(write, origin, *actions_);
  show();
  if (!taken) change().error = queue_full();
}

void ShareEntry::adopt(std::string_view key, const Write& queued) {
  if (queued.verb != Verb::kShare) return;
  sent_.adopt(key, queued);
  show();
}

bool ShareEntry::set_mastodon_instance(std::string_view host) {
  if (actions_ == nullptr) return false;
  const std::string name = mastodon_host(host);
  if (name.empty()) {
    change().error = Error{ErrorCode::kInvalidField, "not the name of a host", 0, "instance"};
    return false;
  }
  state_.status.error.reset();
  actions_->remember(kInstance, name);
  take_instance(name);
  return true;
}

void ShareEntry::take_instance(std::string_view host) {
  change();
  state_.mastodon_instance = host;
  state_.asking_instance = false;
}

void ShareEntry::cancel_instance() {
  change().error.reset();
  state_.asking_instance = false;
}

void ShareEntry::take_item(const Item& item) {
  const auto* share = std::get_if<ShareItem>(&item);
  if (share == nullptr) return;
  learn_page(share->page);
  state_.url = share->url;
  state_.title = share->title;
  state_.image = share->image;
  confirmed_ = share->networks;
  confirmed_total_ = share->total;
  loaded();
  show();
}

void ShareEntry::take_mine(const MineItem& mine, const std::string&) {
  set_mine_known();
  shared_ = mine.shared;
  show();
}

bool ShareEntry::take_answer(const WriteAnswer& answer, std::string_view key) {
  if (answer.verb != Verb::kShare || !(owns(key) || is_page(answer.page))) return false;
  learn_page(answer.page);
  sent_.drop(key);
  if (!shared(answer.network)) shared_.push_back(answer.network);
  take_count(answer.network, answer.count, answer.total);
  change().error.reset();
  show();
  return true;
}

void ShareEntry::take_count(Network network, std::int64_t count, std::int64_t total) {
  for (ShareCount& shown : confirmed_) {
    if (shown.network == network) shown.count = count;
  }
  confirmed_total_ = total;
}

void ShareEntry::take_event(std::string_view type, JsonValue event) {
  if (type != "share" || !ready() || !sent_.empty() || !is_page(event["page"].text())) return;
  const auto network = network_from_name(event["network"].text());
  if (!network) return;
  take_count(*network, event["count"].integer(), event["total"].integer());
  show();
}

bool ShareEntry::take_refusal(std::string_view key, const Error& error) {
  if (!owns(key)) return false;
  sent_.drop(key);
  change().error = error;
  show();
  return true;
}

}  // namespace parvis
