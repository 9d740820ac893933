#include <string>

#include "exhibits.hpp"

namespace parvis::demo {
namespace {

constexpr std::string_view kPraise =
    "I have used this mug every morning since April. The *glaze* has not changed, the handle stays cool, and "
    "it "
    "survived **two falls**.";

struct Talk {
  std::string first, answer, second;
};

Talk talk(Stage& s) {
  Talk ids;
  s.minutes_ago(90);
  ids.first = s.comment("Margot", kPraise);
  s.minutes_ago(60);
  ids.answer = s.comment("Idris", "Dishwasher too?", ids.first);
  s.minutes_ago(12);
  ids.second = s.comment("Jürgen", "The same shop has [a lamp](https://shop.example/lamp) in this blue.");
  s.now();
  s.vote_by(12, ids.first, 1);
  s.vote_by(2, ids.second, 1);
  return ids;
}

void open(Stage& s, ThreadOptions options = {}) {
  s.open_thread(std::move(options));
  s.settle();
}

// The reader writes; their comment is the first of the list.
std::string write(Stage& s, std::string_view text) {
  s.thread->set_author_name("Ana");
  s.thread->set_draft(text);
  s.thread->post();
  s.settle();
  for (const Comment& comment : s.thread->state().comments) {
    if (comment.mine) return comment.id;
  }
  return {};
}

constexpr Exhibit kThreads[] = {
    {"a talk",
     [](Stage& s) {
       talk(s);
       open(s);
     }},
    {"empty", [](Stage& s) { open(s); }},
    {"closed",
     [](Stage& s) {
       talk(s);
       s.owner("thread", R"("page":{"key":"mug"},"closed":true)");
       open(s);
     }},
    {"a reply is written, with a preview",
     [](Stage& s) {
       Talk ids = talk(s);
       open(s);
       s.thread->set_reply_to(ids.answer);
       s.thread->set_reply_draft("Every evening, **top rack**.");
       s.thread->preview(Composer::kReply);
       s.settle();
     }},
    {"one's own, being edited",
     [](Stage& s) {
       talk(s);
       open(s);
       s.thread->edit(write(s, "Holds *three* cups."));
       s.settle();
     }},
    {"one's own, deleted",
     [](Stage& s) {
       talk(s);
       open(s);
       s.thread->remove(write(s, "Oh no."));
       s.settle();
     }},
    {"waiting for a connection",
     [](Stage& s) {
       talk(s);
       open(s);
       s.server.set_offline(true);
       s.thread->set_author_name("Ana");
       s.thread->set_draft("From a tunnel.");
       s.thread->post();
       s.settle();
       s.pass(5'000);
     }},
    {"on its way",
     [](Stage& s) {
       talk(s);
       open(s);
       s.hold();
       s.thread->set_draft("Not there yet.");
       s.thread->post();
     }},
    {"being reported",
     [](Stage& s) {
       Talk ids = talk(s);
       open(s);
       s.thread->report(ids.answer);
     }},
    {"votes, reactions, badges",
     [](Stage& s) {
       s.owner("settings", R"("settings":{"down_votes":true})");
       Talk ids = talk(s);
       s.vote_by(3, ids.second, -1);
       s.react_by(4, ids.first, "❤️");
       s.react_by(2, ids.first, "👏");
       s.react_by(5, "", "😂");
       s.owner("role", R"("role":"author","comment":")" + ids.answer + "\"");
       s.owner("comment", R"("do":"pin","id":")" + ids.second + "\"");
       s.owner("comment", R"("do":"feature","id":")" + ids.first + "\"");
       open(s);
       s.thread->choose_reaction(ids.second);
     }},
    {"new since the last visit",
     [](Stage& s) {
       s.minutes_ago(60 * 26);
       std::string first = s.comment("Margot", kPraise);
       open(s);
       s.leave();
       s.minutes_ago(50);
       s.comment("Idris", "Dishwasher too?", first);
       s.comment("Jürgen", "In blue, please.");
       s.now();
       open(s);
     }},
    {"some came while reading",
     [](Stage& s) {
       talk(s);
       open(s);
       s.comment("Noor", "Just bought two.");
       s.comment("Sam", "Mine came chipped, they sent another the same day.");
       s.refresh();
       s.settle();
     }},
    {"folded",
     [](Stage& s) {
       Talk ids = talk(s);
       open(s);
       s.thread->set_collapsed(ids.first, true);
     }},
    {"deep",
     [](Stage& s) {
       std::string id;
       for (int i = 0; i < 9; ++i)
         id = s.comment(i % 2 == 0 ? "Margot" : "Idris", "Deeper, level " + std::to_string(i) + ".", id);
       open(s);
     }},
    {"every kind of text",
     [](Stage& s) {
       s.comment("Sam",
                 "## A heading\n\nPlain, *stressed*, **strong**, ~~gone~~, `a < b` and "
                 "https://example.com\n\n```c\nint main() {\n  return 0;\n}\n```\n\n> Said before.\n\n"
                 "- one\n- two\n\n3. three\n4. four\n\n---\n\nThe end: ||the butler||.");
       open(s);
     }},
    {"more to load",
     [](Stage& s) {
       for (int i = 0; i < 5; ++i) s.comment("Margot", "Comment " + std::to_string(i + 1) + ".");
       open(s, {.page = {}, .page_size = 2});
     }},
    {"loading",
     [](Stage& s) {
       s.hold();
       open(s);
     }},
    {"no server",
     [](Stage& s) {
       s.server.set_offline(true);
       open(s);
     }},
};

}  // namespace

std::span<const Exhibit> thread_exhibits() { return kThreads; }

}  // namespace parvis::demo
