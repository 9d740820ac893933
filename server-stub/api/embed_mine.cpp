#include "api/embed_mine.hpp"

#include <algorithm>

#include "rules/limits.hpp"

namespace parvis::server {

namespace {

bool holds(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

void switch_on(std::vector<Reaction>& reactions, std::string_view emoji) {
  for (Reaction& one : reactions)
    if (one.emoji == emoji) one.on = true;
}

void open_edit(ThreadState& state, const std::string& id, Reader& reader, std::int64_t now_ms) {
  for (const Comment& comment : state.comments) {
    if (comment.id != id || !comment.mine || !may_edit(comment, state, now_ms)) continue;
    state.edit.id = id;
    if (const auto row = reader.comment(id)) state.edit.draft = row->source;
  }
}

// A comment that left no trace gets its gap back for as long as it can be restored.
void show_gap(ThreadState& state, const std::string& id, Reader& reader, RowId visitor, std::int64_t now_ms) {
  const auto row = reader.comment(id);
  if (!row || visitor == 0 || row->visitor != visitor || row->status != CommentRow::Status::kErased) return;
  if (row->deleted_ms == 0 || now_ms - row->deleted_ms > limits::kUndoWindow) return;
  state.undo = id;
  for (const Comment& comment : state.comments)
    if (comment.id == id) return;
  Comment gap;
  gap.id = id;
  gap.status = CommentStatus::kDeleted;
  state.comments.insert(state.under.empty() ? 0 : state.comments.size(), gap);
}

}  // namespace

void add_mine(LikeState& state, Reader& reader, const Page& page, RowId visitor) {
  state.shown.on = state.confirmed.on = reader.likes_page(page.id, visitor);
}

void add_mine(FanState& state, Reader& reader, const Site& site, RowId visitor) {
  state.shown.on = state.confirmed.on = reader.is_fan(site.id, state.community, visitor);
}

void add_mine(ThreadState& state, Reader& reader, const Site& site, const Page& page, RowId visitor) {
  const auto mine = reader.comments_by(page.id, visitor, limits::kMineIds);
  const auto liked = reader.comments_voted_by(page.id, visitor, 1, limits::kMineIds);
  const auto down = reader.comments_voted_by(page.id, visitor, -1, limits::kMineIds);
  const auto reacted = reader.reacted_by(page.id, visitor, limits::kMineIds);
  for (std::size_t i = 0; i < state.comments.size(); ++i) {
    const std::string& id = state.comments[i].id;
    const int vote = holds(liked, id) ? 1 : holds(down, id) ? -1 : 0;
    const bool reactions =
        std::any_of(reacted.begin(), reacted.end(), [&](const auto& one) { return one.first == id; });
    if (vote == 0 && !reactions && !holds(mine, id)) continue;
    Comment& comment = state.comments.edit(i);
    comment.mine = holds(mine, id);
    comment.vote = vote;
    for (const auto& [target, emoji] : reacted)
      if (target == id) switch_on(comment.reactions, emoji);
  }
  for (const auto& [target, emoji] : reacted)
    if (target.empty()) switch_on(state.reactions, emoji);
  state.author_name = reader.member(site.id, visitor).name;
}

void open_parts(ThreadState& state, const EmbedView& view, Reader& reader, RowId visitor,
                std::int64_t now_ms) {
  state.collapsed = view.folded;
  if (!state.closed) state.reply_to = view.reply;
  state.reacting = view.reacting;
  state.report.id = view.report;
  if (!view.edit.empty()) open_edit(state, view.edit, reader, now_ms);
  if (!view.undo.empty()) show_gap(state, view.undo, reader, visitor, now_ms);
  for (const std::string_view done : {"posted", "edited", "deleted"})
    if (view.done == done) state.notice = "announce." + view.done;
}

}  // namespace parvis::server
