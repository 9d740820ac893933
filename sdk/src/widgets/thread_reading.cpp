// What a reader does with a thread.
#include "base/json.hpp"
#include "protocol/items_wire.hpp"
#include "widgets/comment_list.hpp"
#include "widgets/id_list.hpp"
#include "widgets/thread_entry.hpp"

namespace parvis {
namespace {

constexpr std::size_t kMostCollapsed = 200;

}  // namespace

void ThreadEntry::read_anew() {
  change();
  replacing_ = true;
  state_.loading_more = state_.loading_previous = false;
  waiting_ = {};
  state_.waiting = 0;
  wants.drop(Ask::kMore);
  wants.add(Ask::kRead);
  wants.add(Ask::kMine);
}

void ThreadEntry::set_sort(Sort sort) {
  if (actions_ == nullptr || sort == state_.sort) return;
  state_.sort = sort;
  sort_chosen_ = true;
  state_.at.clear();
  actions_->remember("sort", sort_name(sort));
  read_anew();
}

void ThreadEntry::load_more() {
  if (actions_ == nullptr || state_.next.empty() || state_.loading_more || state_.loading_previous) return;
  change();
  state_.loading_more = true;
  wants.add(Ask::kMore);
  wants.add(Ask::kMoreMine);
}

void ThreadEntry::load_previous() {
  if (actions_ == nullptr || state_.prev.empty() || state_.loading_more || state_.loading_previous) return;
  change();
  state_.loading_previous = true;
  wants.add(Ask::kMore);
  wants.add(Ask::kMoreMine);
}

void ThreadEntry::open_at(std::string_view comment_id) {
  if (actions_ == nullptr || comment_id.empty()) return;
  change();
  state_.at = comment_id;
  auto index = find_comment(confirmed_, comment_id);
  if (!index) {
    focus_at_ = true;
    state_.under.clear();
    read_anew();
    return;
  }
  while (index) {  // what it lies in is unfolded
    take_out(state_.collapsed, confirmed_[*index].id);
    index = find_comment(confirmed_, confirmed_[*index].parent);
  }
  set_focus(state_.at);
}

void ThreadEntry::open_under(std::string_view comment_id) {
  if (actions_ == nullptr || state_.under == comment_id) return;
  state_.at = comment_id.empty() ? state_.under : std::string();
  focus_at_ = !state_.at.empty();
  state_.under = comment_id;
  read_anew();
}

void ThreadEntry::set_collapsed(std::string_view comment_id, bool collapsed) {
  if (actions_ == nullptr || !find_comment(state_.comments, comment_id)) return;
  change();
  take_out(state_.collapsed, comment_id);
  if (collapsed) state_.collapsed.emplace_back(comment_id);
  if (state_.collapsed.size() > kMostCollapsed) state_.collapsed.erase(state_.collapsed.begin());
  keep("collapsed", joined(state_.collapsed));
}

void ThreadEntry::show_waiting() {
  if (actions_ == nullptr || waiting_.empty()) return;
  const CommentList arrived = std::exchange(waiting_, {});
  for (const Comment& comment : arrived) {
    place_comment(confirmed_, comment, state_.sort);
    if (const auto index = find_comment(confirmed_, comment.id)) mark(confirmed_, *index);
  }
  notice("announce.loaded", static_cast<std::int64_t>(arrived.size()));
  show();
  set_focus(arrived[0].id);
}

void ThreadEntry::next_unread() {
  if (actions_ == nullptr) return;
  const std::size_t size = confirmed_.size();
  const std::size_t from = find_comment(confirmed_, state_.focus.id).value_or(size - 1);
  for (std::size_t step = 1; step <= size; ++step) {
    const std::size_t index = (from + step) % size;
    if (!confirmed_[index].fresh) continue;
    const std::string id = confirmed_[index].id;
    add(visited_, id);
    confirmed_.edit(index).fresh = false;
    show();
    open_at(id);
    return;
  }
  for (const std::string& id : fresh_) {
    if (holds(visited_, id)) continue;
    add(visited_, id);
    show();
    open_at(std::string(id));
    return;
  }
}

}  // namespace parvis
