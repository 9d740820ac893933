#include "states.hpp"

#include <utility>

#include "thread_states.hpp"

namespace parvis::test {
namespace {

WidgetStatus failed() { return {Phase::kFailed, false, Error{ErrorCode::kNetwork, "", 0}}; }
WidgetStatus refused(ErrorCode code) { return {Phase::kReady, false, Error{code, "", 0}}; }
WidgetStatus ready() { return {Phase::kReady, false, std::nullopt}; }
WidgetStatus pending() { return {Phase::kReady, true, std::nullopt}; }

LikeState like(std::int64_t count, bool on, WidgetStatus status) {
  LikeState state;
  state.status = std::move(status);
  state.shown = {count, on};
  return state;
}

FanState fans(std::int64_t count, bool on, WidgetStatus status) {
  FanState state;
  state.status = std::move(status);
  state.shown = {count, on};
  return state;
}

ShareState share(std::vector<ShareCount> networks, std::int64_t total) {
  ShareState state;
  state.status = ready();
  state.url = "https://shop.example/mug?a=1&b=2";
  state.title = "Blue \"mug\" & saucer";
  state.image = "https://shop.example/mug.jpg";
  state.networks = std::move(networks);
  state.total = total;
  return state;
}

std::vector<ShareCount> usual_networks() {
  return {{Network::kFacebook, 3}, {Network::kX, 0},       {Network::kWhatsApp, 1},
          {Network::kTelegram, 0}, {Network::kBluesky, 0}, {Network::kMastodon, 0},
          {Network::kEmail, 0},    {Network::kCopy, 1},    {Network::kNative, 0}};
}

std::vector<ShareCount> all_networks() {
  std::vector<ShareCount> all;
  for (int i = 0; i < kNetworkCount; ++i) all.push_back({static_cast<Network>(i), 0});
  return all;
}

void add_shares(std::vector<GoldenState>& out, const view::ViewContext& context) {
  out.push_back({"share-loading", view::view_share({}, context)});
  out.push_back({"share-none-yet", view::view_share(share(all_networks(), 0), context)});
  ShareState state = share(usual_networks(), 5);
  out.push_back({"share-ready", view::view_share(state, context)});
  state.asking_instance = true;
  out.push_back({"share-instance", view::view_share(state, context)});
  state.asking_instance = false;
  state.mastodon_instance = "mastodon.example";
  state.status = refused(ErrorCode::kRateLimited);
  out.push_back({"share-refused", view::view_share(state, context)});
  state.status = failed();
  out.push_back({"share-failed", view::view_share(state, context)});
}

}  // namespace

std::vector<GoldenState> golden_states(const std::string& language) {
  const view::ViewContext context{language, "https://community.example", kGoldenNow};
  std::vector<GoldenState> out;
  out.push_back({"like-loading", view::view_like({}, context)});
  out.push_back({"like-none-yet", view::view_like(like(0, false, ready()), context)});
  out.push_back({"like-one", view::view_like(like(1, false, ready()), context)});
  out.push_back({"like-liked", view::view_like(like(13, true, ready()), context)});
  out.push_back({"like-many", view::view_like(like(12449, false, ready()), context)});
  out.push_back({"like-pending", view::view_like(like(13, true, pending()), context)});
  out.push_back(
      {"like-refused", view::view_like(like(12, false, refused(ErrorCode::kOriginNotAllowed)), context)});
  out.push_back({"like-failed", view::view_like(like(0, false, failed()), context)});
  out.push_back({"fans-loading", view::view_fans({}, context)});
  out.push_back({"fans-ready", view::view_fans(fans(1704, false, ready()), context)});
  out.push_back({"fans-joined", view::view_fans(fans(1, true, ready()), context)});
  out.push_back({"fans-refused", view::view_fans(fans(17, false, refused(ErrorCode::kBlocked)), context)});
  out.push_back({"fans-failed", view::view_fans(fans(0, false, failed()), context)});
  add_shares(out, context);
  add_threads(out, context);
  return out;
}

}  // namespace parvis::test
