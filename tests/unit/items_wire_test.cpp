#include "protocol/items_wire.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace parvis;

namespace {

std::string written(const Item& item) {
  JsonWriter out;
  write_item(out, item);
  return out.take();
}

Result<Item> read(std::string_view text) {
  const auto document = JsonDocument::parse(text);
  if (!document.ok()) return document.error();
  return read_item(document.value().root());
}

Result<Comment> read_one_comment(std::string_view text) {
  const auto document = JsonDocument::parse(text);
  if (!document.ok()) return document.error();
  return read_comment(document.value().root());
}

bool rich_accepts(std::string_view text) {
  const auto document = JsonDocument::parse(text);
  CHECK(document.ok());
  if (!document.ok()) return false;
  const auto nodes = read_rich(document.value().root());
  if (!nodes.ok()) CHECK(nodes.error().code == ErrorCode::kBadAnswer);
  return nodes.ok();
}

std::vector<RichNode> every_kind_of_node() {
  using Kind = RichNode::Kind;
  const RichNode text{Kind::kText, "été <b> \"🙂\"\n", "", {}};
  return {{Kind::kParagraph,
           "",
           "",
           {text,
            {Kind::kLineBreak, "", "", {}},
            {Kind::kSpoiler, "", "", {{Kind::kText, "who did it", "", {}}}},
            {Kind::kMention, "x7k2", "Zoé", {}},
            {Kind::kImage, "a mug", "https://i.example/m.png", {}},
            {Kind::kEmphasis, "", "", {text}},
            {Kind::kStrong, "", "", {text}},
            {Kind::kStrike, "", "", {text}},
            {Kind::kCode, "a < b", "", {}},
            {Kind::kLink, "", "https://a.example/?x=1&y", {text}}}},
          {Kind::kCodeBlock, "int main();\n", "cpp", {}},
          {Kind::kQuote, "", "", {{Kind::kParagraph, "", "", {text}}}},
          {Kind::kBulletList, "", "", {{Kind::kListItem, "", "", {text}}, {Kind::kListItem, "", "", {}}}},
          {Kind::kOrderedList, "", "3", {{Kind::kListItem, "", "", {text}}}},
          {Kind::kHeading, "", "2", {text}},
          {Kind::kRule, "", "", {}}};
}

Comment full_comment() {
  Comment comment;
  comment.id = "c2";
  comment.parent = "c1";
  comment.depth = 1;
  comment.name = "Zoé";
  comment.tag = "x7k2";
  comment.created_ms = 1'792'065'600'000;
  comment.likes = 3;
  comment.replies = 2;
  comment.edited_ms = 1'792'065'660'000;
  comment.down = 1;
  comment.pinned = comment.featured = true;
  comment.role = Role::kModerator;
  comment.reactions = {{"❤️", 3}, {"👏", 1}};
  comment.body = every_kind_of_node();
  return comment;
}

std::string deep_rich(int depth) {
  std::string open, close;
  for (int i = 0; i < depth; ++i) {
    open += "[\"quote\",";
    close += "]";
  }
  return "[" + open + "\"x\"" + close + "]";
}

ThreadItem full_thread() {
  ThreadItem item{"p", Sort::kControversial, 1, false, {full_comment()}, "next"};
  item.prev = "prev";
  item.at = item.under = "c2";
  item.reactions = {{"❤️", 0}};
  item.down_votes = true;
  item.edit_ms = 900'000;
  item.event = "1.2";
  return item;
}

}  // namespace

