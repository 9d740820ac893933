#include "widgets/thread_entry.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "model/limits.hpp"
#include "protocol/items_wire.hpp"
#include "widgets/comment_list.hpp"
#include "widgets/id_list.hpp"

namespace parvis {
namespace {

constexpr std::int64_t kMaxRoots = 100;

void add_one(std::vector<Reaction>& reactions, std::string_view emoji, bool on) {
  auto found = std::find_if(reactions.begin(), reactions.end(),
                            [emoji](const Reaction& one) { return one.emoji == emoji; });
  if (found == reactions.end()) {
    reactions.emplace_back().emoji = emoji;
    found = reactions.end() - 1;
  }
  if (found->on == on) return;
  found->on = on;
  found->count += on ? 1 : -1;
}

}  // namespace

ThreadEntry::ThreadEntry(Actions& actions, const PageRef& page, const Descriptor& options)
    : Entry(actions, page, options) {
  state_.sort = sort_from_name(actions_->remembered("sort")).value_or(options.sort);
  state_.author_name = actions_->remembered("name");
  state_.at = options.at;
  state_.under = options.under;
  focus_at_ = !state_.at.empty();
}

WidgetStatus& ThreadEntry::change() {
  ++state_.version;
  return state_.status;
}

Descriptor ThreadEntry::wanted() const {
  Descriptor descriptor = Entry::wanted();
  descriptor.sort = state_.sort;
  descriptor.at = state_.at;
  descriptor.under = state_.under;
  // Whatever the reader has unfolded stays unfolded when it is read again.
  const std::int64_t unfolded = replacing_ ? 0 : root_count(confirmed_);
  descriptor.limit = std::clamp(unfolded, descriptor.limit, kMaxRoots);
  return descriptor;
}

Descriptor ThreadEntry::wanted_more() const {
  Descriptor descriptor = Entry::wanted();
  descriptor.sort = state_.sort;
  descriptor.at.clear();
  descriptor.under = state_.under;
  descriptor.after = state_.loading_previous ? state_.prev : state_.next;
  return descriptor;
}

Descriptor ThreadEntry::wanted_mine() const {
  Descriptor descriptor = wanted();
  descriptor.since_ms = state_.unread.since_ms;
  return descriptor;
}

void ThreadEntry::tick(std::int64_t now_ms) {
  // An action between two polls learns its time here; the last poll's may be hours old.
  bool changed = false;
  for (Post& post : posts_) {
    if (post.timed) continue;
    post.timed = changed = true;
    post.comment.created_ms = now_ms;
  }
  if (!state_.undo.empty() && undo_until_ms_ == 0) undo_until_ms_ = now_ms + kUndoWindowMs;
  if (!state_.undo.empty() && now_ms >= undo_until_ms_) {
    leave_gap(std::exchange(state_.undo, {}));
    changed = true;
  }
  if (changed) show();
  if (!state_.notice.empty() && notice_until_ms_ == 0) notice_until_ms_ = now_ms + kNoticeMs;
  if (!state_.notice.empty() && now_ms >= notice_until_ms_) notice({});
  keep_drafts();
  note_visit(now_ms);
}

bool ThreadEntry::owns(std::string_view key) const {
  for (const Post& post : posts_) {
    if (post.key == key) return true;
  }
  for (const SentActions* sent : {&removals_, &restores_, &votes_, &reactions_, &reports_}) {
    if (sent->owns(key)) return true;
  }
  return false;
}

void ThreadEntry::notice(std::string_view key, std::int64_t count) {
  change();
  state_.notice = key;
  notice_until_ms_ = 0;
  state_.notice_count = count;
}

void ThreadEntry::set_focus(const std::string& id) {
  change();
  state_.focus.id = id;
  ++state_.focus.turn;
  if (actions_ == nullptr) return;
  JsonWriter out;
  out.begin_object().member("type", "focus").member("id", id).end_object();
  actions_->tell(*this, out.text());
}

void ThreadEntry::queue_full_unless(bool taken) {
  show();
  if (!taken) change().error = queue_full();
}

void ThreadEntry::show() {
  change().pending = !posts_.empty() || !removals_.empty() || !restores_.empty() || !votes_.empty() ||
                     !reactions_.empty() || !reports_.empty();
  state_.comments = confirmed_;
  state_.total = confirmed_total_;
  state_.reactions = confirmed_reactions_;
  show_votes();
  show_reactions();
  show_removals();
  for (const Post& post : posts_) show_post(post);
  // The stream may be faster than the answer: one's own comment is not news.
  if (posts_.empty() || waiting_.empty()) state_.waiting = static_cast<std::int64_t>(waiting_.size());
  show_unread();
}

void ThreadEntry::show_votes() {
  for (const SentAction& sent : votes_.all()) {
    const auto index = find_comment(confirmed_, sent.id);
    if (!index) continue;
    const Comment& confirmed = confirmed_[*index];
    Comment& comment = state_.comments.edit(*index);
    comment.vote = votes_.wished(sent.id, confirmed.vote);
    comment.likes = confirmed.likes + (comment.vote == 1 ? 1 : 0) - (confirmed.vote == 1 ? 1 : 0);
    comment.down = confirmed.down + (comment.vote == -1 ? 1 : 0) - (confirmed.vote == -1 ? 1 : 0);
  }
}

void ThreadEntry::show_reactions() {
  for (const SentAction& sent : reactions_.all()) {
    const std::size_t space = sent.id.find(' ');
    const std::string_view id = std::string_view(sent.id).substr(0, space);
    const std::string_view emoji = std::string_view(sent.id).substr(space + 1);
    if (id.empty()) {
      add_one(state_.reactions, emoji, sent.value != 0);
    } else if (const auto index = find_comment(confirmed_, id)) {
      add_one(state_.comments.edit(*index).reactions, emoji, sent.value != 0);
    }
  }
}

void ThreadEntry::show_removals() {
  for (const SentAction& removal : removals_.all()) {
    const auto index = find_comment(state_.comments, removal.id);
    if (!index) continue;
    Comment& comment = state_.comments.edit(*index);
    if (comment.status == CommentStatus::kPublished) --state_.total;
    comment.status = CommentStatus::kDeleted;
    comment.pending = true;
  }
}

void ThreadEntry::show_post(const Post& post) {
  if (!post.edit) {
    ++state_.total;
    insert_comment(state_.comments, post.comment, state_.sort);
    return;
  }
  const auto index = find_comment(state_.comments, post.comment.id);
  if (!index) return;
  Comment& comment = state_.comments.edit(*index);
  comment.body = post.comment.body;
  comment.pending = true;
}

void ThreadEntry::show_unread() {
  if (state_.unread.since_ms == 0) return;
  std::int64_t loaded = 0;
  for (const Comment& comment : confirmed_) loaded += comment.fresh ? 1 : 0;
  const std::int64_t counted = fresh_count_ - static_cast<std::int64_t>(visited_.size());
  state_.unread.count = std::max(loaded, counted);
}

}  // namespace parvis
