// What a writer does in a thread.
#include <algorithm>

#include "base/decimal.hpp"
#include "parvis/text.hpp"
#include "widgets/comment_list.hpp"
#include "widgets/thread_entry.hpp"

namespace parvis {

void ThreadEntry::set_author_name(std::string_view name) {
  if (actions_ == nullptr || state_.author_name == name) return;
  change();
  state_.author_name = name;
}

void ThreadEntry::change_text(std::string& text, std::string_view now, Composer composer) {
  if (actions_ == nullptr || text == now) return;
  change();
  text = now;
  if (state_.preview.of == composer) state_.preview = {};
}

void ThreadEntry::set_draft(std::string_view text) { change_text(state_.draft, text, Composer::kPost); }

void ThreadEntry::set_reply_draft(std::string_view text) {
  change_text(state_.reply_draft, text, Composer::kReply);
}

void ThreadEntry::set_edit_draft(std::string_view text) {
  change_text(state_.edit.draft, text, Composer::kEdit);
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
  Post post;
  post.comment.id = "pending-" + decimal(++pending_number_);
  post.comment.parent = parent;
  post.comment.name = state_.author_name;
  post.comment.created_ms = actions_->now_ms();
  post.comment.mine = true;
  submit_text(std::move(post), write, text, origin);
}

void ThreadEntry::submit_text(Post post, Write& write, const std::string& text, const Origin& origin) {
  write.text = text;
  post.text = text;
  post.comment.pending = true;
  post.comment.body = plain_paragraphs(text);
  post.key = actions_->submit(write, origin);
  const bool taken = !post.key.empty();
  if (taken) {
    actions_->remember("name", state_.author_name);
    posts_.push_back(std::move(post));
    state_.preview = {};
  }
  queue_full_unless(taken);
}

void ThreadEntry::withdraw(std::string_view comment_id) {
  const auto post = std::find_if(posts_.begin(), posts_.end(),
                                 [&](const Post& other) { return other.comment.id == comment_id; });
  if (actions_ == nullptr || post == posts_.end() || !actions_->give_up(post->key)) return;
  restore_draft_of(*post);
  posts_.erase(post);
  show();
  if (pending()) return;
  state_.offline = false;
  state_.status.error.reset();
}

void ThreadEntry::edit(std::string_view comment_id) {
  if (actions_ == nullptr || state_.edit.id == comment_id) return;
  const auto index = find_comment(state_.comments, comment_id);
  if (!comment_id.empty() && (!index || !state_.comments[*index].mine || state_.comments[*index].pending))
    return;
  change();
  state_.edit = {};
  if (state_.preview.of == Composer::kEdit) state_.preview = {};
  if (comment_id.empty()) return;
  state_.edit.id = comment_id;
  state_.edit.loading = true;
  actions_->ask(*this, Question::kSource, comment_id);
}

void ThreadEntry::post_edit(const Origin& origin) {
  if (actions_ == nullptr || state_.edit.id.empty() || is_blank(state_.edit.draft)) return;
  Write write = new_write(Verb::kCommentEdit);
  write.id = state_.edit.id;
  Post post;
  post.edit = post.timed = true;
  post.comment.id = write.id;
  const std::string text = std::move(state_.edit.draft);
  state_.edit = {};
  submit_text(std::move(post), write, text, origin);
}

std::string ThreadEntry::draft_of(Composer composer) const {
  if (composer == Composer::kReply) return state_.reply_draft;
  return composer == Composer::kEdit ? state_.edit.draft : state_.draft;
}

void ThreadEntry::preview(Composer composer) {
  if (actions_ == nullptr) return;
  change();
  const bool again = composer == state_.preview.of;
  state_.preview = {};
  if (again || composer == Composer::kNone) return;
  state_.preview.of = composer;
  const std::string text = draft_of(composer);
  if (is_blank(text)) return;
  state_.preview.loading = true;
  actions_->ask(*this, Question::kPreview, text);
}

void ThreadEntry::remove(std::string_view comment_id, const Origin& origin) {
  if (actions_ == nullptr) return;
  const auto index = find_comment(state_.comments, comment_id);
  if (!index || state_.comments[*index].pending) return;
  Write write = new_write(Verb::kCommentDelete);
  write.id = comment_id;
  queue_full_unless(removals_.submit(write, origin, *actions_));
}

void ThreadEntry::undo_remove(std::string_view comment_id, const Origin& origin) {
  if (actions_ == nullptr || comment_id.empty() || state_.undo != comment_id || !restores_.empty()) return;
  Write write = new_write(Verb::kCommentRestore);
  write.id = comment_id;
  notice({});
  queue_full_unless(restores_.submit(write, origin, *actions_));
}

void ThreadEntry::vote(std::string_view comment_id, std::int32_t vote, const Origin& origin) {
  const auto index = find_comment(confirmed_, comment_id);
  if (actions_ == nullptr || !index) return;
  Write write = new_write(Verb::kCommentVote);
  write.id = comment_id;
  write.vote = vote;
  queue_full_unless(votes_.wish(write, confirmed_[*index].vote, mine_known(), origin, *actions_));
}

void ThreadEntry::react(std::string_view comment_id, std::string_view emoji, bool on, const Origin& origin) {
  if (actions_ == nullptr || emoji.empty()) return;
  if (!comment_id.empty() && !find_comment(confirmed_, comment_id)) return;
  Write write = new_write(Verb::kCommentReact);
  write.id = comment_id;
  write.text = emoji;
  write.on = on;
  state_.reacting.clear();
  const bool confirmed =
      std::find(reacted_.begin(), reacted_.end(),
                std::pair<std::string, std::string>(write.id, write.text)) != reacted_.end();
  queue_full_unless(reactions_.wish(write, std::int32_t{confirmed}, mine_known(), origin, *actions_));
}

void ThreadEntry::choose_reaction(std::string_view comment_id) {
  if (actions_ == nullptr) return;
  change();
  state_.reacting = state_.reacting == comment_id ? std::string_view() : comment_id;
}

void ThreadEntry::ask_report(std::string_view comment_id) {
  if (actions_ == nullptr || state_.report.id == comment_id) return;
  change();
  state_.report = {};
  state_.report.id = comment_id;
}

void ThreadEntry::set_report(std::string_view reason, std::string_view note) {
  if (actions_ == nullptr || state_.report.id.empty()) return;
  change();
  state_.report.reason = reason;
  state_.report.note = note;
}

void ThreadEntry::post_report(const Origin& origin) {
  if (actions_ == nullptr || state_.report.id.empty() || !reports_.empty()) return;
  Write write = new_write(Verb::kCommentReport);
  write.id = state_.report.id;
  write.text = state_.report.reason;
  write.note = state_.report.note;
  queue_full_unless(reports_.submit(write, origin, *actions_));
}

}  // namespace parvis
