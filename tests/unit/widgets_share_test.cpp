#include <doctest/doctest.h>

#include "../support/client_rig.hpp"

using namespace parvis;
using namespace parvis::test;

namespace {

struct ShareRig : Rig {
  ShareRig() : bar(client, {keyed("mug"), {Network::kX, Network::kMastodon, Network::kCopy}, {}, "Mug", {}}) {
    poll();
    reply_items(
        R"({"kind":"share","page":"mug","url":"https://shop.example/mug","title":"Mug","image":"","total":9,)"
        R"("networks":[["x",4],["mastodon",1],["copy",0]]})");
  }
  ShareBar bar;
};

}  // namespace

TEST_CASE("links work before the first answer") {
  Rig rig;
  ShareBar bar(rig.client, {at("https://shop.example/mug"), {Network::kX}, {}, {}, {}});
  CHECK(bar.state().networks.size() == 1);
  CHECK(bar.link(Network::kX).find("https%3A%2F%2Fshop.example%2Fmug") != std::string::npos);
  ShareBar standard(rig.client, {at("https://shop.example/mug"), {}, {}, {}, {}});
  CHECK(standard.state().networks.size() == 9);
}

TEST_CASE("a share is counted at once for its network and in total") {
  ShareRig rig;
  rig.bar.share(Network::kX);
  CHECK(rig.bar.state().networks[0].count == 5);
  CHECK(rig.bar.state().total == 10);
  CHECK(rig.bar.state().status.pending);
  rig.bar.share(Network::kX);
  CHECK(rig.bar.state().total == 10);
  rig.poll();
  rig.reply("/v1/share", R"({"page":"mug","network":"x","count":5,"total":10})");
  rig.reply("/v1/share", R"({"page":"mug","network":"x","count":5,"total":10})");
  CHECK(rig.bar.state().total == 10);
  CHECK_FALSE(rig.bar.state().status.pending);
  rig.bar.share(Network::kX);
  CHECK(rig.bar.state().total == 10);
}

TEST_CASE("a refused share is taken back") {
  ShareRig rig;
  rig.bar.share(Network::kCopy);
  rig.poll();
  rig.refuse("/v1/share", 403, ErrorCode::kOriginNotAllowed);
  CHECK(rig.bar.state().networks[2].count == 0);
  CHECK(rig.bar.state().total == 9);
  CHECK(rig.bar.state().status.error->code == ErrorCode::kOriginNotAllowed);
}

TEST_CASE("Mastodon asks for the instance once and every bar remembers it") {
  ShareRig rig;
  ShareBar other(rig.client, {keyed("cup"), {Network::kMastodon}, {}, {}, {}});
  CHECK(rig.bar.link(Network::kMastodon).empty());
  rig.bar.share(Network::kMastodon);
  CHECK(rig.bar.state().asking_instance);
  CHECK_FALSE(rig.client.busy());
  rig.bar.cancel_instance();
  CHECK_FALSE(rig.bar.state().asking_instance);
  CHECK_FALSE(rig.bar.set_mastodon_instance("not a host"));
  CHECK(rig.bar.state().status.error->code == ErrorCode::kInvalidField);
  CHECK(rig.storage.values.empty());
  CHECK(rig.bar.set_mastodon_instance("https://Mastodon.Social/@me"));
  CHECK_FALSE(rig.bar.state().status.error.has_value());
  CHECK(rig.bar.state().mastodon_instance == "mastodon.social");
  CHECK(other.state().mastodon_instance == "mastodon.social");
  CHECK(rig.bar.link(Network::kMastodon).rfind("https://mastodon.social/share", 0) == 0);
  rig.bar.share(Network::kMastodon);
  CHECK(rig.client.busy());
  CHECK(rig.storage.values["parvis:https://c.example:mastodon"] == "mastodon.social");
}

TEST_CASE("two bars of one page with other networks see each other's shares") {
  ShareRig rig;
  ShareBar other(rig.client, {keyed("mug"), {Network::kCopy, Network::kX}, {}, {}, {}});
  rig.poll();
  rig.reply_items(
      R"({"kind":"share","page":"mug","url":"u","title":"","image":"","total":9,"networks":[["copy",0],["x",4]]})");
  rig.bar.share(Network::kX);
  rig.poll();
  rig.reply("/v1/share", R"({"page":"mug","network":"x","count":5,"total":10})");
  CHECK(other.state().networks[1].count == 5);
  CHECK(other.state().total == 10);
}

TEST_CASE("what this reader shared before is not counted twice") {
  Rig rig;
  rig.give_token();
  ShareBar bar(rig.client, {keyed("mug"), {Network::kX}, {}, {}, {}});
  rig.poll();
  rig.reply_items(
      R"({"kind":"share","page":"mug","url":"u","title":"","image":"","total":1,"networks":[["x",1]]})");
  rig.reply("/v1/mine", R"({"name":"","items":[{"shared":["x"]}]})");
  bar.share(Network::kX);
  CHECK(bar.state().networks[0].count == 1);
  CHECK(bar.state().total == 1);
}
