#include <algorithm>

#include "draw.hpp"
#include "rich_text.hpp"

namespace parvis::demo {
namespace {

constexpr float kAvatar = 34;

// A first letter on one of a few colours, the same for the same author: faces without pictures.
void avatar(const Ui& ui, ImVec2 at, const Comment& comment, const std::string& label) {
  static constexpr std::uint32_t kColours[] = {0x3E7C66, 0xA8562F, 0x4A6FA5, 0x8A5A83, 0x8C7326, 0xB04A5A};
  unsigned sum = 0;
  for (char c : comment.tag.empty() ? label : comment.tag) sum = sum * 31 + static_cast<unsigned char>(c);
  ImU32 colour = rgb(kColours[sum % std::size(kColours)]);
  float radius = ui.px(kAvatar / 2);
  ImVec2 centre(at.x + radius, at.y + radius);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (comment.name.empty()) {
    list.AddCircleFilled(centre, radius, mix(ui.theme.card, ui.theme.muted, 0.25f), 40);
    draw_icon(ui, ImVec2(centre.x - ui.px(8), centre.y - ui.px(8)), Icon::kFans, 16, ui.theme.muted);
    return;
  }
  list.AddCircleFilled(centre, radius, colour, 40);
  std::size_t end = 1;
  while (end < label.size() && (static_cast<unsigned char>(label[end]) & 0xC0) == 0x80) ++end;
  std::string initial = label.substr(0, end);
  if (initial.size() == 1 && initial[0] >= 'a' && initial[0] <= 'z')
    initial[0] = static_cast<char>(initial[0] - 32);
  ImVec2 size = measure(ui, FontStyle::kBold, initial);
  draw_ornament(ui, ImVec2(centre.x - size.x / 2, centre.y - size.y / 2), FontStyle::kBold, rgb(0xFFFFFF),
                initial);
}

void gone(const ThreadFrame& frame, const Comment& comment, float width) {
  const Ui& ui = frame.ui;
  bool undo = frame.state.undo == comment.id, hidden = comment.status == CommentStatus::kHidden;
  std::string words = ui.say(undo ? "comment.removed" : hidden ? "comment.hidden" : "comment.deleted");
  ButtonRow row(ui, width);
  float room = measure(ui, FontStyle::kItalic, words).x + ui.px(8);
  row.make_room(room);
  ImVec2 at = ImGui::GetCursorScreenPos();
  draw_text(ui, ImVec2(at.x, at.y + ui.px(6)), FontStyle::kItalic, ui.theme.faint, words);
  ImGui::Dummy(ImVec2(room, ui.px(34)));
  if (undo && row.add("undo", {.icon = Icon::kReply, .label = ui.say("comment.undo")}, ghost_look(ui)))
    frame.act([id = comment.id](CommentThread& thread) { thread.undo_remove(id); });
}

void body(const ThreadFrame& frame, const Comment& comment, float width) {
  const Ui& ui = frame.ui;
  if (frame.state.edit.id == comment.id && !comment.pending) return draw_edit_composer(frame, width);
  ImGui::PushStyleVar(ImGuiStyleVar_Alpha, comment.pending ? 0.55f : 1.f);
  RichPress press = rich_text(ui, comment.body, width, frame.view.revealed.contains(comment.id));
  ImGui::PopStyleVar();
  if (!press.link.empty()) frame.outside.open_url(press.link);
  if (press.spoiler) frame.view.revealed.insert(comment.id);
}

void published(const ThreadFrame& frame, const Comment& comment, float width) {
  const Ui& ui = frame.ui;
  const ThreadState& state = frame.state;
  draw_comment_header(frame, comment, width);
  gap(ui, 5);
  body(frame, comment, width);
  if (comment.pending) {
    if (!state.offline || !comment.mine) return;
    if (button(ui, "withdraw", {.icon = Icon::kClose, .label = ui.say("comment.withdraw")}, ghost_look(ui)))
      frame.act([id = comment.id](CommentThread& thread) { thread.withdraw(id); });
    return;
  }
  draw_footer(frame, comment, width);
  if (state.report.id == comment.id) draw_report_form(frame, width);
  if (!state.closed && state.reply_to == comment.id) draw_reply_composer(frame, comment, width);
}

// Lines at the left lead the eye from a reply to what it answers.
void draw_lines(const Ui& ui, ImVec2 start, float bottom, std::int32_t level, float step) {
  for (std::int32_t i = 0; i < level; ++i) {
    float x = start.x + static_cast<float>(i) * step + ui.px(kAvatar / 2);
    ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(x, start.y - ui.px(14)), ImVec2(x + ui.px(1.5f), bottom),
                                              ui.theme.border);
  }
}

}  // namespace

std::string author_label(const Comment& comment, const std::string& language) {
  return comment.name.empty() ? message("comment.anonymous", language) : comment.name;
}

void draw_comment(const ThreadFrame& frame, const Comment& comment, float width) {
  const Ui& ui = frame.ui;
  std::int32_t level = indent_of(comment, frame.state);
  float step = std::min(ui.px(30), width * 0.04f), indent = static_cast<float>(level) * step;
  ImVec2 start = ImGui::GetCursorScreenPos();
  float left = indent + ui.px(kAvatar + 12), room = width - left;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImVec2 face(start.x + indent, start.y);
  bool there = comment.status == CommentStatus::kPublished;
  ImDrawListSplitter layers;
  bool marked = !comment.id.empty() && comment.id == frame.state.at;
  if (marked) {
    layers.Split(&list, 2);
    layers.SetCurrentChannel(&list, 1);
  }
  if (there) {
    avatar(ui, face, comment, author_label(comment, ui.language));
  } else {
    list.AddCircle(ImVec2(face.x + ui.px(kAvatar / 2), face.y + ui.px(kAvatar / 2)), ui.px(kAvatar / 2 - 1),
                   ui.theme.border, 40, ui.px(1.5f));
  }
  ImGui::SetCursorScreenPos(ImVec2(start.x + left, start.y));
  ImGui::BeginGroup();
  if (there)
    published(frame, comment, room);
  else
    gone(frame, comment, room);
  ImGui::EndGroup();
  float bottom = ImGui::GetItemRectMax().y;
  draw_lines(ui, start, bottom, level, step);
  if (!marked) return;
  layers.SetCurrentChannel(&list, 0);
  list.AddRectFilled(ImVec2(face.x - ui.px(10), start.y - ui.px(10)),
                     ImVec2(start.x + width + ui.px(10), bottom + ui.px(6)), ui.theme.accent_soft, ui.px(10));
  layers.Merge(&list);
}

}  // namespace parvis::demo
