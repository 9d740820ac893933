#include <algorithm>
#include <cstring>
#include <utility>

#include "draw.hpp"
#include "markdown_marks.hpp"
#include "people.hpp"
#include "rich_text.hpp"
#include "shop.hpp"
#include "text_area.hpp"

namespace parvis::demo {
namespace {

// The client clears a draft when the server took it, or fills it from an earlier session.
void follow_state(DraftField& field, const std::string& draft) {
  if (field.last_draft == draft) return;
  field.last_draft = draft;
  if (field.buffer.text() != draft) field.buffer.reset(draft);
}

bool blank(const std::string& text) { return text.find_first_not_of(" \n\t") == std::string::npos; }

// Icons alone: what they say is in their tips, so that a reader of the log meets no stray letters.
bool toolbar(const Ui& ui, DraftField& field, float width) {
  static constexpr std::pair<Icon, std::string_view> kTools[kMarkCount] = {
      {Icon::kBold, "editor.bold"},   {Icon::kItalic, "editor.italic"}, {Icon::kLink, "editor.link"},
      {Icon::kQuote, "editor.quote"}, {Icon::kCode, "editor.code"},     {Icon::kList, "editor.list"},
      {Icon::kEye, "editor.spoiler"}};
  bool pressed = false;
  ButtonRow row(ui, width);
  ImGui::PushID("marks");
  for (int i = 0; i < kMarkCount; ++i) {
    const auto& [icon, key] = kTools[i];
    if (row.add(key, {.icon = icon}, ghost_look(ui))) {
      mark(field.buffer, static_cast<Mark>(i));
      field.take_focus = pressed = true;
    }
    tooltip(ui, ui.say(key));
  }
  if (auto emoji = choose_emoji(ui, row)) {
    field.buffer.insert(*emoji);
    field.take_focus = pressed = true;
  }
  ImGui::PopID();
  return pressed;
}

// True: one of the buttons is held, or was chosen.
bool people_row(const Ui& ui, DraftField& field, const AskedPerson& asked,
                const std::vector<std::string>& people, float width, bool& chosen) {
  bool held = false;
  ButtonRow row(ui, width);
  ImGui::PushID("people");
  for (int i = 0; i < static_cast<int>(people.size()); ++i) {
    const std::string& name = people[static_cast<std::size_t>(i)];
    ButtonLook look = ghost_look(ui);
    if (i == field.person) look.fill = ui.theme.accent_soft;
    if (row.add(name, {.label = name}, look)) {
      mention(field.buffer, asked.from, name);
      field.take_focus = chosen = true;
    }
    held |= ImGui::IsItemActive();
    tooltip(ui, ui.say("editor.people"));
  }
  ImGui::PopID();
  return held || chosen;
}

// Answers whether the draft is another one now.
bool steer_people(DraftField& field, const AskedPerson& asked, const std::vector<std::string>& people,
                  ListKey key) {
  int count = static_cast<int>(people.size());
  if (key == ListKey::kDown) field.person = (field.person + 1) % count;
  if (key == ListKey::kUp) field.person = (field.person + count - 1) % count;
  if (key == ListKey::kClose) field.declined_at = asked.from;
  if (key != ListKey::kTake) return false;
  mention(field.buffer, asked.from, people[static_cast<std::size_t>(field.person)]);
  return true;
}

struct FieldLook {
  std::string hint;
  int lines = 3;
  bool just_opened = false;
};

// Answers what happened in the field; a change is told to `set`.
TextAreaResult field(const ThreadFrame& frame, DraftField& draft, const FieldLook& look, float width,
                     void (CommentThread::*set)(std::string_view)) {
  const Ui& ui = frame.ui;
  bool marked = toolbar(ui, draft, width);
  gap(ui, 4);
  auto asked = draft.in_use ? asked_person(draft.buffer) : std::nullopt;
  if (!asked) draft.declined_at = std::string::npos;
  std::vector<std::string> people;
  if (asked && asked->from != draft.declined_at) people = people_named(frame.state.comments, asked->wish);
  if (draft.person >= static_cast<int>(people.size())) draft.person = 0;
  TextAreaOptions options{
      .hint = look.hint, .width = width, .min_lines = look.lines, .list_open = !people.empty()};
  options.keep_cursor = std::exchange(draft.take_focus, false);
  options.take_focus = look.just_opened || options.keep_cursor;
  TextAreaResult result = text_area(ui, "text", draft.buffer, options);
  draft.in_use = result.active;
  if (!people.empty()) {
    bool taken = steer_people(draft, *asked, people, result.list_key);
    draft.in_use |= !taken && people_row(ui, draft, *asked, people, width, taken);
    marked |= taken;
  }
  if (result.changed || marked) {
    draft.last_draft = draft.buffer.text();
    frame.act([set, text = draft.last_draft](CommentThread& thread) { (thread.*set)(text); });
  }
  return result;
}

void name_field(const ThreadFrame& frame, float width) {
  const Ui& ui = frame.ui;
  ThreadView& view = frame.view;
  if (!view.name_known && !ImGui::IsAnyItemActive()) {
    const std::string& name = frame.state.author_name;
    std::size_t length = std::min(name.size(), sizeof view.name - 1);
    std::memcpy(view.name, name.data(), length);
    view.name[length] = 0;
  }
  ImGui::SetNextItemWidth(width);
  if (line_field(ui, "##name", ui.say("thread.name"), view.name))
    frame.act([name = std::string(view.name)](CommentThread& thread) { thread.set_author_name(name); });
  view.name_known = ImGui::IsItemActive();
  tab_stop(ui);
}

ButtonLook form_ghost(const Ui& ui) {
  ButtonLook look = ghost_look(ui);
  look.height = 38;
  return look;
}

bool send_button(const Ui& ui, ButtonRow& row, std::string_view key, bool enabled, bool busy) {
  ButtonLook look = primary_look(ui);
  look.rounding = 9;
  look.padding = 18;
  if (!enabled) {
    look.fill = ui.theme.hover;
    look.text = look.icon = ui.theme.faint;
  }
  bool pressed = row.add("post", {.label = ui.say(key), .busy = busy}, look);
  tooltip(ui, word(Word::kPostKeys, ui.language));
  return pressed && enabled && !busy;
}

void preview_button(const ThreadFrame& frame, ButtonRow& row, Composer of) {
  bool open = frame.state.preview.of == of;
  ButtonText words{.icon = open ? Icon::kPencil : Icon::kEye,
                   .label = frame.ui.say(open ? "editor.write" : "editor.preview")};
  if (row.add("preview", words, form_ghost(frame.ui)))
    frame.act([of](CommentThread& thread) { thread.preview(of); });
}

void preview(const ThreadFrame& frame, Composer of, float width) {
  const Ui& ui = frame.ui;
  const Preview& made = frame.state.preview;
  if (made.of != of) return;
  Card card(ui, width, 14);
  if (made.loading || made.body.empty()) {
    text(ui, FontStyle::kItalic, ui.theme.muted,
         ui.say(made.loading ? "common.loading" : "editor.preview_empty"));
    return;
  }
  RichPress press = rich_text(ui, made.body, card.inner_width(), true);
  if (!press.link.empty()) frame.outside.open_url(press.link);
}

// The name beside the buttons where there is room for both.
ButtonRow row_after_name(const ThreadFrame& frame, float width) {
  ButtonRow row(frame.ui, width);
  float name = std::min(frame.ui.px(230), width);
  row.make_room(name);
  name_field(frame, name);
  return row;
}

}  // namespace

void draw_composer(const ThreadFrame& frame, float width) {
  const Ui& ui = frame.ui;
  const ThreadState& state = frame.state;
  DraftField& draft = frame.view.top;
  follow_state(draft, state.draft);
  ImGui::PushID("composer");
  TextAreaResult result =
      field(frame, draft, {.hint = ui.say("thread.write")}, width, &CommentThread::set_draft);
  ButtonRow row = row_after_name(frame, width);
  preview_button(frame, row, Composer::kPost);
  bool sending =
      state.status.pending && state.reply_to.empty() && state.edit.id.empty() && !blank(state.draft);
  bool ready = !blank(draft.buffer.text());
  if (send_button(ui, row, "thread.post", ready, sending) || (result.submitted && ready))
    frame.act([](CommentThread& thread) { thread.post(); });
  preview(frame, Composer::kPost, width);
  ImGui::PopID();
}

void draw_reply_composer(const ThreadFrame& frame, const Comment& comment, float width) {
  const Ui& ui = frame.ui;
  const ThreadState& state = frame.state;
  DraftField& draft = frame.view.reply;
  follow_state(draft, state.reply_draft);
  ImGui::PushID("reply-composer");
  FieldLook look{
      .hint = message("comment.reply_to", ui.language, {{"name", author_label(comment, ui.language)}}),
      .lines = 2,
      .just_opened = frame.view.reply_to != state.reply_to};
  TextAreaResult result = field(frame, draft, look, width, &CommentThread::set_reply_draft);
  ButtonRow row = row_after_name(frame, width);
  bool cancel = row.add("cancel", {.label = ui.say("common.cancel")}, form_ghost(ui)) || result.escaped;
  preview_button(frame, row, Composer::kReply);
  bool ready = !blank(draft.buffer.text());
  if (send_button(ui, row, "comment.reply", ready, state.status.pending && ready) ||
      (result.submitted && ready))
    frame.act([](CommentThread& thread) { thread.post_reply(); });
  else if (cancel)
    frame.act([](CommentThread& thread) { thread.set_reply_to({}); });
  preview(frame, Composer::kReply, width);
  ImGui::PopID();
}

void draw_edit_composer(const ThreadFrame& frame, float width) {
  const Ui& ui = frame.ui;
  const CommentEdit& edit = frame.state.edit;
  DraftField& draft = frame.view.edit;
  follow_state(draft, edit.draft);
  ImGui::PushID("edit-composer");
  FieldLook look{.hint = ui.say("comment.edit_field"), .just_opened = frame.view.edited != edit.id};
  TextAreaResult result = field(frame, draft, look, width, &CommentThread::set_edit_draft);
  ButtonRow row(ui, width);
  bool cancel = row.add("cancel", {.label = ui.say("common.cancel")}, form_ghost(ui)) || result.escaped;
  preview_button(frame, row, Composer::kEdit);
  bool ready = !blank(draft.buffer.text()) && !edit.loading;
  if (send_button(ui, row, "comment.save", ready, edit.loading) || (result.submitted && ready))
    frame.act([](CommentThread& thread) { thread.post_edit(); });
  else if (cancel)
    frame.act([](CommentThread& thread) { thread.edit({}); });
  preview(frame, Composer::kEdit, width);
  ImGui::PopID();
}

void draw_report_form(const ThreadFrame& frame, float width) {
  static constexpr std::string_view kReasons[] = {"spam", "abuse", "illegal", "other"};
  static constexpr std::string_view kKeys[] = {"report.spam", "report.abuse", "report.illegal",
                                               "report.else"};
  const Ui& ui = frame.ui;
  const Report& report = frame.state.report;
  ThreadView& view = frame.view;
  if (view.reported != report.id) {
    std::size_t length = std::min(report.note.size(), sizeof view.note - 1);
    std::memcpy(view.note, report.note.data(), length);
    view.note[length] = 0;
  }
  ImGui::PushID("report-form");
  Choice reasons{"reason", kKeys, 0, "report.reason"};
  for (int i = 0; i < 4; ++i) {
    if (kReasons[i] == report.reason) reasons.current = i;
  }
  ButtonRow row(ui, width);
  row.make_room(choice_width(ui, reasons));
  if (auto chosen = choose(ui, reasons))
    frame.act([reason = kReasons[*chosen], note = report.note](CommentThread& thread) {
      thread.set_report(reason, note);
    });
  float room = std::min(ui.px(260), width);
  row.make_room(room);
  ImGui::SetNextItemWidth(room);
  if (line_field(ui, "##note", ui.say("report.note"), view.note))
    frame.act([reason = report.reason, note = std::string(view.note)](CommentThread& thread) {
      thread.set_report(reason, note);
    });
  tab_stop(ui);
  if (row.add("cancel", {.label = ui.say("common.cancel")}, form_ghost(ui)))
    frame.act([](CommentThread& thread) { thread.report({}); });
  ButtonLook look = primary_look(ui);
  look.rounding = 9;
  if (row.add("send", {.label = ui.say("report.send")}, look))
    frame.act([](CommentThread& thread) { thread.post_report(); });
  ImGui::PopID();
}

}  // namespace parvis::demo
