#include <algorithm>
#include <utility>

#include "draw.hpp"

namespace parvis::demo {
namespace {

constexpr std::string_view kSorts[] = {"thread.sort.newest", "thread.sort.oldest", "thread.sort.best",
                                       "thread.sort.discussed", "thread.sort.controversial"};

void top_bar(const ThreadFrame& frame, float width) {
  const Ui& ui = frame.ui;
  ImVec2 at = ImGui::GetCursorScreenPos();
  text(ui, FontStyle::kHeading, ui.theme.text,
       plural_message("thread.count", frame.state.total, ui.language));
  Choice sorts{"sort", kSorts, static_cast<int>(frame.state.sort), "thread.sort"};
  ImGui::SetCursorScreenPos(ImVec2(at.x + width - choice_width(ui, sorts), at.y - ui.px(6)));
  if (auto chosen = choose(ui, sorts))
    frame.act([chosen](CommentThread& thread) { thread.set_sort(static_cast<Sort>(*chosen)); });
  ImGui::SetCursorScreenPos(ImVec2(at.x, at.y + ui.px(34)));
}

void unread_line(const ThreadFrame& frame, float width) {
  const Ui& ui = frame.ui;
  const Unread& unread = frame.state.unread;
  if (unread.count == 0) return;
  gap(ui, 12);
  std::string words = plural_message("thread.unread", unread.count, ui.language,
                                     {{"since", format_since(unread.since_ms, ui.now_ms, ui.language)}});
  ButtonRow row(ui, width);
  float room = measure(ui, FontStyle::kSmallBold, words).x + ui.px(10);
  row.make_room(room);
  ImVec2 at = ImGui::GetCursorScreenPos();
  draw_text(ui, ImVec2(at.x, at.y + ui.px(7)), FontStyle::kSmallBold, ui.theme.accent, words);
  ImGui::Dummy(ImVec2(room, ui.px(30)));
  if (row.add("next-new", {.icon = Icon::kArrowDown, .label = ui.say("thread.next_new")}, ghost_look(ui)))
    frame.act([](CommentThread& thread) { thread.next_unread(); });
}

// Grey shapes where the comments will be: nothing jumps when they come.
void skeleton(const Ui& ui, float width) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImU32 grey = mix(ui.theme.card, ui.theme.text, 0.07f);
  for (int i = 0; i < 3; ++i) {
    float y = at.y + static_cast<float>(i) * ui.px(84);
    list.AddCircleFilled(ImVec2(at.x + ui.px(17), y + ui.px(17)), ui.px(17), grey, 32);
    auto bar = [&](float top, float share) {
      ImVec2 min(at.x + ui.px(46), y + ui.px(top));
      list.AddRectFilled(min, ImVec2(min.x + (width - ui.px(46)) * share, min.y + ui.px(11)), grey, ui.px(5));
    };
    bar(2, 0.25f);
    bar(24, 0.92f);
    bar(43, 0.6f);
  }
  ImGui::Dummy(ImVec2(width, ui.px(250)));
}

struct WideButton {
  std::string_view id;
  std::string label;
  std::optional<Icon> icon = {};
  bool busy = false;
  bool primary = false;
};

bool wide_button(const Ui& ui, const WideButton& what, float width) {
  ButtonText words{.icon = what.icon, .label = what.label, .busy = what.busy};
  ButtonLook look = what.primary ? primary_look(ui) : quiet_look(ui);
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + (width - button_width(ui, words, look)) / 2);
  return button(ui, what.id, words, look) && !what.busy;
}

// What was just done or refused, and that there is no connection.
void status(const ThreadFrame& frame, float width) {
  const Ui& ui = frame.ui;
  const ThreadState& state = frame.state;
  if (state.offline) {
    gap(ui, 14);
    notice(ui, Icon::kAlert, ui.say("thread.offline"), ui.theme.code, ui.theme.muted, width);
  }
  if (state.status.error) {
    gap(ui, 12);
    draw_error(ui, state.status, width);
  } else if (!state.notice.empty()) {
    gap(ui, 12);
    std::string words = state.notice_count != 0
                            ? plural_message(state.notice, state.notice_count, ui.language)
                            : ui.say(state.notice);
    notice(ui, Icon::kCheck, words, ui.theme.accent_soft, ui.theme.accent, width);
  }
}

void head(const ThreadFrame& frame, float width) {
  const Ui& ui = frame.ui;
  top_bar(frame, width);
  draw_page_reactions(frame, width);
  unread_line(frame, width);
  gap(ui, 16);
  if (frame.state.closed)
    notice(ui, Icon::kLock, ui.say("thread.closed"), ui.theme.code, ui.theme.muted, width);
  else
    draw_composer(frame, width);
}

void around_rows(const ThreadFrame& frame, float width) {
  const Ui& ui = frame.ui;
  const ThreadState& state = frame.state;
  gap(ui, 24);
  if (state.waiting > 0) {
    if (wide_button(ui,
                    {.id = "show-new",
                     .label = plural_message("thread.new", state.waiting, ui.language),
                     .icon = Icon::kRefresh,
                     .primary = true},
                    width))
      frame.act([](CommentThread& thread) { thread.show_waiting(); });
    gap(ui, 20);
  }
  if (!state.under.empty()) {
    if (wide_button(ui, {.id = "all", .label = ui.say("thread.all"), .icon = Icon::kReply}, width))
      frame.act([](CommentThread& thread) { thread.open_under({}); });
    gap(ui, 20);
  }
  if (state.comments.empty()) {
    if (!state.closed) text(ui, FontStyle::kBody, ui.theme.muted, ui.say("thread.empty"));
    return;
  }
  if (!state.prev.empty()) {
    WideButton previous{.id = "previous",
                        .label = ui.say(state.loading_previous ? "common.loading" : "thread.previous"),
                        .busy = state.loading_previous};
    if (wide_button(ui, previous, width)) frame.act([](CommentThread& thread) { thread.load_previous(); });
    gap(ui, 20);
  }
  draw_rows(frame, width);
  if (state.next.empty()) return;
  gap(ui, 20);
  WideButton more{.id = "more",
                  .label = ui.say(state.loading_more ? "common.loading" : "thread.more"),
                  .busy = state.loading_more};
  if (wide_button(ui, more, width)) frame.act([](CommentThread& thread) { thread.load_more(); });
}

}  // namespace

ThreadVerbs draw_thread(const Ui& ui, const ThreadState& state, ThreadView& view, const Outside& outside,
                        float width) {
  ThreadVerbs verbs;
  ThreadFrame frame{ui, state, view, outside, verbs};
  Phase phase = state.status.phase;
  ImGui::PushID("thread");
  if (phase == Phase::kLoading) skeleton(ui, width);
  if (phase == Phase::kReady) head(frame, width);
  status(frame, width);
  if (phase == Phase::kFailed) {
    gap(ui, 12);
    if (button(ui, "retry", {.icon = Icon::kRefresh, .label = ui.say("common.retry")}, quiet_look(ui)))
      outside.retry();
  }
  if (phase == Phase::kReady) around_rows(frame, width);
  ImGui::PopID();
  view.reply_to = state.reply_to;
  view.edited = state.edit.id;
  view.reported = state.report.id;
  return verbs;
}

void draw_thread(const Ui& ui, CommentThread& thread, ThreadView& view, const Outside& outside, float width) {
  for (const ThreadVerb& verb : draw_thread(ui, thread.state(), view, outside, width)) verb(thread);
}

}  // namespace parvis::demo
