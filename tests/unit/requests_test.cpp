#include "protocol/requests.hpp"

#include <doctest/doctest.h>

#include "base/json.hpp"

using namespace parvis;

namespace {

HttpResponse ok(std::string body) { return HttpResponse{200, 0, std::move(body)}; }

}  // namespace

TEST_CASE("every verb has a path, and finds back from it") {
  for (int i = 0; i < kVerbCount; ++i) {
    const auto verb = static_cast<Verb>(i);
    CHECK(verb_from_path(verb_path(verb)) == verb);
  }
  CHECK_FALSE(verb_from_path("nonsense").has_value());
}

TEST_CASE("bodies of writes are exactly the contract's") {
  Write write;
  write.page = PageRef{"mug", "https://s.example/mug", "https://s.example/mug?a=1"};
  write.on = true;
  CHECK(write_body(write, "shop", "k1") ==
        R"({"site":"shop","key":"k1","page":{"key":"mug","canonical":"https://s.example/mug",)"
        R"("address":"https://s.example/mug?a=1"},"on":true})");
  write.page = PageRef{{}, {}, "a"};
  write.verb = Verb::kShare;
  write.network = Network::kMastodon;
  CHECK(write_body(write, "", "k1") == R"({"key":"k1","page":{"address":"a"},"network":"mastodon"})");
  write.verb = Verb::kFan;
  write.community = "team";
  CHECK(write_body(write, "", "k1") == R"({"key":"k1","page":{"address":"a"},"community":"team","on":true})");
  write.verb = Verb::kComment;
  write.parent = "p";
  write.name = "Ana \"A\"";
  write.text = "one\ntwo";
  CHECK(write_body(write, "", "k1") ==
        R"({"key":"k1","page":{"address":"a"},"parent":"p","name":"Ana \"A\"","text":"one\ntwo"})");
  write.verb = Verb::kCommentDelete;
  write.id = "c1";
  CHECK(write_body(write, "", "k1") == R"({"key":"k1","page":{"address":"a"},"id":"c1"})");
  write.verb = Verb::kCommentVote;
  write.vote = -1;
  CHECK(write_body(write, "", "k1") == R"({"key":"k1","page":{"address":"a"},"id":"c1","vote":-1})");
  write.verb = Verb::kCommentEdit;
  CHECK(write_body(write, "", "k1") == R"({"key":"k1","page":{"address":"a"},"id":"c1","text":"one\ntwo"})");
  write.verb = Verb::kCommentRestore;
  CHECK(write_body(write, "", "k1") == R"({"key":"k1","page":{"address":"a"},"id":"c1"})");
  write.verb = Verb::kCommentReact;
  write.text = "❤️";
  CHECK(write_body(write, "", "k1") ==
        R"({"key":"k1","page":{"address":"a"},"id":"c1","reaction":"❤️","on":true})");
  write.verb = Verb::kCommentReport;
  write.text = "spam";
  write.note = "again";
  CHECK(write_body(write, "", "k1") ==
        R"({"key":"k1","page":{"address":"a"},"id":"c1","reason":"spam","note":"again"})");
}

TEST_CASE("the token joins a body only on its way out") {
  const HttpRequest request =
      write_request("https://c.example", Verb::kCommentVote, "TOKEN", R"({"key":"k"})");
  CHECK(request.method == "POST");
  CHECK(request.url == "https://c.example/v1/comment/vote");
  CHECK(request.body == R"({"token":"TOKEN","key":"k"})");
}

TEST_CASE("no token ever stands in an address") {
  const PageRef page{{}, {}, "https://s.example/"};
  CHECK(mine_request("https://c.example", "", "TOKEN", page, {Descriptor{}}).url ==
        "https://c.example/v1/mine");
}

TEST_CASE("a read names the page once and keeps the encoding inside descriptors") {
  Descriptor odd;
  odd.page_key = "a b&c%";
  const HttpRequest request = read_request(
      "https://c.example", "sh op", PageRef{{}, "https://s.example/ü", "https://s.example/?a=1&b=2"}, {odd});
  CHECK(request.url ==
        "https://c.example/v1/read?site=sh%20op&address=https%3A%2F%2Fs.example%2F%3Fa%3D1%26b%3D2"
        "&canonical=https%3A%2F%2Fs.example%2F%C3%BC&e=like;p=a%2520b%2526c%2525");
}

TEST_CASE("answers to writes are read") {
  const auto like = read_write_answer(Verb::kLike, ok(R"({"page":"p","count":3,"liked":true})"));
  CHECK(like.ok());
  if (!like.ok()) return;
  CHECK(like.value().page == "p");
  CHECK(like.value().count == 3);
  CHECK(like.value().on);
  const auto share = read_write_answer(Verb::kShare, ok(R"({"page":"p","network":"x","count":3,"total":9})"));
  CHECK(share.ok());
  if (share.ok()) CHECK(share.value().network == Network::kX);
  const auto fan = read_write_answer(Verb::kFan, ok(R"({"community":"","count":3,"joined":true})"));
  CHECK(fan.ok());
  if (fan.ok()) CHECK(fan.value().on);
  const auto post =
      read_write_answer(Verb::kComment, ok(R"({"page":"p","total":1,"comment":{"id":"c","at":1}})"));
  CHECK(post.ok());
  if (post.ok()) CHECK(post.value().id == "c");
  const auto gone =
      read_write_answer(Verb::kCommentDelete, ok(R"({"page":"p","total":1,"id":"c","comment":null})"));
  CHECK(gone.ok());
  if (gone.ok()) CHECK_FALSE(gone.value().comment.has_value());
}

