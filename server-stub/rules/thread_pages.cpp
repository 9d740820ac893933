#include "rules/thread_pages.hpp"

#include <algorithm>

#include "rules/ids.hpp"
#include "rules/limits.hpp"
#include "rules/present.hpp"
#include "rules/ranking.hpp"
#include "rules/refusal.hpp"
#include "rules/root_walk.hpp"
#include "rules/subtree.hpp"
#include "rules/threads.hpp"

namespace parvis::server {

namespace {

using Rows = std::vector<CommentRow>;

Cursor backwards(Cursor cursor) {
  cursor.back = true;
  return cursor;
}

// One page under construction.
class ThreadPage {
 public:
  ThreadPage(Reader& reader, const Page& page, const ThreadQuestion& question, std::int64_t now_ms)
      : reader_(reader),
        page_(page),
        question_(question),
        roots_(reader, page, question.sort, question.limit, now_ms) {}

  void fill(const Cursor& cursor) {
    if (cursor.back) return fill_before(cursor);
    roots_.start(cursor);
    if (cursor.reply.empty() || go_on_below(cursor.reply)) fill_roots(0);
  }

  void fill_at(const CommentRow& target) {
    const auto root = reader_.comment(target.root);
    if (!root) return;
    roots_.start_at(*root);
    rows_.push_back(*root);
    if (look_back()) prev_ = backwards(roots_.here());
    if (open_at(*root, target)) fill_roots(1);
  }

  void fill_under(const CommentRow& top, const std::string& reply) {
    auto from = reply.empty() ? top : reader_.comment(reply).value_or(top);
    if (reply.empty()) rows_.push_back(top);
    Cursor place;
    place.place = 's';
    add_below(top, from, place);
  }

  void answer(ThreadAnswer& out, Presenter& presenter, std::int64_t now_ms) const {
    for (const CommentRow& row : rows_) out.item.comments.push_back(presenter.comment(row));
    if (next_) out.item.next = cursor_text(*next_);
    if (prev_) out.item.prev = cursor_text(*prev_);
    // A ranking is frozen only when somebody may want another page of it.
    const bool named = (next_ && next_->place == 'r') || (prev_ && prev_->place == 'r');
    if (!named || !roots_.fresh()) return;
    out.new_epoch = RankEpoch{page_.changes, now_ms};
    out.ranking = roots_.ids();
  }

 private:
  bool full() const { return std::ssize(rows_) >= limits::kCommentsPerAnswer; }

  void fill_roots(std::int64_t shown) {
    for (;; ++shown) {
      const Cursor before = roots_.here();
      const auto root = roots_.next();
      if (!root) return;
      if (shown == question_.limit || full()) {
        next_ = before;
        return;
      }
      rows_.push_back(*root);
      if (!add_below(*root, *root, roots_.here())) return;
    }
  }

  // False: this page is full of what is below `top`.
  bool add_below(const CommentRow& top, const CommentRow& from, Cursor place) {
    Stretch stretch = subtree_after(reader_, top, from, limits::kRepliesPerPage);
    rows_.insert(rows_.end(), std::make_move_iterator(stretch.rows.begin()),
                 std::make_move_iterator(stretch.rows.end()));
    if (!stretch.more) return true;
    place.reply = rows_.back().id;
    next_ = place;
    return false;
  }

  bool go_on_below(const std::string& reply) {
    const auto root = roots_.current();
    const auto from = reader_.comment(reply);
    if (!root || !from || root->page != page_.id || from->root != root->id) return true;
    return add_below(*root, *from, roots_.here());
  }

  // What is below `root`, from the start when that fits, else from `target` on.
  bool open_at(const CommentRow& root, const CommentRow& target) {
    const auto some = reader_.descendants(root.id, "", limits::kRepliesPerPage + 1);
    if (target.id == root.id || std::ssize(some) <= limits::kRepliesPerPage)
      return add_below(root, root, roots_.here());
    for (CommentRow& row : ancestors(reader_, target, root.id)) rows_.push_back(std::move(row));
    rows_.push_back(target);
    prev_ = backwards(roots_.here());
    prev_->reply = target.id;
    return add_below(root, target, roots_.here());
  }

  bool look_back() {
    RootWalk probe = roots_;
    return probe.previous().has_value();
  }

