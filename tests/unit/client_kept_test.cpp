// Actions that wait on the device: shown by the next run of the program, and shared with other programs.
#include <doctest/doctest.h>

#include "../support/thread_rig.hpp"

using namespace parvis;
using namespace parvis::test;

namespace {

// A program that runs on what another one left behind.
struct Run {
  explicit Run(WatchedStorage& storage)
      : client({kServer, "shop", "en", random_bytes(), 0}, transport, storage) {}

  // No two runs have the same, so that neither the keys of their actions are; WebAssembly has no source of
  // its own.
  static RandomBytes random_bytes() {
    return [](unsigned char* out, std::size_t size) {
      static unsigned used = 0;
      for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<unsigned char>(used++ * 37 + 11);
    };
  }

  void read(const std::string& items) {
    client.poll(++now);
    transport.answer("/v1/read", HttpResponse{200, 0, R"({"now":1,"build":"b","items":[)" + items + "]}"});
    client.poll(++now);
  }

  HeldTransport transport;
  Client client;
  std::int64_t now = 0;
};

}  // namespace

TEST_CASE("likes, joins and shares of the last run show as pending, with and without an answer to go by") {
  WatchedStorage storage;
  {
    Run first(storage);
    LikeButton like(first.client, {keyed("mug")});
    FanCounter fans(first.client, {keyed("mug"), "team"});
    ShareBar share(first.client, {keyed("mug"), {Network::kX}, {}, {}, {}});
    like.toggle();
    fans.toggle();
    share.share(Network::kX);
  }
  Run second(storage);
  LikeButton like(second.client, {keyed("mug")});
  LikeButton other(second.client, {keyed("lamp")});
  FanCounter fans(second.client, {keyed("mug"), "team"});
  FanCounter everybody(second.client, {keyed("mug"), ""});
  ShareBar share(second.client, {keyed("mug"), {Network::kX}, {}, {}, {}});
  CHECK(like.state().shown.on);
  CHECK(like.state().status.pending);
  CHECK_FALSE(other.state().status.pending);
  CHECK(fans.state().shown.on);
  CHECK_FALSE(everybody.state().status.pending);
  CHECK(share.state().total == 1);
  second.read(
      like_item(7) + "," + like_item(3, "lamp") + R"(,{"kind":"fans","community":"team","count":2},)" +
      R"({"kind":"fans","community":"","count":5},)" +
      R"({"kind":"share","page":"mug","url":"https://shop.example/","title":"","image":"","total":4,)" +
      R"("networks":[["x",4]]})");
  CHECK(like.state().shown == Toggle{8, true});
  CHECK(fans.state().shown == Toggle{3, true});
  CHECK(share.state().total == 5);
  // A wish that may have reached the server is not taken back but followed by its opposite.
  like.toggle();
  CHECK(like.state().shown == Toggle{7, false});
  second.transport.answer("/v1/like", HttpResponse{200, 0, like_answer(8, true)});
  second.client.poll(++second.now);
  CHECK(like.state().shown == Toggle{7, false});
  CHECK(like.state().status.pending);
}

TEST_CASE("votes, reactions, edits and deletions of the last run show in the thread once it is there") {
  WatchedStorage storage;
  const std::string item = thread_item(comment("c") + "," + comment("a") + "," + comment("b"), 3);
  {
    Run first(storage);
    CommentThread thread(first.client, {keyed("mug")});
    first.read(item);
    thread.vote("c", 1);
    thread.react("a", "❤️", true);
    thread.remove("b");
  }
  Run second(storage);
  CommentThread thread(second.client, {keyed("mug")});
  second.read(item);
  const ThreadState& state = thread.state();
  CHECK(state.status.pending);
  CHECK(state.comments[0].vote == 1);
  CHECK(state.comments[1].reactions.size() == 1);
  CHECK((state.comments.size() == 2 || state.comments[2].status == CommentStatus::kDeleted));
}

TEST_CASE("two programs on one storage keep one another's actions") {
  WatchedStorage storage;
  Run one(storage), two(storage);
  LikeButton mug(one.client, {keyed("mug")});
  LikeButton lamp(two.client, {keyed("lamp")});
  mug.toggle();
  lamp.toggle();
  CHECK(storage.values[kOutboxKey].find("mug") != std::string::npos);
  CHECK(storage.values[kOutboxKey].find("lamp") != std::string::npos);
  one.client.poll(1);
  one.transport.answer("/v1/like", HttpResponse{200, 0, like_answer(1, true)});
  one.client.poll(2);
  CHECK(storage.values[kOutboxKey].find("mug") == std::string::npos);
  CHECK(storage.values[kOutboxKey].find("lamp") != std::string::npos);
  two.client.poll(1);
  two.transport.answer("/v1/like", HttpResponse{200, 0, like_answer(1, true, "lamp")});
  two.client.poll(2);
  CHECK(storage.values.count(kOutboxKey) == 0);
}

TEST_CASE("an action of another program that ended is sent by the next one") {
  WatchedStorage storage;
  {
    Run one(storage), two(storage);
    LikeButton mug(one.client, {keyed("mug")});
    LikeButton lamp(two.client, {keyed("lamp")});
    mug.toggle();
    lamp.toggle();
  }
  Run next(storage);
  next.client.poll(1);
  CHECK(next.transport.last().body.find("mug") != std::string::npos);
  next.transport.answer("/v1/like", HttpResponse{200, 0, like_answer(1, true)});
  next.client.poll(2);
  CHECK(next.transport.last().body.find("lamp") != std::string::npos);
}
