#include "store/comment_tree.hpp"

namespace parvis::server {

namespace {

bool published(const CommentRow& row) { return row.status == CommentRow::Status::kPublished; }

// A tombstone is there only for what stands below it, so one that comes or goes may take its parent along.
void tell_ancestors(CommentTable& table, CommentRow row, bool was_visible) {
  while (row.visible() != was_visible && !row.parent.empty()) {
    auto parent = table.load(row.parent);
    if (!parent) return;
    was_visible = parent->visible();
    parent->children += row.visible() ? 1 : -1;
    table.update(*parent);
    row = std::move(*parent);
  }
}

void count_reply(CommentTable& table, const CommentRow& row, std::int64_t difference) {
  table.page_changed(row.page, difference);
  if (row.parent.empty() || difference == 0) return;
  if (auto parent = table.load(row.parent)) {
    parent->replies += difference;
    table.update(*parent);
  }
  if (auto root = table.load(row.root)) {
    root->below += difference;
    table.update(*root);
  }
}

}  // namespace

void insert_comment(CommentTable& table, CommentRow row) {
  row.likes = row.downs = row.replies = row.children = row.below = 0;
  table.insert(row);
  count_reply(table, row, published(row) ? 1 : 0);
  tell_ancestors(table, row, false);
}

void change_status(CommentTable& table, std::string_view id, CommentRow::Status status) {
  auto row = table.load(id);
  if (!row || row->status == status) return;
  const bool was_visible = row->visible(), was_published = published(*row);
  row->status = status;
  table.update(*row);
  count_reply(table, *row, std::int64_t{published(*row)} - std::int64_t{was_published});
  tell_ancestors(table, *row, was_visible);
}

void add_votes(CommentTable& table, std::string_view id, std::int64_t likes, std::int64_t downs) {
  auto row = table.load(id);
  if (!row) return;
  row->likes += likes;
  row->downs += downs;
  table.update(*row);
  table.page_changed(row->page, 0);
}

}  // namespace parvis::server
