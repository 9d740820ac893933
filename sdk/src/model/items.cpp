#include "model/items.hpp"

namespace parvis {
namespace {

template <typename State>
State ready_state() {
  State state;
  state.version = 1;
  state.status.phase = Phase::kReady;
  return state;
}

}  // namespace

std::vector<Network> default_networks() {
  return {Network::kFacebook, Network::kX,     Network::kWhatsApp, Network::kTelegram, Network::kBluesky,
          Network::kMastodon, Network::kEmail, Network::kCopy,     Network::kNative};
}

LikeState make_like_state(const LikeItem& item) {
  auto state = ready_state<LikeState>();
  state.shown = state.confirmed = {item.count, false};
  return state;
}

ShareState make_share_state(const ShareItem& item) {
  auto state = ready_state<ShareState>();
  state.url = item.url;
  state.title = item.title;
  state.image = item.image;
  state.networks = item.networks;
  state.total = item.total;
  return state;
}

FanState make_fan_state(const FanItem& item) {
  auto state = ready_state<FanState>();
  state.community = item.community;
  state.shown = state.confirmed = {item.count, false};
  return state;
}

ThreadState make_thread_state(const ThreadItem& item) {
  auto state = ready_state<ThreadState>();
  state.sort = item.sort;
  state.total = item.total;
  state.closed = item.closed;
  state.comments = item.comments;
  state.next = item.next;
  state.prev = item.prev;
  state.at = item.at;
  state.under = item.under;
  state.reactions = item.reactions;
  state.down_votes = item.down_votes;
  state.edit_ms = item.edit_ms;
  return state;
}

}  // namespace parvis
