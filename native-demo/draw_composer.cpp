#include <algorithm>
#include <cstring>

#include "draw.hpp"
#include "shop.hpp"
#include "text_area.hpp"

namespace parvis::demo {
namespace {

// The client clears a draft when the server took it, or fills it from an earlier session.
void follow_state(Composer& composer, const std::string& draft) {
  if (composer.last_draft == draft) return;
  composer.last_draft = draft;
  if (composer.buffer.text() != draft) composer.buffer.reset(draft);
}

bool blank(const std::string& text) { return text.find_first_not_of(" \n\t") == std::string::npos; }

void name_field(const Ui& ui, CommentThread& thread, ThreadView& view, float width) {
  if (!view.name_known && !ImGui::IsAnyItemActive()) {
    const std::string& name = thread.state().author_name;
    std::size_t length = std::min(name.size(), sizeof view.name - 1);
    std::memcpy(view.name, name.data(), length);
    view.name[length] = 0;
  }
  ImGui::SetNextItemWidth(width);
  std::string hint = message("thread.name", ui.language);
  if (ImGui::InputTextWithHint("##name", hint.c_str(), view.name, sizeof view.name))
    thread.set_author_name(view.name);
  view.name_known = ImGui::IsItemActive();
  tab_stop(ui);
}

bool post_button(const Ui& ui, std::string_view key, bool enabled, bool busy) {
  ButtonLook look = primary_look(ui);
  look.rounding = 9;
  look.padding = 18;
  if (!enabled) {
    look.fill = ui.theme.hover;
    look.text = look.icon = ui.theme.faint;
  }
  bool pressed = button(ui, key, {.label = message("thread.post", ui.language), .busy = busy}, look);
  return pressed && enabled && !busy;
}

}  // namespace

void draw_composer(const Ui& ui, CommentThread& thread, ThreadView& view, float width) {
  const ThreadState& state = thread.state();
  follow_state(view.top, state.draft);
  ImGui::PushID("composer");
  std::string hint = message("thread.write", ui.language);
  TextAreaResult result =
      text_area(ui, "text", view.top.buffer, {.hint = hint, .width = width, .min_lines = 3});
  if (result.changed) {
    view.top.last_draft = view.top.buffer.text();
    thread.set_draft(view.top.buffer.text());
  }
  bool sending = state.status.pending && state.reply_to.empty() && !blank(state.draft);
  float post_room = ui.px(130), name_width = std::min(ui.px(260), width - post_room);
  ImVec2 row = ImGui::GetCursorScreenPos();
  name_field(ui, thread, view, name_width);
  ButtonText words{.label = message("thread.post", ui.language), .busy = sending};
  ButtonLook look = primary_look(ui);
  look.padding = 18;
  float button_at = row.x + width - button_width(ui, words, look);
  std::string_view tip = word(Word::kPostKeys, ui.language);
  float tip_width = measure(ui, FontStyle::kSmall, tip).x;
  if (button_at - tip_width - ui.px(14) > row.x + name_width + ui.px(14)) {
    draw_text(ui, ImVec2(button_at - tip_width - ui.px(14), row.y + ui.px(12)), FontStyle::kSmall,
              ui.theme.faint, tip);
  }
  ImGui::SetCursorScreenPos(ImVec2(button_at, row.y));
  bool ready = !blank(view.top.buffer.text());
  if (post_button(ui, "post", ready, sending) || (result.submitted && ready)) thread.post();
  ImGui::PopID();
}

void draw_reply_composer(const Ui& ui, CommentThread& thread, ThreadView& view, float width) {
  const ThreadState& state = thread.state();
  bool just_opened = view.reply_to != state.reply_to;
  view.reply_to = state.reply_to;
  follow_state(view.reply, state.reply_draft);
  ImGui::PushID("reply-composer");
  std::string hint = message("comment.reply", ui.language);
  TextAreaResult result =
      text_area(ui, "text", view.reply.buffer,
                {.hint = hint, .width = width, .min_lines = 2, .take_focus = just_opened});
  if (result.changed) {
    view.reply.last_draft = view.reply.buffer.text();
    thread.set_reply_draft(view.reply.buffer.text());
  }
  bool ready = !blank(view.reply.buffer.text());
  bool post = post_button(ui, "post", ready, state.status.pending && ready) || (result.submitted && ready);
  ImGui::SameLine();
  ButtonLook look = ghost_look(ui);
  look.height = 38;
  bool cancel =
      button(ui, "cancel", {.label = message("common.cancel", ui.language)}, look) || result.escaped;
  ImGui::PopID();
  if (post)
    thread.post_reply();
  else if (cancel)
    thread.set_reply_to("");
}

}  // namespace parvis::demo