TEST_CASE("every item comes back as it was written") {
  Comment tombstone;
  tombstone.id = "c1";
  tombstone.status = CommentStatus::kDeleted;
  Comment hidden;
  hidden.id = "c3";
  hidden.status = CommentStatus::kHidden;
  const std::vector<Item> items = {
      LikeItem{"page \"1\"", 12},
      LikeItem{},
      ShareItem{
          "p", "https://a.example", "Titre", "i.png", {{Network::kFacebook, 3}, {Network::kNative, 0}}, 5},
      ShareItem{},
      FanItem{"thé", INT64_MAX},
      ThreadItem{"p", Sort::kBest, 42, true, {tombstone, full_comment(), hidden}, "next"},
      full_thread(),
      ThreadItem{}};
  for (const Item& item : items) {
    const std::string text = written(item);
    CAPTURE(text);
    const auto back = read(text);
    CHECK(back.ok());
    if (back.ok()) CHECK(back.value() == item);
  }
}

TEST_CASE("items have the documented wire form") {
  CHECK(written(LikeItem{"p", 12}) == R"({"kind":"like","page":"p","count":12})");
  CHECK(written(ShareItem{"p", "u", "t", "", {{Network::kX, 0}}, 5}) ==
        R"({"kind":"share","page":"p","url":"u","title":"t","image":"","total":5,"networks":[["x",0]]})");
  CHECK(written(FanItem{"", 17}) == R"({"kind":"fans","community":"","count":17})");
  Comment comment;
  comment.id = "c1";
  comment.body = {{RichNode::Kind::kParagraph, "", "", {{RichNode::Kind::kText, "Hi", "", {}}}}};
  CHECK(written(ThreadItem{"p", Sort::kNewest, 1, false, {comment}, ""}) ==
        R"({"kind":"comments","page":"p","sort":"newest","total":1,"closed":false,)"
        R"("comments":[{"id":"c1","body":[["p","Hi"]]}],"next":""})");
}

TEST_CASE("members that a newer server adds are passed over") {
  const auto like = read(R"({"kind":"like","new":{"x":[1]},"count":3,"paint":null})");
  CHECK(like.ok());
  if (like.ok()) CHECK(like.value() == Item{LikeItem{"", 3}});
  const auto share = read(R"({"kind":"share","networks":[["hologram",7],["x",1]]})");
  CHECK(share.ok());
  if (share.ok())
    CHECK(std::get<ShareItem>(share.value()).networks == std::vector<ShareCount>{{Network::kX, 1}});
}

TEST_CASE("an item with a member of the wrong type is a bad answer") {
  for (const std::string_view text : {"null",
                                      "[]",
                                      "3",
                                      "\"like\"",
                                      "{}",
                                      R"({"kind":"vote"})",
                                      R"({"kind":1})",
                                      R"({"kind":"like","count":"3"})",
                                      R"({"kind":"like","count":-1})",
                                      R"({"kind":"like","count":null})",
                                      R"({"kind":"like","page":3})",
                                      R"({"kind":"share","networks":{}})",
                                      R"({"kind":"share","networks":[["x"]]})",
                                      R"({"kind":"share","networks":["x"]})",
                                      R"({"kind":"share","networks":[["x",-1]]})",
                                      R"({"kind":"share","networks":[[1,"x"]]})",
                                      R"({"kind":"fans","community":[]})",
                                      R"({"kind":"comments","closed":1})",
                                      R"({"kind":"comments","sort":"top"})",
                                      R"({"kind":"comments","comments":{}})",
                                      R"({"kind":"comments","comments":[3]})",
                                      R"({"kind":"comments","comments":[{}]})",
                                      R"({"kind":"comments","next":7})"}) {
    CAPTURE(text);
    const auto item = read(text);
    CHECK_FALSE(item.ok());
    if (!item.ok()) CHECK(item.error().code == ErrorCode::kBadAnswer);
  }
}

TEST_CASE("a comment with a member of the wrong type is a bad answer") {
  for (const std::string_view text :
       {R"({"id":""})", R"({"id":7})", R"({"id":"c","depth":-1})", R"({"id":"c","depth":2147483648})",
        R"({"id":"c","likes":"1"})", R"({"id":"c","status":"spam"})", R"({"id":"c","status":1})",
        R"({"id":"c","status":""})", R"({"id":"c","body":"text"})", R"({"id":"c","body":[["script","x"]]})",
        R"({"id":"c","at":-5})", R"({"id":"c","parent":null})"}) {
    CAPTURE(text);
    CHECK_FALSE(read_one_comment(text).ok());
  }
}