TEST_CASE("an answer that lacks what its widget shows is a broken one, never a zero") {
  const std::pair<Verb, const char*> broken[] = {
      {Verb::kLike, R"({"page":"p","liked":true})"},
      {Verb::kLike, R"({"count":3,"liked":true})"},
      {Verb::kShare, R"({"page":"p","network":"x","count":3})"},
      {Verb::kShare, R"({"page":"p","network":"nonsense","count":3,"total":3})"},
      {Verb::kFan, R"({"joined":true})"},
      {Verb::kComment, R"({"page":"p","total":1})"},
      {Verb::kComment, R"({"page":"p","total":1,"comment":null})"},
      {Verb::kComment, R"({"page":"p","total":1,"comment":{"id":5}})"},
      {Verb::kCommentDelete, R"({"page":"p","total":1})"},
      {Verb::kCommentVote, R"({"likes":1,"vote":1})"},
      {Verb::kCommentVote, R"({"id":"c","likes":1})"},
      {Verb::kCommentEdit, R"({"page":"p","total":1,"comment":null})"},
      {Verb::kCommentRestore, R"({"page":"p","total":1})"},
      {Verb::kCommentReact, R"({"page":"p","id":"c"})"},
      {Verb::kCommentReport, R"({"ok":false})"},
      {Verb::kLike, "[]"},
      {Verb::kLike, ""},
  };
  for (const auto& one : broken) {
    CAPTURE(one.second);
    const auto answer = read_write_answer(one.first, ok(one.second));
    CHECK_FALSE(answer.ok());
    if (!answer.ok()) CHECK(answer.error().code == ErrorCode::kBadAnswer);
  }
}

TEST_CASE("problem documents become their errors, with the wait that the server asked for") {
  const HttpResponse limited{429, 3000,
                             R"({"type":"t","title":"x","status":429,"detail":"slow down","code":31})"};
  const auto answer = read_write_answer(Verb::kLike, limited);
  CHECK_FALSE(answer.ok());
  if (answer.ok()) return;
  CHECK(answer.error().code == ErrorCode::kRateLimited);
  CHECK(answer.error().retry_after_ms == 3000);
}

TEST_CASE("what is no problem document is judged by its status") {
  const std::pair<int, ErrorCode> expected[] = {
      {429, ErrorCode::kRateLimited}, {404, ErrorCode::kNotFound},    {413, ErrorCode::kTooLarge},
      {408, ErrorCode::kTimeout},     {504, ErrorCode::kUnavailable}, {502, ErrorCode::kUnavailable},
      {500, ErrorCode::kUnavailable}, {403, ErrorCode::kNotAllowed},  {418, ErrorCode::kNotAllowed},
      {301, ErrorCode::kBadAnswer},   {204, ErrorCode::kBadAnswer},
  };
  for (const auto& one : expected) {
    CAPTURE(one.first);
    CHECK(response_error(HttpResponse{one.first, 7, "<html>"}).code == one.second);
  }
}

TEST_CASE("answers to votes and reactions are read") {
  const auto vote = read_write_answer(Verb::kCommentVote, ok(R"({"id":"c","likes":3,"down":2,"vote":-1})"));
  CHECK(vote.ok());
  if (!vote.ok()) return;
  CHECK(vote.value().count == 3);
  CHECK(vote.value().total == 2);
  CHECK(vote.value().vote == -1);
  CHECK_FALSE(vote.value().on);
  const auto reaction =
      read_write_answer(Verb::kCommentReact, ok(R"({"page":"p","id":"c","reactions":[["❤️",3]]})"));
  CHECK(reaction.ok());
  if (reaction.ok()) CHECK(reaction.value().reactions == std::vector<Reaction>{{"❤️", 3}});
}

TEST_CASE("what is mine in a thread is read") {
  const auto answer = read_mine_answer(
      ok(R"({"name":"","items":[{"mine":[],"liked":[],"down":["d"],"reacted":[["c","❤️"]],)"
         R"("page_reacted":["👏"],"role":"team","new":{"count":7,"ids":["n"]},"feed":"f"}]})"),
      1);
  CHECK(answer.ok());
  if (!answer.ok()) return;
  const MineItem& item = answer.value().items[0];
  CHECK(item.down == std::vector<std::string>{"d"});
  CHECK(item.reacted == std::vector<std::pair<std::string, std::string>>{{"c", "❤️"}});
  CHECK(item.page_reacted == std::vector<std::string>{"👏"});
  CHECK(item.role == Role::kTeam);
  CHECK(item.fresh == 7);
  CHECK(item.fresh_ids == std::vector<std::string>{"n"});
  CHECK(item.feed == "f");
}

TEST_CASE("what is mine is read, unknown networks left out") {
  const auto answer = read_mine_answer(
      ok(R"({"name":"Ana","items":[{"liked":true},{"shared":["x","future"]},{"joined":true},{"mine":["a"],"liked":["b","c"]}]})"),
      4);
  CHECK(answer.ok());
  if (!answer.ok()) return;
  CHECK(answer.value().name == "Ana");
  CHECK(answer.value().items[0].on);
  CHECK(answer.value().items[1].shared == std::vector<Network>{Network::kX});
  CHECK(answer.value().items[2].on);
  CHECK(answer.value().items[3].mine == std::vector<std::string>{"a"});
  CHECK(answer.value().items[3].liked.size() == 2);
  CHECK_FALSE(read_mine_answer(ok(R"({"name":"","items":[]})"), 1).ok());
}
