// What the server's answers to reads do to a thread.
#include <algorithm>

#include "base/json.hpp"
#include "widgets/comment_list.hpp"
#include "widgets/id_list.hpp"
#include "widgets/thread_entry.hpp"

namespace parvis {
namespace {

bool covers_all(const ThreadItem& thread) {
  return thread.next.empty() && thread.prev.empty() && thread.under.empty();
}

}  // namespace

// The flags that are the reader's own.
void ThreadEntry::mark(CommentList& comments, std::size_t index) const {
  const Comment& comment = comments[index];
  const bool mine = holds(mine_, comment.id);
  const std::int32_t vote = holds(liked_, comment.id) ? 1 : holds(down_, comment.id) ? -1 : 0;
  const bool fresh = state_.unread.since_ms != 0 && comment.created_ms > state_.unread.since_ms && !mine &&
                     comment.status == CommentStatus::kPublished && !holds(visited_, comment.id);
  if (comment.mine != mine || comment.vote != vote || comment.fresh != fresh) {
    Comment& own = comments.edit(index);
    own.mine = mine;
    own.vote = vote;
    own.fresh = fresh;
  }
  for (std::size_t i = 0; i < comments[index].reactions.size(); ++i) {
    const Reaction& reaction = comments[index].reactions[i];
    const bool on = holds_reaction(comments[index].id, reaction.emoji);
    if (reaction.on != on) comments.edit(index).reactions[i].on = on;
  }
}

bool ThreadEntry::holds_reaction(std::string_view id, std::string_view emoji) const {
  for (const auto& [about, given] : reacted_) {
    if (about == id && given == emoji) return true;
  }
  return false;
}

void ThreadEntry::mark_own() {
  for (std::size_t i = 0; i < confirmed_.size(); ++i) mark(confirmed_, i);
  for (Reaction& reaction : confirmed_reactions_) reaction.on = holds_reaction({}, reaction.emoji);
}

void ThreadEntry::take_page(const ThreadItem& thread) {
  confirmed_total_ = thread.total;
  confirmed_reactions_ = thread.reactions;
  state_.closed = thread.closed;
  state_.down_votes = thread.down_votes;
  state_.edit_ms = thread.edit_ms;
}

void ThreadEntry::take_item(const Item& item) {
  const auto* thread = std::get_if<ThreadItem>(&item);
  if (thread == nullptr) return;
  learn_page(thread->page);
  // Asked before the reader chose another order or place.
  if (wants.has(Ask::kRead) && (replacing_ || (sort_chosen_ && thread->sort != state_.sort))) return;
  state_.sort = thread->sort;
  take_page(*thread);
  if (!thread->event.empty()) state_.event = thread->event;
  if (replacing_ || confirmed_.empty()) {
    replace(*thread);
  } else {
    merge(*thread);
  }
  if (!std::exchange(kept_known_, true)) learn_kept();
  mark_own();
  loaded();
  show();
  if (!find_comment(state_.comments, state_.reply_to) && is_blank(state_.reply_draft)) {
    state_.reply_to.clear();
  }
  if (focus_at_ && find_comment(confirmed_, state_.at)) set_focus(state_.at);
  focus_at_ = false;
}

void ThreadEntry::replace(const ThreadItem& thread) {
  replacing_ = false;
  confirmed_ = thread.comments;
  state_.next = thread.next;
  state_.prev = thread.prev;
  state_.at = thread.at;
  state_.under = thread.under;
  if (!state_.loading_more) return;  // asked meanwhile, or by the cursor of what has just been replaced
  state_.loading_more = !state_.next.empty();
  if (state_.loading_more) wants.add(Ask::kMore);
}

// What is being read stays where it is: known comments are brought up to date, new ones wait to be asked for.
void ThreadEntry::merge(const ThreadItem& thread) {
  std::vector<bool> found(confirmed_.size(), false);
  std::size_t from = 0;
  for (const Comment& comment : thread.comments) {
    const auto index = find_comment(confirmed_, comment.id, from);
    if (index) {
      found[*index] = true;
      from = *index + 1;
      update_comment(confirmed_, *index, comment);
    } else {
      come_in(comment);
    }
  }
  found.resize(confirmed_.size(), true);
  if (!covers_all(thread)) return;
  state_.next.clear();
  for (std::size_t i = found.size(); i-- > 0;) {
    if (!found[i] && confirmed_[i].id != state_.undo) confirmed_.erase(i, i + 1);
  }
}

void ThreadEntry::take_mine(const MineItem& mine, const std::string& author_name) {
  set_mine_known();
  mine_ = mine.mine;
  liked_ = mine.liked;
  down_ = mine.down;
  reacted_ = mine.reacted;
  for (const std::string& emoji : mine.page_reacted) reacted_.emplace_back(std::string(), emoji);
  if (state_.unread.since_ms != 0) {
    fresh_ = mine.fresh_ids;
    fresh_count_ = mine.fresh;
  }
  if (state_.author_name.empty()) state_.author_name = author_name;
  mark_own();
  show();
}

void ThreadEntry::take_more(const Item& item) {
  const auto* thread = std::get_if<ThreadItem>(&item);
  const bool before = state_.loading_previous;
  if (thread == nullptr || thread->sort != state_.sort || !(before || state_.loading_more)) return;
  const auto shown = static_cast<std::int64_t>(confirmed_.size());
  if (before) {
    prepend_comments(confirmed_, thread->comments);
    state_.prev = thread->prev;
  } else {
    append_comments(confirmed_, thread->comments);
    state_.next = thread->next;
  }
  take_page(*thread);
  state_.loading_more = state_.loading_previous = false;
  notice("announce.loaded", static_cast<std::int64_t>(confirmed_.size()) - shown);
  mark_own();
  show();
}

void ThreadEntry::take_more_mine(const MineItem& mine) {
  for (const std::string& id : mine.mine) add(mine_, id);
  for (const std::string& id : mine.liked) add(liked_, id);
  for (const std::string& id : mine.down) add(down_, id);
  for (const auto& one : mine.reacted) {
    if (!holds_reaction(one.first, one.second)) reacted_.push_back(one);
  }
  mark_own();
  show();
}

void ThreadEntry::take_more_failure(const Error& error) {
  if (!state_.loading_more && !state_.loading_previous) return;
  change().error = error;
  state_.loading_more = state_.loading_previous = false;
}

}  // namespace parvis
