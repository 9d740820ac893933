#include <algorithm>

#include "draw.hpp"
#include "shop.hpp"

namespace parvis::demo {
namespace {

void sort_choice(const Ui& ui, CommentThread& thread, float right) {
  static constexpr const char* kKeys[] = {"thread.sort.newest", "thread.sort.oldest", "thread.sort.best",
                                          "thread.sort.discussed", "thread.sort.controversial"};
  auto current = static_cast<int>(thread.state().sort);
  ButtonLook look = quiet_look(ui);
  look.font = FontStyle::kSmallBold;
  look.height = 34;
  look.rounding = 9;
  ButtonText words{.icon = Icon::kChevron, .label = message(kKeys[current], ui.language)};
  ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(ImVec2(right - button_width(ui, words, look), at.y - ui.px(6)));
  if (button(ui, "sort", words, look)) ImGui::OpenPopup("sorts");
  tooltip(ui, message("thread.sort", ui.language));
  ImGui::SetNextWindowPos(ImVec2(right, ImGui::GetItemRectMax().y + ui.px(4)), 0, ImVec2(1, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ui.px(6, 6));
  if (ImGui::BeginPopup("sorts")) {
    for (int i = 0; i < static_cast<int>(std::size(kKeys)); ++i) {
      ButtonLook row = ghost_look(ui);
      row.height = 34;
      if (i == current) row.text = row.icon = ui.theme.accent;
      ButtonText choice{.icon = i == current ? std::optional(Icon::kCheck) : std::nullopt,
                        .label = message(kKeys[i], ui.language)};
      if (i != current) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ui.px(24));
      if (button(ui, kKeys[i], choice, row)) {
        thread.set_sort(static_cast<Sort>(i));
        ImGui::CloseCurrentPopup();
      }
    }
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
}

void top_bar(const Ui& ui, CommentThread& thread, float width) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  text(ui, FontStyle::kHeading, ui.theme.text,
       plural_message("thread.count", thread.state().total, ui.language));
  ImGui::SetCursorScreenPos(at);
  sort_choice(ui, thread, at.x + width);
  ImGui::SetCursorScreenPos(ImVec2(at.x, at.y + ui.px(34)));
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

// Within a window's height of what is seen: near enough for Tab to go there next.
bool near_sight(float height) {
  float top = ImGui::GetCursorScreenPos().y, room = ImGui::GetWindowHeight();
  return top + height > ImGui::GetWindowPos().y - room && top < ImGui::GetWindowPos().y + 2 * room;
}

// Comments out of sight keep their place without being laid out again: threads may hold thousands.
void comments(const Ui& ui, CommentThread& thread, ThreadView& view, const Outside& outside, float width) {
  const ThreadState state = thread.state();
  if (view.heights_for_width != width || view.heights_for_version != state.version) view.heights.clear();
  view.heights_for_width = width;
  view.heights_for_version = state.version;
  bool first = true;
  for (const Comment& comment : state.comments) {
    if (!first) gap(ui, comment.depth == 0 ? 22 : 14);
    first = false;
    auto known = view.heights.find(comment.id);
    if (known != view.heights.end() && !near_sight(known->second) && state.reply_to != comment.id) {
      ImGui::Dummy(ImVec2(width, known->second));
      continue;
    }
    ImGui::PushID(comment.id.c_str());
    ImGui::BeginGroup();
    draw_comment(ui, thread, comment, view, outside, width);
    ImGui::EndGroup();
    view.heights[comment.id] = ImGui::GetItemRectSize().y;
    ImGui::PopID();
  }
}

void more_button(const Ui& ui, CommentThread& thread, float width) {
  const ThreadState& state = thread.state();
  if (state.next.empty() && !state.loading_more) return;
  gap(ui, 20);
  ButtonText words{.label = message(state.loading_more ? "common.loading" : "thread.more", ui.language),
                   .busy = state.loading_more};
  ButtonLook look = quiet_look(ui);
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + (width - button_width(ui, words, look)) / 2);
  if (button(ui, "more", words, look) && !state.loading_more) thread.load_more();
}

}  // namespace

void draw_thread(const Ui& ui, CommentThread& thread, ThreadView& view, const Outside& outside, float width) {
  ImGui::PushID("thread");
  if (thread.state().reply_to.empty()) view.reply_to.clear();
  Phase phase = thread.state().status.phase;
  if (phase == Phase::kLoading) skeleton(ui, width);
  if (phase == Phase::kReady) {
    top_bar(ui, thread, width);
    gap(ui, 16);
    if (thread.state().closed) {
      notice(ui, Icon::kLock, message("thread.closed", ui.language), ui.theme.code, ui.theme.muted, width);
    } else {
      draw_composer(ui, thread, view, width);
    }
  }
  if (thread.state().status.error) {
    gap(ui, 12);
    draw_error(ui, thread.state().status, width);
  }
  if (phase == Phase::kFailed) {
    gap(ui, 12);
    if (button(ui, "retry", {.icon = Icon::kRefresh, .label = message("common.retry", ui.language)},
               quiet_look(ui)))
      outside.retry();
  }
  if (phase == Phase::kReady) {
    gap(ui, 32);
    if (thread.state().comments.empty()) {
      text(ui, FontStyle::kBody, ui.theme.muted, message("thread.empty", ui.language));
    }
    comments(ui, thread, view, outside, width);
    more_button(ui, thread, width);
  }
  ImGui::PopID();
}

}  // namespace parvis::demo
