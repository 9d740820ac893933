#include "rules/thread_pages.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "rules/ids.hpp"
#include "rules/limits.hpp"
#include "rules/refusal.hpp"
#include "rules/threads.hpp"

namespace parvis::server {

namespace {

struct Cursor {
  bool ranked = false;
  std::string root;                  // !ranked
  std::int64_t epoch = 0, rank = 0;  // ranked
  std::string reply;
};

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

std::string_view take_part(std::string_view& rest) {
  const std::size_t dot = std::min(rest.find('.'), rest.size());
  const std::string_view part = rest.substr(0, dot);
  rest.remove_prefix(std::min(dot + 1, rest.size()));
  return part;
}

std::optional<Cursor> read_cursor(std::string_view text) {
  Cursor cursor;
  if (text.empty()) return cursor;
  if (text.ends_with('.')) return std::nullopt;
  const std::string_view kind = take_part(text);
  cursor.ranked = kind == "r";
  if (cursor.ranked) {
    const auto epoch = number(take_part(text)), rank = number(take_part(text));
    if (!epoch || !rank) return std::nullopt;
    cursor.epoch = *epoch;
    cursor.rank = *rank;
  } else {
    cursor.root = take_part(text);
    if (kind != "i" || !is_id(cursor.root)) return std::nullopt;
  }
  cursor.reply = take_part(text);
  if (!text.empty() || (!cursor.reply.empty() && !is_id(cursor.reply))) return std::nullopt;
  return cursor;
}

std::string cursor_text(const Cursor& cursor) {
  std::string text = cursor.ranked ? "r." + std::to_string(cursor.epoch) + "." + std::to_string(cursor.rank)
                                   : "i." + cursor.root;
  return cursor.reply.empty() ? text : text + "." + cursor.reply;
}

// One page under construction.
class ThreadPage {
 public:
  ThreadPage(Reader& reader, const Site& site, const Page& page, const ThreadQuestion& question,
             Cursor cursor, std::int64_t now_ms, ThreadAnswer& answer)
      : reader_(reader),
        site_(site),
        page_(page),
        question_(question),
        now_ms_(now_ms),
        answer_(answer),
        cursor_(std::move(cursor)) {}

  void fill() {
    if (cursor_.ranked) {
      choose_epoch();
      if (!cursor_.reply.empty()) cursor_.root = id_at(cursor_.rank - 1);
    }
    if (!cursor_.reply.empty() && !go_on_with_replies()) return;
    if (cursor_.ranked)
      fill_ranked();
    else
      fill_by_time();
  }

 private:
  void choose_epoch() {
    if (!question_.after.empty()) {
      if (load_ranks(std::max<std::int64_t>(cursor_.rank - 1, 0))) return;
    } else if (const auto newest = reader_.newest_epoch(page_.id);
               newest &&
               (newest->number == page_.changes || newest->made_ms > now_ms_ - limits::kEpochLife)) {
      cursor_.epoch = newest->number;
      if (load_ranks(0)) return;
    }
    // No such ranking (any more): the one of this moment.
    ids_ = reader_.ranking(page_.id);
    first_rank_ = 0;
    loads_ = false;
    cursor_.epoch = page_.changes;
  }

  bool load_ranks(std::int64_t first) {
    auto ids = reader_.ranked(page_.id, cursor_.epoch, first, question_.limit + 2);
    if (!ids) return false;
    ids_ = std::move(*ids);
    first_rank_ = first;
    loads_ = true;
    return true;
  }

  std::string id_at(std::int64_t rank) {
    const auto loaded = [&] { return rank >= first_rank_ && rank < first_rank_ + std::ssize(ids_); };
    if (rank < 0 || (!loaded() && !(loads_ && load_ranks(rank) && loaded()))) return {};
    return ids_[static_cast<std::size_t>(rank - first_rank_)];
  }

  void fill_ranked() {
    for (std::int64_t shown = 0;; ++cursor_.rank) {
      const std::string id = id_at(cursor_.rank);
      if (id.empty()) return;
      if (shown == question_.limit || full()) return stop();
      const auto root = reader_.comment(id);
      if (!root || root->page != page_.id || !root->visible()) continue;
      ++shown;
      add(*root);
      cursor_.root = root->id;
      cursor_.reply.clear();
      if (!add_replies()) {
        ++cursor_.rank;
        return stop();
      }
    }
  }

