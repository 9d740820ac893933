// What a writer does in a thread, beyond posting.
#include <doctest/doctest.h>

#include "../support/thread_rig.hpp"

using namespace parvis;
using namespace parvis::test;

namespace {

const std::string kDraft = "parvis:https://c.example:draft:mug";

struct OwnRig : ThreadRig {
  OwnRig() {
    thread.set_draft("hello");
    thread.post();
    poll();
    reply("/v1/comment", comment_answer(comment("d"), 4));
  }
};

}  // namespace

TEST_CASE("one's own comment is edited in its source, and shows the new text while it is on its way") {
  OwnRig rig;
  rig.thread.edit("d");
  CHECK(rig.thread.state().edit.loading);
  rig.reply("/v1/mine/source", R"({"id":"d","text":"he*ll*o"})");
  CHECK(rig.thread.state().edit.draft == "he*ll*o");
  rig.thread.set_edit_draft("changed");
  rig.thread.post_edit();
  CHECK(rig.thread.state().edit.id.empty());
  CHECK(rig.at_index(0).pending);
  CHECK(rig.at_index(0).body[0].children[0].text == "changed");
  rig.poll();
  CHECK(member(rig.transport.last().body, "text") == "changed");
  rig.reply("/v1/comment/edit", R"({"page":"mug","total":4,"comment":{"id":"d","at":5,"edited":7}})");
  CHECK(rig.at_index(0).edited_ms == 7);
  CHECK(rig.at_index(0).mine);
  CHECK(rig.thread.state().notice == "announce.edited");
}

TEST_CASE("a refused edit comes back into the editor") {
  OwnRig rig;
  rig.thread.edit("d");
  rig.reply("/v1/mine/source", R"({"id":"d","text":"old"})");
  rig.thread.set_edit_draft("new");
  rig.thread.post_edit();
  rig.poll();
  rig.refuse("/v1/comment/edit", 403, ErrorCode::kEditWindowOver);
  CHECK(rig.thread.state().edit.id == "d");
  CHECK(rig.thread.state().edit.draft == "new");
  CHECK(rig.thread.state().status.error->code == ErrorCode::kEditWindowOver);
}

TEST_CASE("only one's own comments can be edited") {
  ThreadRig rig;
  rig.thread.edit("a");
  CHECK(rig.thread.state().edit.id.empty());
}

