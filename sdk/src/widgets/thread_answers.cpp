// What the server's answers do to a thread.
#include <algorithm>

#include "widgets/comment_list.hpp"
#include "widgets/thread_entry.hpp"

namespace parvis {
namespace {

bool holds(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

void add(std::vector<std::string>& ids, const std::string& id) {
  if (!holds(ids, id)) ids.push_back(id);
}

}  // namespace

void ThreadEntry::mark_own(CommentList& comments) const {
  for (std::size_t i = 0; i < comments.size(); ++i) {
    const bool mine = holds(mine_, comments[i].id), liked = holds(liked_, comments[i].id);
    if (comments[i].mine == mine && comments[i].liked == liked) continue;
    Comment& comment = comments.edit(i);
    comment.mine = mine;
    comment.liked = liked;
  }
}

void ThreadEntry::take_item(const Item& item) {
  const auto* thread = std::get_if<ThreadItem>(&item);
  if (thread == nullptr) return;
  learn_page(thread->page);
  if (thread->sort != state_.sort) {  // asked before the reader chose another order
    wants.add(Ask::kRead);
    return;
  }
  confirmed_ = thread->comments;
  confirmed_total_ = thread->total;
  state_.next = thread->next;
  state_.closed = thread->closed;
  if (state_.loading_more) {  // asked meanwhile, or by the cursor of what has just been replaced
    state_.loading_more = !state_.next.empty();
    if (state_.loading_more) wants.add(Ask::kMore);
  }
  mark_own(confirmed_);
  loaded();
  show();
  if (!find_comment(state_.comments, state_.reply_to) && is_blank(state_.reply_draft)) {
    state_.reply_to.clear();
  }
}

void ThreadEntry::take_mine(const MineItem& mine, const std::string& author_name) {
  set_mine_known();
  mine_ = mine.mine;
  liked_ = mine.liked;
  if (state_.author_name.empty()) state_.author_name = author_name;
  mark_own(confirmed_);
  show();
}

void ThreadEntry::take_more(const Item& item) {
  const auto* thread = std::get_if<ThreadItem>(&item);
  if (thread == nullptr || !state_.loading_more || thread->sort != state_.sort) return;
  append_comments(confirmed_, thread->comments);
  confirmed_total_ = thread->total;
  state_.next = thread->next;
  state_.closed = thread->closed;
  state_.loading_more = false;
  mark_own(confirmed_);
  show();
}

void ThreadEntry::take_more_mine(const MineItem& mine) {
  for (const std::string& id : mine.mine) add(mine_, id);
  for (const std::string& id : mine.liked) add(liked_, id);
  mark_own(confirmed_);
  show();
}

void ThreadEntry::take_more_failure(const Error& error) {
  if (!state_.loading_more) return;
  change().error = error;
  state_.loading_more = false;
}

bool ThreadEntry::on_page(const WriteAnswer& answer) const {
  if (answer.verb == Verb::kCommentVote) return find_comment(confirmed_, answer.id).has_value();
  return is_page(answer.page);
}

bool ThreadEntry::take_answer(const WriteAnswer& answer, std::string_view key) {
  const bool own = owns(key);
  if (!own && !on_page(answer)) return false;
  switch (answer.verb) {
    case Verb::kComment:
      accept_post(answer, key);
      break;
    case Verb::kCommentDelete:
      accept_removal(answer, key);
      break;
    case Verb::kCommentVote:
      accept_liking(answer, key);
      break;
    default:
      return false;
  }
  if (own) change().error.reset();
  show();
  return true;
}

void ThreadEntry::accept_post(const WriteAnswer& answer, std::string_view key) {
  const auto post =
      std::find_if(posts_.begin(), posts_.end(), [key](const Post& other) { return other.key == key; });
  if (post != posts_.end()) {
    clear_draft_of(*post);
    posts_.erase(post);
  }
  learn_page(answer.page);
  confirmed_total_ = answer.total;
  if (!answer.comment) return;
  add(mine_, answer.id);
  if (find_comment(confirmed_, answer.id)) return;
  Comment comment = *answer.comment;
  comment.mine = true;
  insert_comment(confirmed_, std::move(comment), state_.sort);
}

void ThreadEntry::accept_removal(const WriteAnswer& answer, std::string_view key) {
  removals_.drop(key);
  confirmed_total_ = answer.total;
  const auto index = find_comment(confirmed_, answer.id);
  if (!index) return;
  if (confirmed_[*index].status == CommentStatus::kPublished) {
    const auto parent = find_comment(confirmed_, confirmed_[*index].parent);
    if (parent) --confirmed_.edit(*parent).replies;
  }
  if (answer.comment) {
    Comment& old = confirmed_.edit(*index);
    const std::int32_t depth = old.depth;
    old = *answer.comment;
    old.depth = depth;
    return;
  }
  confirmed_.erase(*index, subtree_end(confirmed_, *index));
}

void ThreadEntry::accept_liking(const WriteAnswer& answer, std::string_view key) {
  likings_.drop(key);
  if (answer.on) {
    add(liked_, answer.id);
  } else {
    std::erase(liked_, answer.id);
  }
  if (const auto index = find_comment(confirmed_, answer.id)) {
    Comment& comment = confirmed_.edit(*index);
    comment.likes = answer.count;
    comment.liked = answer.on;
  }
}

bool ThreadEntry::take_refusal(std::string_view key, const Error& error) {
  if (!owns(key)) return false;
  const auto post =
      std::find_if(posts_.begin(), posts_.end(), [key](const Post& other) { return other.key == key; });
  if (post != posts_.end()) {
    restore_draft_of(*post);
    posts_.erase(post);
  }
  removals_.drop(key);
  likings_.refuse(key, actions_);
  change().error = error;
  // What is shown is not what the server has.
  if (error.code == ErrorCode::kNotFound || error.code == ErrorCode::kThreadClosed) wants.add(Ask::kRead);
  show();
  return true;
}

// The reader may have gone on writing while the post was under way: only what was sent is cleared.
void ThreadEntry::clear_draft_of(const Post& post) {
  if (post.comment.parent.empty()) {
    if (state_.draft == post.text) state_.draft.clear();
  } else if (state_.reply_to == post.comment.parent && state_.reply_draft == post.text) {
    state_.reply_to.clear();
    state_.reply_draft.clear();
  }
}

void ThreadEntry::restore_draft_of(const Post& post) {
  if (post.comment.parent.empty()) {
    if (is_blank(state_.draft)) state_.draft = post.text;
  } else if (state_.reply_to.empty() || is_blank(state_.reply_draft)) {
    state_.reply_to = post.comment.parent;
    state_.reply_draft = post.text;
  }
}

}  // namespace parvis