  void fill_by_time() {
    const RootOrder order = question_.sort == Sort::kOldest ? RootOrder::kOldest : RootOrder::kNewest;
    const auto roots = reader_.roots(page_.id, order, cursor_.root, question_.limit + 1);
    std::int64_t shown = 0;
    for (const CommentRow& root : roots) {
      if (shown++ == question_.limit || full()) return stop();
      add(root);
      cursor_.root = root.id;
      cursor_.reply.clear();
      if (!add_replies()) return stop();
    }
  }

  // False: this page is full with replies.
  bool go_on_with_replies() {
    const auto root = reader_.comment(cursor_.root);
    if (!root || root->page != page_.id) return true;
    if (add_replies()) return true;
    stop();
    return false;
  }

  bool full() const {
    return static_cast<std::int64_t>(answer_.item.comments.size()) >= limits::kCommentsPerAnswer;
  }
  void stop() {
    answer_.item.next = cursor_text(cursor_);
    // A ranking is frozen only when somebody may want its next page.
    if (!cursor_.ranked || loads_) return;
    answer_.new_epoch = RankEpoch{cursor_.epoch, now_ms_};
    answer_.ranking = ids_;
  }
  void add(const CommentRow& row) { answer_.item.comments.push_back(public_comment(site_, row)); }

  // Adds the replies below cursor_.root after cursor_.reply, depth-first. The oldest come first, so every
  // reply's parent is here or on an earlier page. False when there are more.
  bool add_replies() {
    auto rows = reader_.descendants(cursor_.root, cursor_.reply, limits::kRepliesPerPage + 1);
    const bool more = static_cast<std::int64_t>(rows.size()) > limits::kRepliesPerPage;
    if (more) rows.pop_back();
    if (rows.empty()) {
      cursor_.reply.clear();
      return true;
    }
    const std::string last = rows.back().id;

    std::map<std::string_view, std::vector<std::size_t>> below;  // by parent, on this page
    std::map<std::string_view, std::size_t> here;
    for (std::size_t i = 0; i < rows.size(); ++i) here.emplace(rows[i].id, i);
    std::vector<std::size_t> open;
    for (std::size_t i = rows.size(); i-- > 0;) {
      if (here.contains(rows[i].parent))
        below[rows[i].parent].push_back(i);
      else
        open.push_back(i);
    }
    while (!open.empty()) {
      const CommentRow& row = rows[open.back()];
      open.pop_back();
      add(row);
      if (const auto found = below.find(row.id); found != below.end())
        open.insert(open.end(), found->second.begin(), found->second.end());
    }
    cursor_.reply = more ? last : "";
    return !more;
  }

  Reader& reader_;
  const Site& site_;
  const Page& page_;
  const ThreadQuestion& question_;
  const std::int64_t now_ms_;
  ThreadAnswer& answer_;
  Cursor cursor_;                 // where the page stands; at the end, where the next one starts
  std::vector<std::string> ids_;  // of the ranking, from first_rank_ on
  std::int64_t first_rank_ = 0;
  bool loads_ = false;  // ids_ is a part of a stored ranking, else all of a fresh one
};

}  // namespace

Result<ThreadAnswer> read_thread(Reader& reader, const Site& site, const PageName& name,
                                 const ThreadQuestion& question, std::int64_t now_ms) {
  ThreadAnswer answer;
  answer.item.page = name.key;
  answer.item.sort = question.sort;
  auto cursor = read_cursor(question.after);
  const bool ranked = question.sort == Sort::kTop;
  if (!cursor || (!question.after.empty() && cursor->ranked != ranked))
    return invalid("after", "not a cursor of this sort order");
  cursor->ranked = ranked;
  const auto page = reader.page(site.id, name.key);
  if (!page) return answer;
  answer.page = page->id;
  answer.item.page = page->key;
  answer.item.total = page->comments;
  answer.item.closed = page->closed;
  ThreadPage(reader, site, *page, question, std::move(*cursor), now_ms, answer).fill();
  return answer;
}

}  // namespace parvis::server
