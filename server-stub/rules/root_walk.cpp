#include "rules/root_walk.hpp"

#include <algorithm>
#include <cstdlib>

#include "rules/limits.hpp"
#include "rules/ranking.hpp"

namespace parvis::server {

RootWalk::RootWalk(Reader& reader, const Page& page, Sort sort, std::int64_t step, std::int64_t now_ms)
    : reader_(reader),
      page_(page),
      sort_(sort),
      ranked_(is_ranked(sort)),
      step_(step),
      now_ms_(now_ms),
      pinned_(reader.pinned(page.id)) {}

void RootWalk::start(const Cursor& cursor) {
  here_ = cursor;
  here_.reply.clear();
  here_.back = cursor.back && cursor.place == 'p' && cursor.root.empty();
  if (here_.place != 'r') return;
  has_epoch_ = true;
  epoch_ = cursor.epoch;
  if (!load_ranks(std::max<std::int64_t>(here_.rank - step_, 0))) make_ranking();
  here_.epoch = epoch_;
}

void RootWalk::start_at(const CommentRow& root) {
  here_ = {};
  if (root.pinned_ms != 0) {
    here_.root = root.id;
    return;
  }
  here_.place = ranked_ ? 'r' : 'i';
  if (!ranked_) {
    here_.root = root.id;
    return;
  }
  choose_epoch();
  auto rank = fresh_ ? std::nullopt : reader_.rank_of(page_.id, sort_, epoch_, root.id);
  if (!rank) {
    // Younger than the ranking in use.
    if (!fresh_) make_ranking();
    rank = std::find(ids_.begin(), ids_.end(), root.id) - ids_.begin();
  } else {
    (void)load_ranks(std::max<std::int64_t>(*rank - 1, 0));
  }
  here_.epoch = epoch_;
  here_.rank = *rank;
}

std::optional<CommentRow> RootWalk::current() {
  return reader_.comment(here_.place == 'r' ? id_at(here_.rank) : here_.root);
}

std::optional<CommentRow> RootWalk::step(bool back) {
  for (;;) {
    if (here_.place == 'p') {
      if (auto row = step_pinned(back)) return row;
      if (back) return std::nullopt;
      enter_others();
      continue;
    }
    if (auto row = ranked_ ? step_ranked(back) : step_by_time(back)) return row;
    if (!back) return std::nullopt;
    here_ = {};
    here_.back = true;  // from the last pinned one on
  }
}

std::optional<CommentRow> RootWalk::step_pinned(bool back) {
  const bool from_end = here_.back && here_.root.empty();
  const CommentRow* found = nullptr;
  for (const CommentRow& row : pinned_) {
    const bool wanted =
        back ? (from_end || row.id > here_.root) : (here_.root.empty() || row.id < here_.root);
    if (!wanted) continue;
    found = &row;
    if (!back) break;  // the first that fits; backwards it is the last
  }
  if (found == nullptr || (back && here_.root.empty() && !from_end)) return std::nullopt;
  here_.root = found->id;
  here_.back = false;
  return *found;
}

void RootWalk::enter_others() {
  here_ = {};
  here_.place = ranked_ ? 'r' : 'i';
  if (ranked_) choose_epoch();
  here_.epoch = epoch_;
}

std::optional<CommentRow> RootWalk::step_by_time(bool back) {
  const Order order = (sort_ == Sort::kOldest) != back ? Order::kOldest : Order::kNewest;
  for (;;) {
    if (buffer_.empty() || buffered_ != here_.root || buffered_back_ != back) {
      if (back && here_.root.empty()) return std::nullopt;
      buffer_ = reader_.roots(page_.id, order, here_.root, step_ + 2);
      if (buffer_.empty()) return std::nullopt;
      std::reverse(buffer_.begin(), buffer_.end());
      buffered_back_ = back;
    }
    CommentRow row = std::move(buffer_.back());
    buffer_.pop_back();
    buffered_ = here_.root = row.id;
    if (row.pinned_ms == 0) return row;
  }
}

std::optional<CommentRow> RootWalk::step_ranked(bool back) {
  for (;;) {
    if (back && here_.rank <= 0) return std::nullopt;
    here_.rank += back ? -1 : 1;
    const std::string id = id_at(here_.rank);
    if (id.empty()) return std::nullopt;
    auto root = reader_.comment(id);
    if (root && root->page == page_.id && root->visible() && root->pinned_ms == 0) return root;
  }
}

void RootWalk::choose_epoch() {
  if (has_epoch_) return;
  has_epoch_ = true;
  const auto newest = reader_.newest_epoch(page_.id, sort_);
  // One from the future was made before the clock was set back.
  const bool fresh = newest && std::abs(now_ms_ - newest->made_ms) < limits::kEpochLife;
  if (newest && (newest->number == page_.changes || fresh)) {
    epoch_ = newest->number;
    if (load_ranks(0)) return;
  }
  make_ranking();
}

void RootWalk::make_ranking() {
  ids_ = ranked(sort_, reader_.roots_to_rank(page_.id));
  first_rank_ = 0;
  fresh_ = true;
  epoch_ = page_.changes;
}

bool RootWalk::load_ranks(std::int64_t first) {
  auto ids = reader_.ranked(page_.id, sort_, epoch_, first, 2 * step_ + 2);
  if (!ids) return false;
  ids_ = std::move(*ids);
  first_rank_ = first;
  return true;
}

std::string RootWalk::id_at(std::int64_t rank) {
  const auto loaded = [&] { return rank >= first_rank_ && rank < first_rank_ + std::ssize(ids_); };
  if (rank < 0) return {};
  if (!loaded() && (fresh_ || !load_ranks(std::max<std::int64_t>(rank - step_, 0)) || !loaded())) return {};
  return ids_[static_cast<std::size_t>(rank - first_rank_)];
}

}  // namespace parvis::server
