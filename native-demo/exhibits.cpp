#include "exhibits.hpp"

namespace parvis::demo {
namespace {

void open_all(Stage& stage, void (Stage::*open)()) {
  (stage.*open)();
  stage.settle();
}

constexpr Exhibit kLikes[] = {
    {"nobody yet", [](Stage& s) { open_all(s, &Stage::open_like); }},
    {"a dozen",
     [](Stage& s) {
       s.liked_by(12);
       open_all(s, &Stage::open_like);
     }},
    {"liked",
     [](Stage& s) {
       s.liked_by(12);
       open_all(s, &Stage::open_like);
       s.like->set_liked(true);
       s.settle();
     }},
    {"on its way",
     [](Stage& s) {
       s.liked_by(12);
       open_all(s, &Stage::open_like);
       s.hold();
       s.like->set_liked(true);
     }},
    {"refused",
     [](Stage& s) {
       s.liked_by(12);
       open_all(s, &Stage::open_like);
       s.server.fail_next(1, 403);
       s.like->set_liked(true);
       s.settle();
     }},
    {"loading",
     [](Stage& s) {
       s.hold();
       open_all(s, &Stage::open_like);
     }},
    {"no server",
     [](Stage& s) {
       s.server.set_offline(true);
       open_all(s, &Stage::open_like);
     }},
};

constexpr Exhibit kFans[] = {
    {"nobody yet", [](Stage& s) { open_all(s, &Stage::open_fans); }},
    {"some fans",
     [](Stage& s) {
       s.joined_by(17);
       open_all(s, &Stage::open_fans);
     }},
    {"joined",
     [](Stage& s) {
       s.joined_by(17);
       open_all(s, &Stage::open_fans);
       s.fans->set_joined(true);
       s.settle();
     }},
    {"on its way",
     [](Stage& s) {
       open_all(s, &Stage::open_fans);
       s.hold();
       s.fans->set_joined(true);
     }},
    {"loading",
     [](Stage& s) {
       s.hold();
       open_all(s, &Stage::open_fans);
     }},
    {"no server",
     [](Stage& s) {
       s.server.set_offline(true);
       open_all(s, &Stage::open_fans);
     }},
};

constexpr Exhibit kShares[] = {
    {"nobody yet", [](Stage& s) { open_all(s, &Stage::open_share); }},
    {"shared",
     [](Stage& s) {
       open_all(s, &Stage::open_share);
       s.share->share(Network::kFacebook);
       s.share->share(Network::kCopy);
       s.settle();
     }},
    {"Mastodon asks",
     [](Stage& s) {
       open_all(s, &Stage::open_share);
       s.share->share(Network::kMastodon);
     }},
    {"loading",
     [](Stage& s) {
       s.hold();
       open_all(s, &Stage::open_share);
     }},
    {"no server",
     [](Stage& s) {
       s.server.set_offline(true);
       open_all(s, &Stage::open_share);
     }},
};

}  // namespace

std::span<const Exhibit> like_exhibits() { return kLikes; }
std::span<const Exhibit> fan_exhibits() { return kFans; }
std::span<const Exhibit> share_exhibits() { return kShares; }

}  // namespace parvis::demo
