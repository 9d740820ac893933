// What can be done with a comment, and the reactions to it or to the page.
#include <algorithm>

#include "draw.hpp"
#include "glyphs.hpp"
#include "quote.hpp"

namespace parvis::demo {
namespace {

std::string with_name(const Ui& ui, std::string_view key, const std::string& name) {
  return message(key, ui.language, {{"name", name}});
}

void vote(const ThreadFrame& frame, ButtonRow& row, const Comment& comment, bool up) {
  const Ui& ui = frame.ui;
  bool given = comment.vote == (up ? 1 : -1);
  std::int64_t count = up ? comment.likes : comment.down;
  ButtonLook look = ghost_look(ui);
  if (given) look.text = look.icon = up ? ui.theme.like : ui.theme.accent;
  ButtonText words{.icon = !up     ? Icon::kArrowDown
                           : given ? Icon::kHeartFull
                                   : Icon::kHeart,
                   .label = count == 0 ? "" : format_count(count, ui.language)};
  if (row.add(up ? "like" : "dislike", words, look))
    frame.act([id = comment.id, now = given ? 0
                                      : up  ? 1
                                            : -1](CommentThread& thread) { thread.vote(id, now); });
  tooltip(ui, with_name(ui, up ? "comment.like" : "comment.dislike", author_label(comment, ui.language)) +
                  ", " + plural_message(up ? "like.count" : "dislike.count", count, ui.language));
}

void reaction(const ThreadFrame& frame, ButtonRow& row, const Reaction& one, const std::string& id) {
  const Ui& ui = frame.ui;
  ButtonLook look = ghost_look(ui);
  look.border = one.on ? with_alpha(ui.theme.accent, 0.4f) : ui.theme.border;
  look.rounding = 15;
  look.padding = 7;
  if (one.on) {
    look.fill = ui.theme.accent_soft;
    look.text = look.icon = ui.theme.accent;
  }
  std::string count = one.count == 0 ? "" : format_count(one.count, ui.language);
  auto picture = picture_of(one.emoji);
  ButtonText words{.icon = picture, .label = picture ? count : one.emoji, .detail = picture ? "" : count};
  row.make_room(button_width(ui, words, look));
  if (picture) log_text(ImGui::GetCursorScreenPos(), showable(one.emoji));
  if (button(ui, one.emoji, words, look))
    frame.act([id, emoji = one.emoji, on = !one.on](CommentThread& thread) { thread.react(id, emoji, on); });
  tooltip(ui, message("reaction.with", ui.language, {{"emoji", showable(one.emoji)}}) + ", " +
                  plural_message("reaction.count", one.count, ui.language));
}

bool has(const Comment& comment, const Reaction& wanted) {
  return std::any_of(comment.reactions.begin(), comment.reactions.end(),
                     [&](const Reaction& one) { return one.emoji == wanted.emoji; });
}

void reactions(const ThreadFrame& frame, ButtonRow& row, const Comment& comment) {
  const Ui& ui = frame.ui;
  const ThreadState& state = frame.state;
  if (state.reactions.empty() && comment.reactions.empty()) return;
  for (const Reaction& one : comment.reactions) reaction(frame, row, one, comment.id);
  ButtonLook look = ghost_look(ui);
  ButtonText words{.icon = Icon::kPlus};
  row.make_room(button_width(ui, words, look));
  log_text(ImGui::GetCursorScreenPos(), "+");
  if (button(ui, "reactions", words, look))
    frame.act([id = comment.id](CommentThread& thread) { thread.choose_reaction(id); });
  tooltip(ui, ui.say("reaction.add"));
  if (state.reacting != comment.id) return;
  for (const Reaction& known : state.reactions) {
    if (!has(comment, known)) reaction(frame, row, {known.emoji, 0, false}, comment.id);
  }
}

void quote(const ThreadFrame& frame, ButtonRow& row, const Comment& comment) {
  const Ui& ui = frame.ui;
  const ThreadState& state = frame.state;
  bool pressed = row.add("quote", {.icon = Icon::kQuote}, ghost_look(ui));
  tooltip(ui, ui.say("comment.quote"));
  if (!pressed) return;
  std::string draft = state.reply_to == comment.id ? state.reply_draft : std::string();
  frame.act([id = comment.id, draft = with_quotation(draft, comment.body)](CommentThread& thread) {
    thread.set_reply_to(id);
    thread.set_reply_draft(draft);
  });
}

void own_or_not(const ThreadFrame& frame, ButtonRow& row, const Comment& comment) {
  const Ui& ui = frame.ui;
  const ThreadState& state = frame.state;
  std::string id = comment.id;
  if (may_edit(comment, state, ui.now_ms)) {
    ui.redraw_in(static_cast<double>(state.edit_ms - (ui.now_ms - comment.created_ms)) / 1000);
    if (row.add("edit", {.icon = Icon::kPencil, .label = ui.say("comment.edit")}, ghost_look(ui)))
      frame.act([id](CommentThread& thread) { thread.edit(id); });
  }
  if (comment.mine) {
    if (row.add("delete", {.icon = Icon::kTrash, .label = ui.say("comment.delete")}, ghost_look(ui)))
      frame.act([id](CommentThread& thread) { thread.remove(id); });
    return;
  }
  bool open = state.report.id == comment.id;
  if (row.add("report", {.icon = Icon::kFlag, .label = ui.say("comment.report")}, ghost_look(ui)))
    frame.act([id = open ? "" : id](CommentThread& thread) { thread.report(id); });
}

}  // namespace

void draw_footer(const ThreadFrame& frame, const Comment& comment, float width) {
  const Ui& ui = frame.ui;
  const ThreadState& state = frame.state;
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() - ui.px(8));
  ButtonRow row(ui, width + ui.px(8));
  vote(frame, row, comment, true);
  if (state.down_votes) vote(frame, row, comment, false);
  if (!state.closed) {
    bool open = state.reply_to == comment.id;
    if (row.add("reply", {.icon = Icon::kReply, .label = ui.say("comment.reply")}, ghost_look(ui)))
      frame.act([id = open ? std::string() : comment.id](CommentThread& thread) { thread.set_reply_to(id); });
    quote(frame, row, comment);
  }
  reactions(frame, row, comment);
  own_or_not(frame, row, comment);
  if (!continues_elsewhere(comment, state)) return;
  ButtonLook look = ghost_look(ui);
  look.text = look.icon = ui.theme.link;
  if (row.add("under", {.icon = Icon::kComment, .label = ui.say("comment.continue")}, look))
    frame.act([id = comment.id](CommentThread& thread) { thread.open_under(id); });
}

void draw_page_reactions(const ThreadFrame& frame, float width) {
  if (frame.state.reactions.empty()) return;
  gap(frame.ui, 10);
  ImGui::PushID("page-reactions");
  ButtonRow row(frame.ui, width);
  for (const Reaction& one : frame.state.reactions) reaction(frame, row, one, {});
  ImGui::PopID();
}

}  // namespace parvis::demo