  // Gathers the page from its end.
  void fill_before(const Cursor& cursor) {
    std::vector<Rows> pieces;
    roots_.start(cursor);
    bool more = true;
    std::int64_t shown = 0;
    if (!cursor.reply.empty())
      if (const auto from = reader_.comment(cursor.reply))
        if (const auto root = roots_.current(); root && from->root == root->id)
          more = add_before(*root, *from, pieces);
    while (more) {
      std::int64_t rows = 0;
      for (const Rows& piece : pieces) rows += std::ssize(piece);
      const Cursor after = roots_.here();
      const auto root = roots_.previous();
      if (!root) break;
      if (shown++ == question_.limit || rows >= limits::kCommentsPerAnswer) {
        prev_ = backwards(after);
        break;
      }
      more = add_before(*root, *root, pieces);
    }
    for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece)
      rows_.insert(rows_.end(), piece->begin(), piece->end());
  }

  // The last of what is below `root` before `from`, which may be `root` itself: then that too. False when the
  // page must begin here.
  bool add_before(const CommentRow& root, const CommentRow& from, std::vector<Rows>& pieces) {
    const bool whole = from.id == root.id;
    const Rows shown = whole ? Rows() : ancestors(reader_, from, root.id);
    Stretch stretch = subtree_before(reader_, root, from, limits::kRepliesPerPage, shown);
    Rows piece;
    if (whole) piece.push_back(root);
    if (stretch.more) {
      prev_ = backwards(roots_.here());
      prev_->reply = stretch.rows.front().id;
      for (CommentRow& row : ancestors(reader_, stretch.rows.front(), root.id))
        if (std::none_of(shown.begin(), shown.end(), [&](const CommentRow& one) { return one.id == row.id; }))
          piece.push_back(std::move(row));
    }
    piece.insert(piece.end(), stretch.rows.begin(), stretch.rows.end());
    pieces.push_back(std::move(piece));
    return !stretch.more;
  }

  Reader& reader_;
  const Page& page_;
  const ThreadQuestion& question_;
  RootWalk roots_;
  Rows rows_;
  std::optional<Cursor> next_, prev_;
};

std::optional<CommentRow> wanted_comment(Reader& reader, const Page& page, const std::string& id) {
  if (!is_id(id)) return std::nullopt;
  auto row = reader.comment(id);
  if (!row || row->page != page.id || !row->visible()) return std::nullopt;
  return row;
}

// Which cursors a question can go on from.
bool fits(const Cursor& cursor, const ThreadQuestion& question) {
  if (!question.under.empty()) return cursor.place == 's';
  return cursor.place == 'p' || cursor.place == (is_ranked(question.sort) ? 'r' : 'i');
}

}  // namespace

Result<ThreadAnswer> read_thread(Reader& reader, const Site& site, const PageName& name,
                                 const ThreadQuestion& question, std::int64_t now_ms) {
  ThreadAnswer answer;
  Presenter presenter(reader, site);
  answer.item.page = name.key;
  answer.item.sort = question.sort;
  answer.item.reactions = presenter.reactions("", true);
  answer.item.down_votes = presenter.settings().down_votes;
  answer.item.edit_ms = presenter.settings().edit_window_s * 1'000;
  const auto cursor = question.after.empty() ? Cursor() : read_cursor(question.after);
  if (!cursor || (!question.after.empty() && !fits(*cursor, question)))
    return invalid("after", "not a cursor of this order");
  const auto page = reader.page(site.id, name.key);
  if (!page) return answer;
  answer.page = page->id;
  answer.item.page = page->key;
  answer.item.total = page->comments;
  answer.item.closed = is_closed(*page, presenter.settings(), now_ms);
  answer.item.reactions = presenter.reactions(page->reactions, true);

  ThreadPage thread(reader, *page, question, now_ms);
  const auto under = wanted_comment(reader, *page, question.under);
  const auto at = question.after.empty() ? wanted_comment(reader, *page, question.at) : std::nullopt;
  if (under) {
    answer.item.under = under->id;
    thread.fill_under(*under, cursor->reply);
  } else if (at) {
    answer.item.at = at->id;
    thread.fill_at(*at);
  } else {
    thread.fill(cursor->place == 's' ? Cursor() : *cursor);
  }
  thread.answer(answer, presenter, now_ms);
  return answer;
}

}  // namespace parvis::server