TEST_CASE("a deleted comment leaves a gap as long as it can be brought back") {
  OwnRig rig;
  rig.thread.remove("d");
  rig.poll();
  rig.reply("/v1/comment/delete", R"({"page":"mug","total":3,"id":"d","comment":null})");
  CHECK(rig.ids() == "d c a b ");
  CHECK(rig.at_index(0).status == CommentStatus::kDeleted);
  CHECK(rig.thread.state().undo == "d");
  rig.thread.undo_remove("d");
  rig.poll();
  rig.reply("/v1/comment/restore", comment_answer(comment("d"), 4));
  CHECK(rig.at_index(0).status == CommentStatus::kPublished);
  CHECK(rig.at_index(0).mine);
  CHECK(rig.thread.state().undo.empty());

  rig.thread.remove("d");
  rig.poll();
  rig.reply("/v1/comment/delete", R"({"page":"mug","total":3,"id":"d","comment":null})");
  rig.poll(400'000);
  CHECK(rig.ids() == "c a b ");
}

TEST_CASE("a vote replaces the one before, and moves both counts at once") {
  ThreadRig rig;
  rig.thread.vote("a", -1);
  CHECK(rig.at_index(1).vote == -1);
  CHECK(rig.at_index(1).down == 1);
  CHECK(rig.at_index(1).likes == 4);
  rig.poll();
  CHECK(member(rig.transport.last().body, "vote") == "-1");
  rig.thread.vote("a", 1);
  CHECK(rig.at_index(1).likes == 5);
  CHECK(rig.at_index(1).down == 0);
  rig.reply("/v1/comment/vote", R"({"id":"a","likes":4,"down":1,"vote":-1})");
  CHECK(rig.at_index(1).likes == 5);
  rig.reply("/v1/comment/vote", R"({"id":"a","likes":5,"down":0,"vote":1})");
  CHECK(rig.at_index(1).vote == 1);
  CHECK_FALSE(rig.thread.state().status.pending);
}

TEST_CASE("reactions to a comment and to the page show at once and go back when refused") {
  ThreadRig rig;
  push(rig, R"({"type":"react","page":"mug","id":"","reactions":[["x",2],["y",0]]})");
  rig.thread.react("a", "x", true);
  rig.thread.react("", "y", true);
  CHECK(rig.at_index(1).reactions[0].count == 1);
  CHECK(rig.at_index(1).reactions[0].on);
  CHECK(rig.thread.state().reactions[1].count == 1);
  rig.poll();
  rig.reply("/v1/comment/react", R"({"page":"mug","id":"a","reactions":[["x",4]]})");
  CHECK(rig.at_index(1).reactions[0].count == 4);
  CHECK(rig.at_index(1).reactions[0].on);
  rig.refuse("/v1/comment/react", 403, ErrorCode::kNotAllowed);
  CHECK(rig.thread.state().reactions[1].count == 0);
  CHECK_FALSE(rig.thread.state().reactions[1].on);
}

TEST_CASE("a report is written in a form and thanked for") {
  ThreadRig rig;
  rig.thread.report("a");
  rig.thread.set_report("abuse", "rude");
  rig.thread.post_report();
  rig.poll();
  CHECK(member(rig.transport.last().body, "reason") == "abuse");
  CHECK(member(rig.transport.last().body, "note") == "rude");
  rig.reply("/v1/comment/report", R"({"ok":true})");
  CHECK(rig.thread.state().report.id.empty());
  CHECK(rig.thread.state().notice == "report.sent");
}

TEST_CASE("a preview is the server's, and goes when the text changes") {
  ThreadRig rig;
  rig.thread.set_draft("*hi*");
  rig.thread.preview(Composer::kPost);
  CHECK(rig.thread.state().preview.loading);
  CHECK(member(rig.transport.last().body, "text") == "*hi*");
  CHECK(rig.transport.last().body.find("token") == std::string::npos);
  rig.reply("/v1/preview", R"({"body":[["p",["em","hi"]]]})");
  CHECK(rig.thread.state().preview.body.size() == 1);
  rig.thread.set_draft("*hi*!");
  CHECK(rig.thread.state().preview.of == Composer::kNone);
  rig.thread.preview(Composer::kPost);
  rig.lose("/v1/preview");
  CHECK(rig.thread.state().preview.of == Composer::kNone);
  CHECK(rig.thread.state().status.error->code == ErrorCode::kNetwork);
}

TEST_CASE(
    "drafts of readers who have acted are kept for the page, and are there again after the program was "
    "started anew") {
  Rig rig;
  {
    CommentThread thread(rig.client, {keyed("mug")});
    rig.poll();
    rig.reply_items(thread_item(comment("a"), 1));
    thread.set_draft("half a thought");
    thread.set_reply_to("a");
    thread.set_reply_draft("half an answer");
    rig.poll();
    CHECK_FALSE(rig.storage.values.contains(kDraft));
    rig.give_token();
    rig.poll();
  }
  CHECK(rig.storage.values.contains(kDraft));
  Client again(rig.options(0), rig.transport, rig.storage);
  CommentThread thread(again, {keyed("mug")});
  again.poll(rig.now += 10);
  rig.transport.answer(
      "/v1/read",
      HttpResponse{200, 0, R"({"now":1,"build":"b","items":[)" + thread_item(comment("a"), 1) + "]}"});
  again.poll(rig.now += 10);
  CHECK(thread.state().draft == "half a thought");
  CHECK(thread.state().reply_to == "a");
  CHECK(thread.state().reply_draft == "half an answer");
  thread.set_draft("");
  thread.set_reply_to("");
  again.poll(rig.now += 10);
  CHECK_FALSE(rig.storage.values.contains(kDraft));
}

TEST_CASE("offline, a post waits, marked, its field free again; taken back, its text returns") {
  ThreadRig rig;
  rig.thread.set_draft("from a tunnel");
  rig.thread.post();
  rig.poll();
  rig.lose("/v1/comment");
  rig.poll(60'000);
  rig.lose("/v1/comment");
  CHECK(rig.thread.state().offline);
  CHECK(rig.thread.state().draft.empty());
  CHECK(rig.ids() == "pending-1 c a b ");
  rig.thread.withdraw("pending-1");
  CHECK(rig.ids() == "c a b ");
  CHECK(rig.thread.state().draft == "from a tunnel");
  CHECK_FALSE(rig.client.busy());
  CHECK_FALSE(rig.storage.values.contains(kOutboxKey));
}

TEST_CASE("a post that waits behind another widget's action is marked as waiting too") {
  ThreadRig rig;
  LikeButton like(rig.client, {keyed("mug")});
  like.toggle();
  rig.poll();
  rig.lose("/v1/like");
  rig.thread.set_draft("from a tunnel");
  rig.thread.post();
  rig.poll(60'000);
  rig.lose("/v1/like");
  CHECK(rig.thread.state().offline);
  CHECK(rig.thread.state().draft.empty());
  rig.thread.withdraw("pending-1");
  CHECK(rig.thread.state().draft == "from a tunnel");
}

TEST_CASE("once nothing waits any more, nothing says that one is offline") {
  ThreadRig rig;
  LikeButton like(rig.client, {keyed("mug")});
  rig.poll();
  rig.thread.set_draft("from a tunnel");
  rig.thread.post();
  rig.poll();
  like.toggle();
  rig.lose("/v1/comment");
  rig.poll(60'000);
  rig.lose("/v1/comment");
  CHECK(like.state().status.error);
  like.toggle();
  CHECK_FALSE(like.state().status.error);
  rig.thread.withdraw("pending-1");
  CHECK_FALSE(rig.thread.state().offline);
  CHECK_FALSE(rig.thread.state().status.error);
}

TEST_CASE("a post on its way cannot be withdrawn") {
  ThreadRig rig;
  rig.thread.set_draft("gone");
  rig.thread.post();
  rig.poll();
  rig.thread.withdraw("pending-1");
  CHECK(rig.ids() == "pending-1 c a b ");
}

TEST_CASE("a post from before the program ended shows as waiting and goes out once, under its key") {
  Rig rig;
  {
    CommentThread thread(rig.client, {keyed("mug")});
    rig.poll();
    rig.reply_items(thread_item(comment("a"), 1));
    thread.set_draft("do not lose me");
    thread.post();
    rig.poll();
  }
  const std::string key = member(rig.transport.last().body, "key");
  rig.transport.open.clear();
  Client again(rig.options(0), rig.transport, rig.storage);
  CommentThread thread(again, {keyed("mug")});
  again.poll(rig.now += 10);
  rig.transport.answer(
      "/v1/read",
      HttpResponse{200, 0, R"({"now":1,"build":"b","items":[)" + thread_item(comment("a"), 1) + "]}"});
  again.poll(rig.now += 10);
  REQUIRE(thread.state().comments.size() == 2);
  CHECK(thread.state().comments[0].pending);
  CHECK(thread.state().comments[0].body[0].children[0].text == "do not lose me");
  CHECK(rig.transport.count("/v1/comment") == 2);
  CHECK(member(rig.transport.last().body, "key") == key);
  rig.transport.answer("/v1/comment", HttpResponse{200, 0, comment_answer(comment("d"), 2)});
  again.poll(rig.now += 10);
  CHECK(thread.state().comments[0].id == "d");
  CHECK(thread.state().draft.empty());
  CHECK_FALSE(again.busy());
}

TEST_CASE("a refused text never replaces what is being written, and is not lost") {
  ThreadRig rig;
  rig.thread.set_draft("first");
  rig.thread.post();
  rig.thread.set_draft("second");
  rig.poll();
  rig.refuse("/v1/comment", 429, ErrorCode::kRateLimited);
  rig.refuse("/v1/comment", 422, ErrorCode::kInvalidField);
  CHECK(rig.thread.state().draft.find("second") != std::string::npos);
}
