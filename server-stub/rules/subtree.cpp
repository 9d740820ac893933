#include "rules/subtree.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "rules/limits.hpp"

namespace parvis::server {

namespace {

// Small subtrees come in one go and are put into order here.
std::vector<CommentRow> in_order(std::vector<CommentRow> rows) {
  std::map<std::string_view, std::vector<std::size_t>> below;  // by parent, newest first
  std::map<std::string_view, std::size_t> here;
  for (std::size_t i = 0; i < rows.size(); ++i) here.emplace(rows[i].id, i);
  std::vector<std::size_t> open;
  for (std::size_t i = rows.size(); i-- > 0;) {
    if (here.contains(rows[i].parent))
      below[rows[i].parent].push_back(i);
    else
      open.push_back(i);
  }
  std::vector<std::size_t> order;
  while (!open.empty()) {
    order.push_back(open.back());
    open.pop_back();
    if (const auto found = below.find(rows[order.back()].id); found != below.end())
      open.insert(open.end(), found->second.begin(), found->second.end());
  }
  std::vector<CommentRow> ordered;
  for (const std::size_t i : order) ordered.push_back(std::move(rows[i]));
  return ordered;
}

class Walk {
 public:
  Walk(Reader& reader, const CommentRow& top, std::int64_t limit)
      : reader_(reader), top_(top), limit_(limit) {}

  Stretch from(const CommentRow& start) {
    open_replies(start);
    std::string climbed = start.id;
    for (;;) {
      while (!open_.empty() && open_.back().empty()) open_.pop_back();
      if (open_.empty()) {
        if (climbed == top_.id) return std::move(stretch_);
        const auto node = reader_.comment(climbed);
        if (!node) return std::move(stretch_);
        climbed = node->parent;
        open(reader_.replies(node->parent, Order::kOldest, node->id, room() + 1));
        continue;
      }
      if (room() == 0) {
        stretch_.more = true;
        return std::move(stretch_);
      }
      stretch_.rows.push_back(std::move(open_.back().back()));
      open_.back().pop_back();
      open_replies(stretch_.rows.back());
    }
  }

 private:
  std::int64_t room() const { return limit_ - std::ssize(stretch_.rows); }
  void open_replies(const CommentRow& row) {
    if (row.children > 0) open(reader_.replies(row.id, Order::kOldest, "", room() + 1));
  }
  void open(std::vector<CommentRow> siblings) {
    std::reverse(siblings.begin(), siblings.end());
    open_.push_back(std::move(siblings));
  }

  Reader& reader_;
  const CommentRow& top_;
  const std::int64_t limit_;
  Stretch stretch_;
  std::vector<std::vector<CommentRow>> open_;  // siblings still to come, the next one last
};

CommentRow last_below(Reader& reader, CommentRow row) {
  while (row.children > 0) {
    auto last = reader.replies(row.id, Order::kNewest, "", 1);
    if (last.empty()) break;
    row = std::move(last.front());
  }
  return row;
}

std::optional<CommentRow> before(Reader& reader, const CommentRow& row) {
  auto sibling = reader.replies(row.parent, Order::kNewest, row.id, 1);
  if (!sibling.empty()) return last_below(reader, std::move(sibling.front()));
  return reader.comment(row.parent);
}

}  // namespace

Stretch subtree_after(Reader& reader, const CommentRow& top, const CommentRow& from, std::int64_t limit) {
  if (from.id == top.id && top.parent.empty()) {
    auto rows = reader.descendants(top.id, "", limit + 1);
    if (std::ssize(rows) <= limit) return {in_order(std::move(rows)), false};
  }
  return Walk(reader, top, limit).from(from);
}

Stretch subtree_before(Reader& reader, const CommentRow& top, const CommentRow& from, std::int64_t limit,
                       const std::vector<CommentRow>& shown) {
  Stretch stretch;
  std::optional<CommentRow> row = from.id == top.id ? last_below(reader, top) : before(reader, from);
  for (; row && row->id != top.id; row = before(reader, *row)) {
    if (std::any_of(shown.begin(), shown.end(), [&](const CommentRow& one) { return one.id == row->id; }))
      continue;
    if (std::ssize(stretch.rows) == limit) {
      stretch.more = true;
      break;
    }
    stretch.rows.push_back(*row);
  }
  std::reverse(stretch.rows.begin(), stretch.rows.end());
  return stretch;
}

std::vector<CommentRow> ancestors(Reader& reader, const CommentRow& row, std::string_view top) {
  std::vector<CommentRow> above;
  std::string parent = row.parent;
  while (!parent.empty() && parent != top && std::ssize(above) < limits::kContext) {
    auto next = reader.comment(parent);
    if (!next) break;
    parent = next->parent;
    above.push_back(std::move(*next));
  }
  std::reverse(above.begin(), above.end());
  return above;
}

}  // namespace parvis::server
