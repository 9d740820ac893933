#include "thread_states.hpp"

#include <utility>

namespace parvis::test {
namespace {

using Kind = RichNode::Kind;

constexpr std::int64_t kMinute = 60000;

RichNode rich(Kind kind, std::vector<RichNode> children = {}) { return {kind, "", "", std::move(children)}; }
RichNode words(std::string text) { return {Kind::kText, std::move(text), "", {}}; }
RichNode paragraph(std::string text) { return rich(Kind::kParagraph, {words(std::move(text))}); }
RichNode link(std::string address, std::string text) {
  return {Kind::kLink, "", std::move(address), {words(std::move(text))}};
}

Comment comment(std::string id, std::int32_t depth, std::string name, std::string tag,
                std::int64_t minutes_ago, std::vector<RichNode> body) {
  Comment made;
  made.id = std::move(id);
  made.depth = depth;
  made.name = std::move(name);
  made.tag = std::move(tag);
  made.created_ms = kGoldenNow - minutes_ago * kMinute;
  made.body = std::move(body);
  return made;
}

std::vector<RichNode> every_kind() {
  return {
      {Kind::kHeading, "", "2", {words("A heading")}},
      rich(Kind::kParagraph, {words("Plain, "),
                              rich(Kind::kEmphasis, {words("stressed")}),
                              words(", "),
                              rich(Kind::kStrong, {words("strong")}),
                              words(", "),
                              rich(Kind::kStrike, {words("gone")}),
                              words(", "),
                              {Kind::kCode, "a < b && c", "", {}},
                              words(" and "),
                              link("https://example.com/?a=1&b=2", "a link"),
                              rich(Kind::kLineBreak),
                              words("on two lines.")}),
      {Kind::kCodeBlock, "int main() {\n  return 0;\n}\n", "c", {}},
      rich(Kind::kQuote, {paragraph("Said before.")}),
      rich(Kind::kBulletList, {rich(Kind::kListItem, {words("one")}), rich(Kind::kListItem, {words("two")})}),
      {Kind::kOrderedList, "", "3", {rich(Kind::kListItem, {words("three")})}},
      rich(Kind::kRule),
      rich(Kind::kParagraph, {link("javascript:alert(1)", "never a link")}),
  };
}

ThreadState small_thread() {
  ThreadState state;
  state.status.phase = Phase::kReady;
  state.total = 6;
  state.author_name = "Ana";
  Comment first =
      comment("01a", 0, "Margot Delacroix", "k3f9", 4,
              {paragraph("I have used this mug every morning since April. "
                         "The glaze has not changed, the handle stays cool, and it survived two falls.")});
  first.likes = 12;
  first.vote = 1;
  first.replies = 2;
  Comment answer = comment("01b", 1, "", "p0zt", 3, {paragraph("Dishwasher too?")});
  Comment own = comment("01c", 2, "Ana", "w7aa", 0, {paragraph("Yes, every evening.")});
  own.mine = true;
  own.likes = 1;
  Comment gone = comment("01d", 0, "", "", 60 * 5, {});
  gone.status = CommentStatus::kDeleted;
  Comment below = comment(
      "01e", 1, "Jürgen Ōtani", "55xq", 60 * 4,
      {rich(Kind::kParagraph, {words("The same shop has "), link("https://shop.example/lamp", "a lamp"),
                               words(" in this blue.")})});
  Comment hidden = comment("01f", 0, "", "", 60 * 30, {});
  hidden.status = CommentStatus::kHidden;
  Comment styled = comment("01g", 0, "Sam", "9d2e", 60 * 24 * 40, every_kind());
  styled.likes = 1250;
  state.comments = {first, answer, own, gone, below, hidden, styled};
  return state;
}

ThreadState hard_thread() {
  ThreadState state;
  state.status.phase = Phase::kReady;
  state.sort = Sort::kBest;
  state.total = 1204;
  state.next = "cursor";
  state.comments = {
      comment("02a", 0, std::string(40, 'W') + " <script>\"&'", "aaaa", 1,
              {paragraph("https://example.com/" + std::string(120, 'x') + " <b>not bold</b> & \"quoted\"")}),
      comment("02b", 0, "مريم العلي", "bbbb", 2, {paragraph("كوب جميل، اشتريت اثنين.")}),
      comment("02c", 0, "👩‍🚀 Zoë", "cccc", 3, {paragraph("𝔘𝔫𝔦𝔠𝔬𝔡𝔢 \xE2\x80\xAE right to left?")}),
  };
  for (std::int32_t depth = 1; depth < 9; ++depth) {
    state.comments.push_back(comment("03" + std::to_string(depth), depth, "Level " + std::to_string(depth),
                                     "dddd", 10, {paragraph("Deeper.")}));
  }
  return state;
}

// With everything that a site may allow and a thread may hold.
ThreadState full_thread() {
  ThreadState state = small_thread();
  state.down_votes = true;
  state.edit_ms = 900'000;
  state.reactions = {{"❤️", 3, true}, {"😂", 0, false}};
  Comment& first = state.comments.edit(0);
  first.role = Role::kAuthor;
  first.pinned = first.featured = true;
  first.edited_ms = kGoldenNow - kMinute;
  first.down = 2;
  first.reactions = {{"❤️", 1, false}};
  state.comments.edit(1).fresh = true;
  state.comments.edit(1).role = Role::kTeam;
  state.unread = {12, kGoldenNow - 60 * 50 * kMinute};
  state.waiting = 3;
  state.undo = "01d";
  state.at = "01e";
  state.prev = "earlier";
  state.reacting = "01b";
  state.comments.edit(6).body = {
      rich(Kind::kParagraph, {rich(Kind::kSpoiler, {words("the end")}),
                              {Kind::kMention, "k3f9", "Margot", {}},
                              {Kind::kImage, "a mug", "https://img.example/mug.png", {}}})};
  return state;
}

void add_full_threads(std::vector<ThreadLook>& out) {
  auto add = [&](std::string name, const ThreadState& state) { out.push_back({std::move(name), state}); };
  ThreadState state = full_thread();
  add("thread-full", state);
  state = small_thread();
  state.collapsed = {"01a"};
  add("thread-folded", state);
  state.under = "01e";
  state.collapsed.clear();
  add("thread-under", state);

  state = full_thread();
  state.edit = {"01c", "Yes, *every* evening.", false};
  state.preview = {Composer::kEdit, false, {paragraph("Yes, every evening.")}};
  add("thread-edit", state);
  state.edit = {};
  state.preview = {Composer::kPost, true, {}};
  state.report = {"01a", "abuse", "rude"};
  add("thread-report", state);

  state = small_thread();
  Comment waiting = comment("pending-1", 0, "Ana", "", 0, {paragraph("From a tunnel.")});
  waiting.mine = waiting.pending = true;
  state.comments.insert(0, waiting);
  state.offline = true;
  add("thread-offline", state);
  state.offline = false;
  state.notice = "announce.posted";
  add("thread-posted", state);
}

}  // namespace

std::vector<ThreadLook> thread_looks() {
  std::vector<ThreadLook> out;
  auto add = [&](std::string name, const ThreadState& state) { out.push_back({std::move(name), state}); };
  add("thread-loading", {});
  ThreadState state;
  state.status = {Phase::kFailed, false, Error{ErrorCode::kUnavailable, "", 0}};
  add("thread-failed", state);
  state.status = {Phase::kReady, false, std::nullopt};
  add("thread-empty", state);
  state.closed = true;
  add("thread-closed-empty", state);

  state = small_thread();
  add("thread-ready", state);
  state.reply_to = "01b";
  state.reply_draft = "Half a <thought>";
  add("thread-reply-open", state);
  state.status.error = Error{ErrorCode::kTooLong, "", 0};
  add("thread-reply-refused", state);
  state = small_thread();
  state.closed = true;
  add("thread-closed", state);
  state = small_thread();
  Comment waiting = comment("pending-1", 0, "Ana", "", 0, {paragraph("Not there yet.")});
  waiting.mine = waiting.pending = true;
  state.comments.insert(0, waiting);
  state.draft = "Not there yet.";
  state.status.pending = true;
  add("thread-pending", state);

  state = hard_thread();
  add("thread-hard-text", state);
  state.loading_more = true;
  add("thread-loading-more", state);
  add_full_threads(out);
  return out;
}

void add_threads(std::vector<GoldenState>& out, const view::ViewContext& context) {
  for (ThreadLook& look : thread_looks())
    out.push_back({std::move(look.name), view::view_thread(look.state, context)});
}

}  // namespace parvis::test
