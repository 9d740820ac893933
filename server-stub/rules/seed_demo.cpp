#include "rules/seed_demo.hpp"

#include <array>
#include <vector>

#include "parvis/text.hpp"
#include "rules/counters.hpp"
#include "rules/demo_talk.hpp"
#include "rules/sites.hpp"
#include "rules/system.hpp"
#include "rules/threads.hpp"
#include "rules/visits.hpp"

namespace parvis::server {

namespace {

struct DemoPage {
  std::string_view key;
  int likes, shares;
};

constexpr std::array<DemoPage, 6> kPages = {{{"mug", 1'284, 96},
                                             {"lamp", 417, 38},
                                             {"notebook", 233, 17},
                                             {"chair", 96, 9},
                                             {"teapot", 651, 54},
                                             {"blanket", 328, 21}}};
constexpr int kVisitors = 1'300, kFans = 872, kCommunityFans = 143;
constexpr std::array<Network, 5> kShareMix = {Network::kWhatsApp, Network::kCopy, Network::kFacebook,
                                              Network::kMastodon, Network::kX};
constexpr std::int64_t kMinute = 60'000;

class Seeding {
 public:
  Seeding(Writer& writer, Site site, std::int64_t now_ms, const RandomBytes& random)
      : writer_(writer), site_(std::move(site)), now_ms_(now_ms), random_(random) {
    // No token hashes to these, so nobody can ever act as one of them.
    for (int i = 0; i < kVisitors; ++i)
      visitors_.push_back(writer.add_visitor("demo-" + new_secret(random), now_ms));
  }

  void count() {
    for (const DemoPage& demo : kPages) {
      const PageName name{std::string(demo.key), {}};
      // Every page is liked by visitors all over the list.
      for (int i = 0; i < demo.likes; ++i)
        set_like(writer_, site_, spread(i, demo.likes), name, true, now_ms_);
      for (int i = 0; i < demo.shares; ++i) {
        const Network network = kShareMix[static_cast<std::size_t>(i * i) % kShareMix.size()];
        add_share(writer_, site_, spread(i, demo.shares), name, network, now_ms_);
      }
    }
    for (int i = 0; i < kFans; ++i) set_fan(writer_, site_, spread(i, kFans), "", true, now_ms_);
    for (int i = 0; i < kCommunityFans; ++i)
      set_fan(writer_, site_, spread(i, kCommunityFans), "potters", true, now_ms_);
  }

  Status talk() {
    std::vector<std::string> ids;
    for (const DemoComment& said : kDemoTalk) {
      const PageName name{std::string(said.page), {}};
      NewComment comment{said.parent < 0 ? "" : ids[static_cast<std::size_t>(said.parent)],
                         std::string(said.name), std::string(said.text)};
      auto posted = post_comment(writer_, site_, visitor(said.author), name, comment,
                                 now_ms_ - said.minutes_ago * kMinute, random_);
      if (!posted) return posted.error();
      ids.push_back(std::move(posted).value());
      for (int i = 0; i < said.likes; ++i)
        (void)vote(writer_, site_, spread(i, said.likes), ids.back(), 1, now_ms_);
    }
    return Unit{};
  }

 private:
  RowId visitor(int number) const { return visitors_[static_cast<std::size_t>(number)]; }
  RowId spread(int number, int of) const { return visitor(number * kVisitors / of); }

  Writer& writer_;
  const Site site_;
  const std::int64_t now_ms_;
  const RandomBytes& random_;
  std::vector<RowId> visitors_;
};

}  // namespace

Result<SeedOutcome> seed_demo(Store& store, const SeedOptions& options) {
  const RandomBytes random = options.random ? options.random : RandomBytes(system_random);
  const std::int64_t now_ms = options.now_ms != 0 ? options.now_ms : system_clock_ms();
  SeedOutcome outcome;
  const Status done = store.write([&](Writer& writer) -> Status {
    if (writer.site(options.site)) return Unit{};
    auto added = add_site(writer, options.site, {"http://localhost:*", "http://127.0.0.1:*"}, random);
    if (!added) return added.error();
    outcome = {true, added.value().owner_key};
    Seeding seeding(writer, writer.site(options.site).value(), now_ms, random);
    seeding.count();
    return seeding.talk();
  });
  if (!done) return done.error();
  return outcome;
}

}  // namespace parvis::server
