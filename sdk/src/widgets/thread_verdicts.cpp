// What the server's answers to writes do to a thread.
#include <algorithm>

#include "base/json.hpp"
#include "protocol/items_wire.hpp"
#include "widgets/comment_list.hpp"
#include "widgets/id_list.hpp"
#include "widgets/thread_entry.hpp"

namespace parvis {
namespace {

// Never over what the reader is writing.
void give_back(std::string& draft, const std::string& text) {
  if (draft == text) return;
  if (is_blank(draft)) {
    draft = text;
  } else {
    draft.append("\n\n").append(text);
  }
}

}  // namespace

bool ThreadEntry::on_page(const WriteAnswer& answer) const {
  if (answer.verb == Verb::kCommentVote) return find_comment(confirmed_, answer.id).has_value();
  return is_page(answer.page);
}

std::vector<ThreadEntry::Post>::iterator ThreadEntry::find_post(std::string_view key) {
  return std::find_if(posts_.begin(), posts_.end(), [key](const Post& other) { return other.key == key; });
}

bool ThreadEntry::take_answer(const WriteAnswer& answer, std::string_view key) {
  const bool own = owns(key);
  if (!own && !on_page(answer)) return false;
  if (own) change().error.reset();
  state_.offline = false;
  switch (answer.verb) {
    case Verb::kComment:
    case Verb::kCommentEdit:
      accept_post(answer, key);
      break;
    case Verb::kCommentRestore:
      restores_.drop(key);
      accept_post(answer, key);
      break;
    case Verb::kCommentDelete:
      removals_.drop(key);
      accept_removal(answer, own);
      break;
    case Verb::kCommentVote:
      votes_.drop(key);
      accept_vote(answer);
      break;
    case Verb::kCommentReact:
      accept_reaction(answer, key);
      break;
    case Verb::kCommentReport:
      reports_.drop(key);
      state_.report = {};
      notice("report.sent");
      break;
    default:
      return false;
  }
  show();
  return true;
}

void ThreadEntry::accept_post(const WriteAnswer& answer, std::string_view key) {
  const auto post = find_post(key);
  if (post != posts_.end()) {
    notice(post->edit ? "announce.edited" : "announce.posted");
    clear_draft_of(*post);
    posts_.erase(post);
  }
  learn_page(answer.page);
  confirmed_total_ = answer.total;
  if (!answer.comment) return;
  add(mine_, answer.id);
  const auto early = find_comment(waiting_, answer.id);  // the stream may be faster
  if (early) waiting_.erase(*early, *early + 1);
  if (const auto index = find_comment(confirmed_, answer.id)) {
    put(*answer.comment);
    mark(confirmed_, *index);
    return;
  }
  Comment comment = *answer.comment;
  comment.mine = true;
  if (early) {
    place_comment(confirmed_, std::move(comment), state_.sort);
  } else {
    insert_comment(confirmed_, std::move(comment), state_.sort);
  }
}

// A comment that leaves nothing behind stays as a gap as long as its author may bring it back.
void ThreadEntry::accept_removal(const WriteAnswer& answer, bool own) {
  confirmed_total_ = answer.total;
  const auto index = find_comment(confirmed_, answer.id);
  if (!index) return;
  if (answer.comment) {
    if (confirmed_[*index].status == CommentStatus::kPublished) count_reply(confirmed_, *index, -1);
    update_comment(confirmed_, *index, *answer.comment);
  } else if (!own) {
    drop(answer.id);
    return;
  } else {
    if (confirmed_[*index].status == CommentStatus::kPublished) count_reply(confirmed_, *index, -1);
    Comment& comment = confirmed_.edit(*index);
    comment.status = CommentStatus::kDeleted;
    comment.body.clear();
  }
  if (!own) return;
  leave_gap(std::exchange(state_.undo, answer.id));
  undo_until_ms_ = 0;
  notice("announce.deleted");
}

// Closes the gap of a comment that can no longer be brought back.
void ThreadEntry::leave_gap(const std::string& id) {
  const auto index = find_comment(confirmed_, id);
  if (!index || confirmed_[*index].status == CommentStatus::kPublished) return;
  if (subtree_end(confirmed_, *index) == *index + 1) confirmed_.erase(*index, *index + 1);
}

void ThreadEntry::accept_vote(const WriteAnswer& answer) {
  take_out(liked_, answer.id);
  take_out(down_, answer.id);
  if (answer.vote != 0) add(answer.vote > 0 ? liked_ : down_, answer.id);
  take_votes(answer.id, answer.count, answer.total);
  if (const auto index = find_comment(confirmed_, answer.id)) mark(confirmed_, *index);
}

void ThreadEntry::accept_reaction(const WriteAnswer& answer, std::string_view key) {
  for (const SentAction& sent : reactions_.all()) {
    if (sent.key != key) continue;
    const std::size_t space = sent.id.find(' ');
    const std::pair<std::string, std::string> one(sent.id.substr(0, space), sent.id.substr(space + 1));
    std::erase(reacted_, one);
    if (sent.value != 0) reacted_.push_back(one);
  }
  reactions_.drop(key);
  take_reactions(answer.id, answer.reactions);
}

bool ThreadEntry::take_refusal(std::string_view key, const Error& error) {
  if (!owns(key)) return false;
  if (const auto post = find_post(key); post != posts_.end()) {
    restore_draft_of(*post);
    posts_.erase(post);
  }
  removals_.drop(key);
  reports_.drop(key);
  restores_.drop(key);
  votes_.refuse(key, actions_);
  reactions_.refuse(key, actions_);
  change().error = error;
  // What is shown is not what the server has.
  if (error.code == ErrorCode::kNotFound || error.code == ErrorCode::kThreadClosed) wants.add(Ask::kRead);
  show();
  return true;
}

// A post that waits for the connection is safe on the device and shown as waiting; its field is free again.
void ThreadEntry::take_delay(const Error& error) {
  const bool offline = error.code == ErrorCode::kNetwork;
  if (offline && !state_.offline) {
    change();
    for (const Post& post : posts_) clear_draft_of(post);
  }
  state_.offline = offline;
  Entry::take_delay(error);
}

// The reader may have gone on writing while the post was under way: only what was sent is cleared.
void ThreadEntry::clear_draft_of(const Post& post) {
  if (post.edit) return;
  if (post.comment.parent.empty()) {
    if (state_.draft == post.text) state_.draft.clear();
  } else if (state_.reply_to == post.comment.parent && state_.reply_draft == post.text) {
    state_.reply_to.clear();
    state_.reply_draft.clear();
  }
}

void ThreadEntry::restore_draft_of(const Post& post) {
  if (post.edit && (state_.edit.id.empty() || state_.edit.id == post.comment.id)) {
    state_.edit.id = post.comment.id;
    state_.edit.loading = false;
    give_back(state_.edit.draft, post.text);
  } else if (!post.edit && !post.comment.parent.empty() &&
             (state_.reply_to.empty() || is_blank(state_.reply_draft) ||
              state_.reply_to == post.comment.parent)) {
    state_.reply_to = post.comment.parent;
    give_back(state_.reply_draft, post.text);
  } else {
    give_back(state_.draft, post.text);
  }
}

void ThreadEntry::take_told(Question question, std::string_view about, JsonValue answer) {
  const bool answered = answer.is_object();
  if (question == Question::kSource) {
    if (state_.edit.id != about || !state_.edit.loading) return;
    change();
    state_.edit.loading = false;
    answer.read("text", state_.edit.draft);
    if (!answered) state_.edit = {};
  } else {
    if (!state_.preview.loading || draft_of(state_.preview.of) != about) return;
    change();
    state_.preview.loading = false;
    auto body = read_rich(answer["body"]);
    if (answered && body.ok()) state_.preview.body = std::move(body).value();
    if (!answered) state_.preview = {};
  }
  if (!answered) change().error = Error{ErrorCode::kNetwork, "", 0};
}

}  // namespace parvis
