// What others do to a thread while it is read, as the server's event stream tells it.
#include <algorithm>

#include "base/json.hpp"
#include "protocol/items_wire.hpp"
#include "widgets/comment_list.hpp"
#include "widgets/thread_entry.hpp"

namespace parvis {

void ThreadEntry::take_event(std::string_view type, JsonValue event) {
  if (!ready()) return;
  const JsonValue id = event["id"];
  if (type == "vote") {
    if (!find_comment(confirmed_, id.text())) return;
    take_votes(id.text(), event["likes"].integer(), event["down"].integer());
  } else if (!is_page(event["page"].text())) {
    return;
  } else if (type == "react") {
    take_reactions(id.text(), read_reactions(event["reactions"]));
  } else if (type == "thread") {
    state_.closed = event["closed"].boolean(state_.closed);
  } else if (type == "comment" || type == "edit" || type == "delete") {
    confirmed_total_ = event["total"].integer(confirmed_total_);
    auto comment = read_comment(event["comment"]);
    if (comment.ok()) {
      put(std::move(comment).value());
    } else if (id.text() != state_.undo && !removing(id.text())) {
      drop(id.text());
    }
  } else {
    return;
  }
  show();
}

// The stream may be faster than the answer to the reader's own delete, which leaves a gap.
bool ThreadEntry::removing(std::string_view id) const {
  const auto& sent = removals_.all();
  return std::any_of(sent.begin(), sent.end(), [id](const SentAction& one) { return one.id == id; });
}

// A comment that may be known already.
void ThreadEntry::put(Comment comment) {
  if (const auto index = find_comment(confirmed_, comment.id)) {
    if (comment.id == state_.undo && comment.status == CommentStatus::kPublished) state_.undo.clear();
    update_comment(confirmed_, *index, comment);
    mark(confirmed_, *index);
    return;
  }
  const auto parent = find_comment(confirmed_, comment.parent);
  if (parent && !find_comment(waiting_, comment.id)) ++confirmed_.edit(*parent).replies;
  come_in(std::move(comment));
}

void ThreadEntry::come_in(Comment comment) {
  if (const auto index = find_comment(waiting_, comment.id)) {
    update_comment(waiting_, *index, comment);
    return;
  }
  if (comment.status != CommentStatus::kPublished) return;
  // Where there is more to load, it comes along with that.
  const bool later = state_.sort == Sort::kOldest && !state_.next.empty();
  const bool has_place = comment.parent.empty() ? state_.under.empty() && !later
                                                : find_comment(confirmed_, comment.parent) ||
                                                      find_comment(waiting_, comment.parent);
  if (!has_place) return;
  if (confirmed_.empty()) {  // nothing can be moved away from under the reader
    place_comment(confirmed_, std::move(comment), state_.sort);
    mark(confirmed_, 0);
  } else {
    waiting_.push_back(std::move(comment));
  }
}

void ThreadEntry::drop(std::string_view id) {
  if (const auto index = find_comment(waiting_, id)) waiting_.erase(*index, *index + 1);
  const auto index = find_comment(confirmed_, id);
  if (!index) return;
  if (confirmed_[*index].status == CommentStatus::kPublished) {
    const auto parent = find_comment(confirmed_, confirmed_[*index].parent);
    if (parent) --confirmed_.edit(*parent).replies;
  }
  confirmed_.erase(*index, subtree_end(confirmed_, *index));
}

void ThreadEntry::take_votes(std::string_view id, std::int64_t likes, std::int64_t down) {
  const auto index = find_comment(confirmed_, id);
  if (!index) return;
  Comment& comment = confirmed_.edit(*index);
  comment.likes = likes;
  comment.down = down;
}

void ThreadEntry::take_reactions(std::string_view id, std::vector<Reaction> reactions) {
  if (id.empty()) {
    confirmed_reactions_ = std::move(reactions);
    for (Reaction& one : confirmed_reactions_) one.on = holds_reaction({}, one.emoji);
  } else if (const auto index = find_comment(confirmed_, id)) {
    confirmed_.edit(*index).reactions = std::move(reactions);
    mark(confirmed_, *index);
  }
}

}  // namespace parvis
