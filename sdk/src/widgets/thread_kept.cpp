// What the device keeps of a thread: drafts, what is folded away, when the reader was here last, and posts
// that have not reached the server.
#include "base/decimal.hpp"
#include "base/json.hpp"
#include "widgets/comment_list.hpp"
#include "widgets/id_list.hpp"
#include "widgets/thread_entry.hpp"

namespace parvis {

std::string ThreadEntry::kept(std::string_view what) {
  return actions_->remembered(std::string(what).append(":").append(page_key()));
}

void ThreadEntry::keep(std::string_view what, std::string_view value) {
  if (actions_ == nullptr || page_key().empty()) return;
  actions_->remember(std::string(what).append(":").append(page_key()), value);
}

// Once the server has named the page.
void ThreadEntry::learn_kept() {
  if (actions_ == nullptr || page_key().empty()) return;
  state_.collapsed = split(kept("collapsed"));
  state_.unread.since_ms = read_decimal(kept("seen")).value_or(0);
  // A page that holds all needs no second count by the server.
  if (state_.unread.since_ms != 0 && !state_.next.empty()) wants.add(Ask::kMine);
  kept_drafts_ = kept("draft");
  if (const auto drafts = JsonDocument::parse(kept_drafts_); drafts.ok()) {
    const JsonValue root = drafts.value().root();
    if (state_.draft.empty()) root.read("draft", state_.draft);
    if (state_.reply_to.empty()) {
      root.read("reply_to", state_.reply_to);
      root.read("reply", state_.reply_draft);
    }
    if (state_.edit.id.empty()) {
      root.read("edit", state_.edit.id);
      root.read("edit_text", state_.edit.draft);
    }
  }
  actions_->hand_over(*this);
}

void ThreadEntry::adopt(std::string_view key, const Write& queued) {
  switch (queued.verb) {
    case Verb::kComment:
    case Verb::kCommentEdit:
      break;
    case Verb::kCommentVote:
      return votes_.adopt(key, queued);
    case Verb::kCommentReact:
      return reactions_.adopt(key, queued);
    case Verb::kCommentDelete:
      return removals_.adopt(key, queued);
    default:
      return;
  }
  Post& post = posts_.emplace_back();
  post.key = key;
  post.text = queued.text;
  post.edit = queued.verb == Verb::kCommentEdit;
  post.comment.id = post.edit ? queued.id : "pending-" + decimal(++pending_number_);
  post.comment.parent = queued.parent;
  post.comment.name = queued.name;
  post.comment.mine = post.comment.pending = true;
  post.comment.body = plain_paragraphs(post.text);
}

// Only for readers who have acted: a page may have told the first post that it must not go yet.
void ThreadEntry::keep_drafts() {
  if (actions_ == nullptr || !kept_known_) return;
  std::string text;
  const bool replying = !is_blank(state_.reply_draft), editing = !is_blank(state_.edit.draft);
  if (!is_blank(state_.draft) || replying || editing) {
    JsonWriter out;
    out.begin_object();
    if (!state_.draft.empty()) out.member("draft", state_.draft);
    if (replying) out.member("reply_to", state_.reply_to).member("reply", state_.reply_draft);
    if (editing) out.member("edit", state_.edit.id).member("edit_text", state_.edit.draft);
    out.end_object();
    text = out.take();
  }
  if (text == kept_drafts_ || !actions_->may_note()) return;
  kept_drafts_ = text;
  keep("draft", text);
}

// The visit counts when there is something to see, and only for readers who have acted.
void ThreadEntry::note_visit(std::int64_t now_ms) {
  if (!kept_known_ || visit_noted_ || actions_ == nullptr || !actions_->may_note()) return;
  visit_noted_ = true;
  keep("seen", decimal(now_ms));
}

}  // namespace parvis
