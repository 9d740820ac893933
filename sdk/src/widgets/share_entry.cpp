#include "widgets/share_entry.hpp"

#include <algorithm>

#include "model/share_links.hpp"

namespace parvis {
namespace {

constexpr std::string_view kInstance = "mastodon";

}  // namespace

ShareEntry::ShareEntry(Actions& actions, PageRef page, Descriptor options)
    : Entry(actions, WidgetKind::kShare, std::move(page), std::move(options)) {
  const Descriptor& own = this->options();
  state_.url = own.url;
  if (state_.url.empty()) state_.url = mounted_page().canonical;
  if (state_.url.empty()) state_.url = mounted_page().address;
  state_.title = own.title;
  state_.image = own.image;
  for (const Network network : own.networks) confirmed_.push_back({network, 0});
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

bool ShareEntry::owns(std::string_view key) const {
  return std::any_of(sent_.begin(), sent_.end(), [key](const Sent& sent) { return sent.key == key; });
}

void ShareEntry::show() {
  change().pending = !sent_.empty();
  state_.networks = confirmed_;
  state_.total = confirmed_total_;
  for (std::size_t i = 0; i < sent_.size(); ++i) {
    const Network network = sent_[i].network;
    const bool repeated = std::any_of(sent_.begin(), sent_.begin() + static_cast<std::ptrdiff_t>(i),
                                      [network](const Sent& sent) { return sent.network == network; });
    if (repeated || shared(network)) continue;
    ++state_.total;
    for (ShareCount& count : state_.networks) {
      if (count.network == network) ++count.count;
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
  Write write;
  write.verb = Verb::kShare;
  write.page = page_ref();
  write.network = network;
  std::string key = actions_->submit(write, origin);
  if (key.empty()) {
    change().error = queue_full();
    return;
  }
  sent_.push_back({std::move(key), network});
  show();
}

bool ShareEntry::set_mastodon_instance(std::string_view host) {
  const std::string name = mastodon_host(host);
  if (actions_ == nullptr || name.empty()) return false;
  actions_->remember(kInstance, name);
  take_instance(name);
  return true;
}

void ShareEntry::take_instance(const std::string& host) {
  change();
  state_.mastodon_instance = host;
  state_.asking_instance = false;
}

void ShareEntry::cancel_instance() {
  change();
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
  std::erase_if(sent_, [key](const Sent& sent) { return sent.key == key; });
  if (!shared(answer.network)) shared_.push_back(answer.network);
  for (ShareCount& count : confirmed_) {
    if (count.network == answer.network) count.count = answer.count;
  }
  confirmed_total_ = answer.total;
  change().error.reset();
  show();
  return true;
}

bool ShareEntry::take_refusal(std::string_view key, const Error& error) {
  if (!owns(key)) return false;
  std::erase_if(sent_, [key](const Sent& sent) { return sent.key == key; });
  change().error = error;
  show();
  return true;
}

}  // namespace parvis
