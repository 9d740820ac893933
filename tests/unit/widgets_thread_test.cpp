#include <doctest/doctest.h>

#include "../support/thread_rig.hpp"

using namespace parvis;
using namespace parvis::test;

TEST_CASE("a post shows at once as pending, as plain paragraphs, and becomes the server's comment") {
  ThreadRig rig;
  rig.thread.set_author_name("Ana");
  rig.thread.set_draft("one *two*\n\n\nthree\nfour\n");
  rig.thread.post();
  CHECK(rig.ids() == "pending-1 c a b ");
  const Comment& pending = rig.at_index(0);
  CHECK(pending.pending);
  CHECK(pending.mine);
  CHECK(pending.name == "Ana");
  CHECK(pending.body.size() == 2);
  CHECK(pending.body[0].kind == RichNode::Kind::kParagraph);
  CHECK(pending.body[0].children[0].text == "one *two*");
  CHECK(pending.body[1].children[0].text == "three\nfour");
  CHECK(rig.thread.state().total == 4);
  CHECK(rig.thread.state().draft == "one *two*\n\n\nthree\nfour\n");
  rig.poll(5'000);
  CHECK(rig.at_index(0).created_ms == rig.now);
  CHECK(member(rig.transport.last().body, "name") == "Ana");

  rig.reply("/v1/comment", comment_answer(comment("d"), 9));
  CHECK(rig.ids() == "d c a b ");
  CHECK(rig.at_index(0).mine);
  CHECK_FALSE(rig.at_index(0).pending);
  CHECK(rig.thread.state().total == 9);
  CHECK(rig.thread.state().draft.empty());
  CHECK_FALSE(rig.thread.state().status.pending);
}

TEST_CASE("a new comment stands last where the oldest come first, and on top elsewhere") {
  for (const Sort sort : {Sort::kNewest, Sort::kOldest, Sort::kBest}) {
    ThreadRig rig(sort);
    rig.thread.set_draft("hello");
    rig.thread.post();
    CHECK(rig.ids() == (sort == Sort::kOldest ? "c a b pending-1 " : "pending-1 c a b "));
    rig.poll();
    rig.reply("/v1/comment", comment_answer(comment("d"), 4));
    CHECK(rig.ids() == (sort == Sort::kOldest ? "c a b d " : "d c a b "));
  }
}

TEST_CASE("a reply stands after its parent's other replies, one deeper, and is counted there") {
  ThreadRig rig;
  rig.thread.set_reply_to("a");
  rig.thread.set_reply_draft("indeed");
  rig.thread.post_reply();
  CHECK(rig.ids() == "c a b pending-1 ");
  CHECK(rig.at_index(3).depth == 1);
  CHECK(rig.at_index(1).replies == 2);
  rig.poll();
  CHECK(member(rig.transport.last().body, "parent") == "a");
  rig.reply("/v1/comment", comment_answer(comment("d", "a", 1), 4));
  CHECK(rig.ids() == "c a b d ");
  CHECK(rig.at_index(1).replies == 2);
  CHECK(rig.thread.state().reply_to.empty());
  CHECK(rig.thread.state().reply_draft.empty());

  rig.thread.set_reply_to("c");
  rig.thread.set_reply_draft("yes");
  rig.thread.post_reply();
  CHECK(rig.ids() == "c pending-2 a b d ");
  rig.thread.set_reply_to("b");
  rig.thread.set_reply_draft("no");
  rig.thread.post_reply();
  CHECK(rig.ids() == "c pending-2 a b pending-3 d ");
  CHECK(rig.at_index(4).depth == 2);
}

TEST_CASE("a refused post goes away, and its text stays in the draft with the reason") {
  ThreadRig rig;
  rig.thread.set_draft("spam");
  rig.thread.post();
  rig.poll();
  rig.refuse("/v1/comment", 422, ErrorCode::kTooLong);
  CHECK(rig.ids() == "c a b ");
  CHECK(rig.thread.state().total == 3);
  CHECK(rig.thread.state().draft == "spam");
  CHECK(rig.thread.state().status.error->code == ErrorCode::kTooLong);
}

TEST_CASE("a refused text comes back into an emptied draft, and below a new one") {
  ThreadRig rig;
  rig.thread.set_draft("first");
  rig.thread.post();
  rig.thread.set_draft("");
  rig.poll();
  rig.refuse("/v1/comment", 403, ErrorCode::kNotAllowed);
  CHECK(rig.thread.state().draft == "first");
  rig.thread.set_reply_to("a");
  rig.thread.set_reply_draft("second");
  rig.thread.post_reply();
  rig.thread.set_reply_to("");
  rig.poll();
  rig.refuse("/v1/comment", 403, ErrorCode::kNotAllowed);
  CHECK(rig.thread.state().reply_to == "a");
  CHECK(rig.thread.state().reply_draft == "second");
  rig.thread.post();
  rig.thread.set_draft("third");
  rig.poll();
  rig.refuse("/v1/comment", 403, ErrorCode::kNotAllowed);
  CHECK(rig.thread.state().draft == "third\n\nfirst");
}

TEST_CASE("what was written after posting survives the server's yes") {
  ThreadRig rig;
  rig.thread.set_draft("first");
  rig.thread.post();
  rig.thread.set_draft("second");
  rig.poll();
  rig.reply("/v1/comment", comment_answer(comment("d"), 4));
  CHECK(rig.thread.state().draft == "second");
}

TEST_CASE("pressing post twice posts once, and blank text is not posted") {
  ThreadRig rig;
  rig.thread.set_draft("hello");
  rig.thread.post();
  rig.thread.post();
  CHECK(rig.ids() == "pending-1 c a b ");
  rig.thread.set_draft(" \n\t ");
  rig.thread.post();
  rig.thread.post_reply();
  CHECK(rig.ids() == "pending-1 c a b ");
}

TEST_CASE("a comment that the server does not know yet cannot be answered, liked or deleted") {
  ThreadRig rig;
  rig.thread.set_draft("hello");
  rig.thread.post();
  rig.thread.set_reply_to("pending-1");
  rig.thread.vote("pending-1", 1);
  rig.thread.remove("pending-1");
  CHECK(rig.thread.state().reply_to.empty());
  rig.poll();
  rig.reply("/v1/comment", comment_answer(comment("d"), 4));
  rig.poll();
  CHECK(rig.transport.sent.size() == 2);
}

TEST_CASE("the name is remembered when the reader posts, not before") {
  ThreadRig rig;
  rig.thread.set_author_name("Ana");
  CHECK(rig.storage.values.empty());
  rig.thread.set_draft("hello");
  rig.thread.post();
  CHECK(rig.storage.values[kNameKey] == "Ana");
  CommentThread other(rig.client, {keyed("cup")});
  CHECK(other.state().author_name == "Ana");
}

TEST_CASE("a deleted comment with replies becomes what the server says; without, it goes") {
  ThreadRig rig;
  rig.thread.remove("a");
  CHECK(rig.at_index(1).status == CommentStatus::kDeleted);
  CHECK(rig.at_index(1).pending);
  CHECK(rig.thread.state().total == 2);
  rig.poll();
  rig.reply(
      "/v1/comment/delete",
      R"({"page":"mug","total":2,"id":"a","comment":{"id":"a","at":5,"replies":1,"status":"deleted"}})");
  CHECK(rig.ids() == "c a b ");
  CHECK(rig.at_index(1).status == CommentStatus::kDeleted);
  CHECK_FALSE(rig.at_index(1).pending);
  rig.thread.remove("b");
  rig.poll();
  rig.reply("/v1/comment/delete", R"({"page":"mug","total":1,"id":"b","comment":null})");
  CHECK(rig.at_index(1).replies == 0);
  CHECK(rig.thread.state().total == 1);
  rig.poll();
  rig.poll(400'000);  // until then it can be brought back
  CHECK(rig.ids() == "c a ");
}

TEST_CASE("a refused deletion puts the comment back") {
  ThreadRig rig;
  rig.thread.remove("a");
  rig.poll();
  rig.refuse("/v1/comment/delete", 403, ErrorCode::kNotAllowed);
  CHECK(rig.at_index(1).status == CommentStatus::kPublished);
  CHECK_FALSE(rig.at_index(1).pending);
  CHECK(rig.thread.state().total == 3);
  CHECK(rig.thread.state().status.error->code == ErrorCode::kNotAllowed);
}

TEST_CASE("a like of a comment shows at once and goes back when refused") {
  ThreadRig rig;
  rig.thread.vote("a", 1);
  CHECK(rig.at_index(1).likes == 5);
  CHECK(rig.at_index(1).vote == 1);
  rig.poll();
  rig.reply("/v1/comment/vote", R"({"id":"a","likes":8,"down":0,"vote":1})");
  CHECK(rig.at_index(1).likes == 8);
  CHECK_FALSE(rig.thread.state().status.pending);
  rig.thread.vote("a", 0);
  CHECK(rig.at_index(1).likes == 7);
  rig.poll();
  rig.refuse("/v1/comment/vote", 403, ErrorCode::kBlocked);
  CHECK(rig.at_index(1).likes == 8);
  CHECK(rig.at_index(1).vote == 1);
  rig.thread.vote("c", 1);
  rig.thread.vote("c", 0);
  CHECK_FALSE(rig.thread.state().status.pending);
}

TEST_CASE("another order is read anew, and answers in the old one are not shown") {
  ThreadRig rig;
  rig.client.refresh();
  rig.poll();
  rig.thread.set_sort(Sort::kOldest);
  CHECK(rig.thread.state().sort == Sort::kOldest);
  rig.reply_items(thread_item(comment("z"), 1));
  CHECK(rig.ids() == "c a b ");
  CHECK(rig.transport.last().url.find("o=oldest") != std::string::npos);
  rig.reply_items(
      thread_item(comment("a") + "," + comment("b", "a", 1) + "," + comment("c"), 3, "", "oldest"));
  CHECK(rig.ids() == "a b c ");
}

TEST_CASE("later pages are appended by cursor, and what moved between pages is shown once") {
  ThreadRig rig(Sort::kNewest, "cursor1");
  rig.thread.load_more();
  rig.thread.load_more();
  CHECK(rig.thread.state().loading_more);
  rig.poll();
  CHECK(rig.transport.sent.size() == 2);
  CHECK(rig.transport.last().url.find("after=cursor1") != std::string::npos);
  rig.reply_items(thread_item(comment("a") + "," + comment("e"), 5, "cursor2"));
  CHECK(rig.ids() == "c a b e ");
  CHECK(rig.thread.state().next == "cursor2");
  CHECK_FALSE(rig.thread.state().loading_more);
  rig.thread.load_more();
  rig.poll();
  rig.reply_items(thread_item(comment("f"), 5, ""));
  CHECK(rig.ids() == "c a b e f ");
  rig.thread.load_more();
  CHECK_FALSE(rig.thread.state().loading_more);
}

TEST_CASE("a later page may hold replies to comments of an earlier one") {
  ThreadRig rig(Sort::kNewest, "cursor1");
  rig.thread.load_more();
  rig.poll();
  rig.reply_items(thread_item(
      comment("b2", "b", 2) + "," + comment("a2", "a", 1) + "," + comment("e") + "," + comment("e1", "e", 1),
      9, ""));
  CHECK(rig.ids() == "c a b b2 a2 e e1 ");
}

TEST_CASE("a lost later page says so and can be asked again") {
  ThreadRig rig(Sort::kNewest, "cursor1");
  rig.thread.load_more();
  rig.poll();
  rig.lose("/v1/read");
  CHECK_FALSE(rig.thread.state().loading_more);
  CHECK(rig.thread.state().status.error->code == ErrorCode::kNetwork);
  rig.thread.load_more();
  rig.poll(2'000);
  rig.reply_items(thread_item(comment("e"), 5, ""));
  CHECK(rig.ids() == "c a b e ");
}

TEST_CASE("what was unfolded stays unfolded when the thread is read again") {
  Rig rig;
  CommentThread thread(rig.client, {keyed("mug")});
  rig.poll();
  std::string many;
  for (int i = 0; i < 30; ++i) many += (i > 0 ? "," : "") + comment("id" + std::to_string(i));
  rig.reply_items(thread_item(many, 50, "cursor"));
  rig.client.refresh();
  rig.poll();
  CHECK(rig.transport.last().url.find("limit=30") != std::string::npos);
}

TEST_CASE("two threads of one page in different order both show a new comment") {
  ThreadRig rig;
  CommentThread other(rig.client, {keyed("mug"), Sort::kOldest});
  rig.poll();
  rig.reply_items(thread_item(comment("a") + "," + comment("c"), 2, "", "oldest"));
  rig.thread.set_draft("hello");
  rig.thread.post();
  rig.poll();
  rig.reply("/v1/comment", comment_answer(comment("d"), 4));
  CHECK(rig.ids() == "d c a b ");
  CHECK(other.state().comments.back().id == "d");
  CHECK(other.state().total == 4);
}

TEST_CASE("a thread that was closed meanwhile is read again and shows it") {
  ThreadRig rig;
  rig.thread.set_draft("hello");
  rig.thread.post();
  rig.poll();
  rig.refuse("/v1/comment", 409, ErrorCode::kThreadClosed);
  rig.reply_items(thread_item(comment("c"), 1, "", "newest", true));
  CHECK(rig.thread.state().closed);
  CHECK(rig.thread.state().status.error->code == ErrorCode::kThreadClosed);
  CHECK(rig.thread.state().draft == "hello");
}

TEST_CASE("a reader's own comments and likes stay theirs when the thread is read again") {
  ThreadRig rig;
  rig.thread.set_draft("hello");
  rig.thread.post();
  rig.poll();
  rig.reply("/v1/comment", comment_answer(comment("d"), 4));
  rig.thread.vote("a", 1);
  rig.poll();
  rig.reply("/v1/comment/vote", R"({"id":"a","likes":5,"down":0,"vote":1})");
  rig.thread.set_sort(Sort::kOldest);
  rig.poll();
  rig.reply_items(thread_item(comment("a", "", 0, 0, 5) + "," + comment("d"), 2, "", "oldest"));
  CHECK(rig.at_index(0).vote == 1);
  CHECK(rig.at_index(1).mine);
}