TEST_CASE("a comment's own marks never come from the public answer") {
  const auto comment = read_one_comment(R"({"id":"c","mine":true,"liked":true,"pending":true})");
  CHECK(comment.ok());
  if (!comment.ok()) return;
  CHECK_FALSE(comment.value().mine);
  CHECK(comment.value().vote == 0);
  CHECK_FALSE(comment.value().pending);
}

TEST_CASE("rich text with links to scripts, unknown tags or broken forms is refused") {
  for (const std::string_view text : {R"([["a","javascript:go","x"]])",
                                      R"([["a","JAVASCRIPT:go"]])",
                                      R"([["a"," javascript:go","x"]])",
                                      R"([["a","java\u000ascript:go","x"]])",
                                      R"([["a","data:text/html,x"]])",
                                      R"([["a","/relative","x"]])",
                                      R"([["a"]])",
                                      R"([["a",["p"]]])",
                                      R"([["script","x"]])",
                                      R"([["P","x"]])",
                                      R"([[""]])",
                                      R"([[]])",
                                      R"([[1]])",
                                      R"([1])",
                                      R"([null])",
                                      R"([{}])",
                                      R"({})",
                                      R"([["h","0","x"]])",
                                      R"([["h","7","x"]])",
                                      R"([["h","x"]])",
                                      R"([["h"]])",
                                      R"([["ol",["li"]]])",
                                      R"([["ol","-1",["li"]]])",
                                      R"([["ol","1000000000"]])",
                                      R"([["code"]])",
                                      R"([["code",["p"]]])",
                                      R"([["code","a","b"]])",
                                      R"([["pre","cpp"]])",
                                      R"([["pre","cpp","x",["p"]]])",
                                      R"([["img","http://a.example/i.png","x"]])",
                                      R"([["img","javascript:go","x"]])",
                                      R"([["img","https://a.example"]])",
                                      R"([["mention","Ana"]])",
                                      R"([["mention","Ana","tag","more"]])",
                                      R"([["p",true]])"}) {
    CAPTURE(text);
    CHECK_FALSE(rich_accepts(text));
  }
  CHECK(rich_accepts(
      R"([["a","mailto:a@b.example","x"],["a","HTTP://a.example"],["h","6"],["ol","0"],"bare"])"));
}

TEST_CASE("rich text nests to the documented depth and no deeper") {
  CHECK(rich_accepts(deep_rich(kMaxRichDepth)));
  CHECK_FALSE(rich_accepts(deep_rich(kMaxRichDepth + 1)));
}

TEST_CASE("the first state of a widget is ready and shows what the server confirmed") {
  const LikeState like = make_like_state({"p", 12});
  CHECK(like.status.phase == Phase::kReady);
  CHECK(like.shown == Toggle{12, false});
  CHECK(like.confirmed == like.shown);
  CHECK(like.version == 1);
  const FanState fans = make_fan_state({"tea", 3});
  CHECK(fans.community == "tea");
  CHECK(fans.shown == Toggle{3, false});
  const ShareState share = make_share_state({"p", "u", "t", "i", {{Network::kX, 2}}, 9});
  CHECK(share.url == "u");
  CHECK(share.image == "i");
  CHECK(share.total == 9);
  CHECK(share.networks.size() == 1);
  const ThreadState thread = make_thread_state({"p", Sort::kBest, 4, true, {full_comment()}, "n"});
  CHECK(thread.sort == Sort::kBest);
  CHECK(thread.closed);
  CHECK(thread.next == "n");
  CHECK(thread.comments.size() == 1);
  CHECK(thread.total == 4);
}
