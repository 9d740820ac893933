#include "widgets/thread_entry.hpp"

#include <algorithm>

#include "base/decimal.hpp"
#include "widgets/comment_list.hpp"

namespace parvis {
namespace {

constexpr std::string_view kAuthorName = "name";
constexpr std::int64_t kMaxRoots = 100;

}  // namespace

ThreadEntry::ThreadEntry(Actions& actions, const PageRef& page, const Descriptor& options)
    : Entry(actions, page, options) {
  state_.sort = options.sort;
  state_.author_name = actions_->remembered(kAuthorName);
}

WidgetStatus& ThreadEntry::change() {
  ++state_.version;
  return state_.status;
}

Descriptor ThreadEntry::wanted() const {
  Descriptor descriptor = Entry::wanted();
  descriptor.sort = state_.sort;
  // Whatever the reader has unfolded stays unfolded when it is read again.
  descriptor.limit = std::clamp(root_count(confirmed_), descriptor.limit, kMaxRoots);
  return descriptor;
}

Descriptor ThreadEntry::wanted_more() const {
  Descriptor descriptor = Entry::wanted();
  descriptor.sort = state_.sort;
  descriptor.after = state_.next;
  return descriptor;
}

void ThreadEntry::set_sort(Sort sort) {
  if (actions_ == nullptr || sort == state_.sort) return;
  change();
  state_.sort = sort;
  state_.loading_more = false;
  wants.drop(Ask::kMore);
  wants.add(Ask::kRead);
  wants.add(Ask::kMine);
}

void ThreadEntry::load_more() {
  if (actions_ == nullptr || state_.next.empty() || state_.loading_more) return;
  change();
  state_.loading_more = true;
  wants.add(Ask::kMore);
  wants.add(Ask::kMoreMine);
}

void ThreadEntry::set_author_name(std::string_view name) {
  if (actions_ == nullptr || state_.author_name == name) return;
  change();
  state_.author_name = name;
}

void ThreadEntry::set_draft(std::string_view text) {
  if (actions_ == nullptr || state_.draft == text) return;
  change();
  state_.draft = text;
}

void ThreadEntry::set_reply_to(std::string_view comment_id) {
  if (actions_ == nullptr || state_.reply_to == comment_id) return;
  if (!comment_id.empty()) {
    const auto index = find_comment(state_.comments, comment_id);
    // A comment that the server does not know yet has no id to answer to.
    if (!index || state_.comments[*index].pending) return;
  }
  change();
  state_.reply_to = comment_id;
  state_.reply_draft.clear();
}

void ThreadEntry::set_reply_draft(std::string_view text) {
  if (actions_ == nullptr || state_.reply_draft == text) return;
  change();
  state_.reply_draft = text;
}

void ThreadEntry::post(const Origin& origin) { submit_post({}, state_.draft, origin); }

void ThreadEntry::post_reply(const Origin& origin) {
  if (!state_.reply_to.empty()) submit_post(state_.reply_to, state_.reply_draft, origin);
}

void ThreadEntry::submit_post(const std::string& parent, const std::string& text, const Origin& origin) {
  if (actions_ == nullptr || is_blank(text)) return;
  const bool repeated = std::any_of(posts_.begin(), posts_.end(), [&](const Post& post) {
    return post.text == text && post.comment.parent == parent;
  });
  if (repeated && origin.key.empty()) return;  // the button was pressed twice

  Write write = new_write(Verb::kComment);
  write.parent = parent;
  write.name = state_.author_name;
  write.text = text;
  Post post;
  post.key = actions_->submit(write, origin);
  if (post.key.empty()) {
    change().error = queue_full();
    return;
  }
  actions_->remember(kAuthorName, state_.author_name);
  post.text = text;
  post.comment.id = "pending-" + decimal(++pending_number_);
  post.comment.parent = parent;
  post.comment.name = state_.author_name;
  post.comment.created_ms = actions_->now_ms();
  post.comment.mine = true;
  post.comment.pending = true;
  post.comment.body = plain_paragraphs(text);
  posts_.push_back(std::move(post));
  show();
}

void ThreadEntry::remove(std::string_view comment_id, const Origin& origin) {
  if (actions_ == nullptr) return;
  const auto index = find_comment(state_.comments, comment_id);
  if (!index || state_.comments[*index].pending) return;
  Write write = new_write(Verb::kCommentDelete);
  write.id = comment_id;
  const bool taken = removals_.submit(write, origin, *actions_);
  show();
  if (!taken) change().error = queue_full();
}

void ThreadEntry::set_comment_liked(std::string_view comment_id, bool liked, const Origin& origin) {
  if (actions_ == nullptr) return;
  const auto index = find_comment(confirmed_, comment_id);
  if (!index) return;
  Write write = new_write(Verb::kCommentVote);
  write.id = comment_id;
  write.on = liked;
  write.vote = liked ? 1 : 0;
  const bool taken = likings_.wish(write, confirmed_[*index].liked, mine_known(), origin, *actions_);
  show();
  if (!taken) change().error = queue_full();
}

void ThreadEntry::tick(std::int64_t now_ms) {
  // An action between two polls learns its time here; the last poll's may be hours old.
  bool timed = false;
  for (Post& post : posts_) {
    if (post.timed) continue;
    post.timed = timed = true;
    post.comment.created_ms = now_ms;
  }
  if (timed) show();
}

bool ThreadEntry::owns(std::string_view key) const {
  for (const Post& post : posts_) {
    if (post.key == key) return true;
  }
  return removals_.owns(key) || likings_.owns(key);
}

void ThreadEntry::show() {
  change().pending = !posts_.empty() || !removals_.empty() || !likings_.empty();
  state_.comments = confirmed_;
  state_.total = confirmed_total_ + static_cast<std::int64_t>(posts_.size());
  show_likings();
  show_removals();
  for (const Post& post : posts_) insert_comment(state_.comments, post.comment, state_.sort);
}

void ThreadEntry::show_likings() {
  for (const SentAction& liking : likings_.all()) {
    const auto index = find_comment(confirmed_, liking.id);
    if (!index) continue;
    const Comment& confirmed = confirmed_[*index];
    const Toggle shown = likings_.shown(liking.id, Toggle{confirmed.likes, confirmed.liked});
    Comment& comment = state_.comments.edit(*index);
    comment.likes = shown.count;
    comment.liked = shown.on;
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

}  // namespace parvis
