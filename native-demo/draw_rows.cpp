// The comments of a thread, of which only those near sight are drawn. Rows out of sight above the first one
// in sight never move it: what is being read stays where it is.
#include <algorithm>

#include "draw.hpp"

namespace parvis::demo {
namespace {

constexpr float kGuessedHeight = 104;
constexpr int kAimFrames = 4;

float gap_before(const Ui& ui, const Comment& comment, bool first) {
  return first ? 0 : ui.px(comment.depth == 0 ? 22 : 14);
}

// Answers the height with the gap before.
float draw_row(const ThreadFrame& frame, std::size_t row, float x, float y, float width) {
  const Ui& ui = frame.ui;
  RowPlaces& rows = frame.view.rows;
  const Comment& comment = rows.comment(row);
  float gap = gap_before(ui, comment, row == 0);
  ImGui::SetCursorScreenPos(ImVec2(x, y + gap));
  if (rows.aim_focus && rows.aim == comment.id) {
    rows.aim_focus = false;
    ui.focus.take_next();
  }
  ImGui::PushID(comment.id.c_str());
  ImGui::BeginGroup();
  draw_comment(frame, comment, width);
  ImGui::EndGroup();
  ImGui::PopID();
  float height = gap + ImGui::GetItemRectSize().y;
  rows.measured(row, height);
  return height;
}

// Where the client brings the reader, the window scrolls; again for a few frames, while heights are learned.
void aim(const ThreadFrame& frame, float list_top) {
  RowPlaces& rows = frame.view.rows;
  if (rows.focus_turn != frame.state.focus.turn) {
    rows.focus_turn = frame.state.focus.turn;
    rows.aim = frame.state.focus.id;
    rows.aim_frames = kAimFrames;
    rows.aim_focus = true;
  }
  if (rows.aim_frames == 0) return;
  frame.ui.redraw_in(0);
  auto row = rows.find(rows.aim);
  if (!row) return;
  --rows.aim_frames;
  float content_top = list_top - ImGui::GetWindowPos().y + ImGui::GetScrollY() + rows.top(*row);
  ImGui::SetScrollY(std::max(0.f, content_top - ImGui::GetWindowHeight() * 0.25f));
}

// How far the anchor has gone from where it was; the window scrolls after it.
float follow_anchor(RowPlaces& rows, bool list_begins_above) {
  if (rows.anchor.empty() || !list_begins_above || rows.aim_frames > 0) return 0;
  auto row = rows.find(rows.anchor);
  float moved = row ? rows.top(*row) - rows.anchor_top : 0;
  if (moved != 0) ImGui::SetScrollY(ImGui::GetScrollY() + moved);
  return moved;
}

void remember_anchor(RowPlaces& rows, std::size_t row) {
  rows.anchor = row < rows.size() ? rows.comment(row).id : std::string();
  rows.anchor_top = row < rows.size() ? rows.top(row) : 0;
}

}  // namespace

void draw_rows(const ThreadFrame& frame, float width) {
  RowPlaces& rows = frame.view.rows;
  ImVec2 start = ImGui::GetCursorScreenPos();
  float sight_top = ImGui::GetWindowPos().y, sight = ImGui::GetWindowHeight();
  bool begins_above = start.y < sight_top;
  if (rows.follow(frame.state, width, frame.ui.px(kGuessedHeight)))
    start.y -= follow_anchor(rows, begins_above);
  if (rows.size() == 0) return;
  aim(frame, start.y);

  std::size_t anchor = begins_above ? std::min(rows.row_at(sight_top - start.y), rows.size() - 1) : 0;
  // A window's height above and below sight: near enough for Tab to go there next.
  for (std::size_t row = rows.row_at(std::max(0.f, sight_top - sight - start.y)); row < anchor; ++row)
    draw_row(frame, row, start.x, start.y + rows.top(row), width);
  float y = start.y + rows.top(anchor);
  for (std::size_t row = anchor; row < rows.size() && y < sight_top + 2 * sight; ++row)
    y += draw_row(frame, row, start.x, y, width);

  remember_anchor(rows, anchor);
  rows.settle();
  float moved = follow_anchor(rows, begins_above);
  remember_anchor(rows, anchor);
  ImGui::SetCursorScreenPos(ImVec2(start.x, start.y + moved));
  ImGui::Dummy(ImVec2(width, rows.top(rows.size())));
}

}  // namespace parvis::demo
