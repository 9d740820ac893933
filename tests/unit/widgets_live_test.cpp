// What others do while a thread is read.
#include <doctest/doctest.h>

#include "../support/thread_rig.hpp"

using namespace parvis;
using namespace parvis::test;

namespace {

std::string event(const std::string& type, const std::string& members) {
  return R"({"type":")" + type + R"(","page":"mug",)" + members + "}";
}

std::string arrival(const std::string& id, int total, const std::string& parent = "") {
  return event("comment", R"("total":)" + std::to_string(total) + R"(,"comment":)" +
                              comment(id, parent, parent.empty() ? 0 : 1));
}

}  // namespace

TEST_CASE("comments of others gather and come in when the reader asks, each once") {
  ThreadRig rig;
  CHECK(rig.client.push(arrival("d", 4)).ok());
  CHECK(rig.client.push(arrival("d", 4)).ok());
  CHECK(rig.client.push(arrival("e", 5, "a")).ok());
  CHECK(rig.client.push(arrival("f", 6, "d")).ok());
  CHECK(rig.ids() == "c a b ");
  CHECK(rig.thread.state().waiting == 3);
  CHECK(rig.thread.state().total == 6);
  CHECK(rig.at_index(1).replies == 2);
  rig.thread.show_waiting();
  CHECK(rig.ids() == "d f c a b e ");
  push(rig, arrival("d", 6));
  CHECK(rig.ids() == "d f c a b e ");
}

TEST_CASE(
    "a reply to a comment that is not loaded, and what is to come with a later page, is not announced") {
  ThreadRig rig(Sort::kOldest, "later");
  push(rig, arrival("d", 4));
  push(rig, arrival("e", 5, "unknown"));
  CHECK(rig.thread.state().waiting == 0);
  CHECK(rig.thread.state().total == 5);
}

TEST_CASE("one's own comment is never news, though the stream is faster than the answer") {
  ThreadRig rig;
  rig.thread.set_draft("hello");
  rig.thread.post();
  rig.poll();
  push(rig, arrival("d", 4));
  CHECK(rig.thread.state().waiting == 0);
  rig.reply("/v1/comment", comment_answer(comment("d"), 4));
  CHECK(rig.ids() == "d c a b ");
  CHECK(rig.thread.state().waiting == 0);
}

TEST_CASE("edits, votes, reactions and deletions move where they stand") {
  ThreadRig rig;
  push(rig, event("edit", R"("total":3,"comment":{"id":"b","parent":"a","depth":1,"at":5,"edited":9})"));
  CHECK(rig.at_index(2).edited_ms == 9);
  CHECK(rig.at_index(2).depth == 1);
  push(rig, R"({"type":"vote","id":"c","likes":8,"down":2})");
  CHECK(rig.at_index(0).likes == 8);
  CHECK(rig.at_index(0).down == 2);
  push(rig, event("react", R"("id":"c","reactions":[["x",3]])"));
  CHECK(rig.at_index(0).reactions[0].count == 3);
  push(rig, event("react", R"("id":"","reactions":[["x",5]])"));
  CHECK(rig.thread.state().reactions[0].count == 5);
  push(rig, event("delete", R"("total":2,"id":"b","comment":null)"));
  CHECK(rig.ids() == "c a ");
  CHECK(rig.at_index(1).replies == 0);
  push(rig, event("thread", R"("closed":true)"));
  CHECK(rig.thread.state().closed);
}

TEST_CASE("events of other pages, and of kinds from tomorrow, change nothing") {
  ThreadRig rig;
  const std::uint64_t version = rig.thread.state().version;
  CHECK(rig.client.push(R"({"type":"thread","page":"lamp","closed":true})").ok());
  CHECK(rig.client.push(R"({"type":"tomorrow","page":"mug"})").ok());
  CHECK(rig.thread.state().version == version);
  CHECK_FALSE(rig.client.push("{").ok());
  CHECK_FALSE(rig.client.push("{}").ok());
}

TEST_CASE("counts of likes, shares and fans move live, but not under the reader's own wish") {
  Rig rig;
  LikeButton like(rig.client, {keyed("mug")});
  rig.poll();
  rig.reply_items(like_item(3));
  push(rig, R"({"type":"like","page":"mug","count":9})");
  CHECK(like.state().shown.count == 9);
  like.set_liked(true);
  push(rig, R"({"type":"like","page":"mug","count":20})");
  CHECK(like.state().shown.count == 10);
}

TEST_CASE("a stream that lost its place has everything read again") {
  ThreadRig rig;
  const std::size_t reads = rig.transport.count("/v1/read");
  CHECK(rig.client.push(R"({"type":"reset"})").ok());
  rig.poll();
  CHECK(rig.transport.count("/v1/read") == reads + 1);
}
