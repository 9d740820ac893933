#include <cmath>
#include <utility>

#include "ui.hpp"

namespace parvis::demo {
namespace {

constexpr float kIconGap = 8;

float icon_size(const ButtonLook& look) {
  return look.font == FontStyle::kSmall || look.font == FontStyle::kSmallBold ? 16 : 20;
}

}  // namespace

ButtonLook primary_look(const Ui& ui) {
  return {.fill = ui.theme.accent, .border = 0, .text = ui.theme.on_accent, .icon = ui.theme.on_accent};
}

ButtonLook quiet_look(const Ui& ui) {
  return {.fill = ui.theme.card, .border = ui.theme.border, .text = ui.theme.text, .icon = ui.theme.muted};
}

ButtonLook ghost_look(const Ui& ui) {
  return {.font = FontStyle::kSmallBold,
          .fill = 0,
          .border = 0,
          .text = ui.theme.muted,
          .icon = ui.theme.muted,
          .height = 30,
          .padding = 8,
          .rounding = 8};
}

float button_width(const Ui& ui, const ButtonText& words, const ButtonLook& look) {
  float width = 2 * ui.px(look.padding);
  if (words.icon || words.busy) width += ui.px(icon_size(look));
  bool something_before = words.icon || words.busy;
  for (const std::string* part : {&words.label, &words.detail}) {
    if (part->empty()) continue;
    width += (something_before ? ui.px(kIconGap) : 0) + measure(ui, look.font, *part).x;
    something_before = true;
  }
  return std::ceil(width);
}

bool button(const Ui& ui, std::string_view id, const ButtonText& words, const ButtonLook& look) {
  ImVec2 size(button_width(ui, words, look), ui.px(look.height));
  Pressable at = pressable(ui, id, size, look.rounding);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float rounding = ui.px(look.rounding);
  if ((look.fill >> IM_COL32_A_SHIFT) != 0) list.AddRectFilled(at.min, at.max, look.fill, rounding);
  if (at.hovered) list.AddRectFilled(at.min, at.max, ui.theme.hover, rounding);
  if (at.held) list.AddRectFilled(at.min, at.max, ui.theme.hover, rounding);
  if ((look.border >> IM_COL32_A_SHIFT) != 0)
    list.AddRect(at.min, at.max, look.border, rounding, 0, ui.px(1));

  float x = at.min.x + ui.px(look.padding);
  float middle = (at.min.y + at.max.y) / 2;
  float icon = icon_size(look);
  if (words.busy) {
    draw_spinner(ui, ImVec2(x + ui.px(icon / 2), middle), icon * 0.36f, look.icon);
  } else if (words.icon) {
    draw_icon(ui, ImVec2(x, middle - ui.px(icon / 2)), *words.icon, icon, look.icon);
  }
  if (words.icon || words.busy) x += ui.px(icon + kIconGap);
  float line = measure(ui, look.font, "A").y;
  for (const std::string* part : {&words.label, &words.detail}) {
    if (part->empty()) continue;
    bool is_detail = part == &words.detail && !words.label.empty();
    ImU32 colour = is_detail ? mix(look.text, look.fill == 0 ? ui.theme.card : look.fill, 0.25f) : look.text;
    draw_text(ui, ImVec2(x, middle - line / 2), look.font, colour, *part);
    x += measure(ui, look.font, *part).x + ui.px(kIconGap);
  }
  return at.pressed;
}

ButtonRow::ButtonRow(const Ui& ui, float width)
    : ui_(ui), left_(ImGui::GetCursorScreenPos().x), right_(left_ + width) {}

void ButtonRow::make_room(float width) {
  if (std::exchange(first_, false)) return;
  ImGui::SameLine(0, ui_.px(4));
  if (ImGui::GetCursorScreenPos().x + width <= right_) return;
  ImGui::NewLine();
  gap(ui_, 2);
  ImGui::SetCursorScreenPos(ImVec2(left_, ImGui::GetCursorScreenPos().y));
}

bool ButtonRow::add(std::string_view id, const ButtonText& words, const ButtonLook& look) {
  make_room(button_width(ui_, words, look));
  return button(ui_, id, words, look);
}

namespace {

ButtonLook choice_look(const Ui& ui) {
  ButtonLook look = quiet_look(ui);
  look.font = FontStyle::kSmallBold;
  look.height = 34;
  look.rounding = 9;
  return look;
}

ButtonText choice_text(const Ui& ui, const Choice& choice) {
  return {.icon = Icon::kChevron, .label = ui.say(choice.keys[static_cast<std::size_t>(choice.current)])};
}

std::optional<int> choice_list(const Ui& ui, const Choice& choice) {
  std::optional<int> chosen;
  for (int i = 0; i < static_cast<int>(choice.keys.size()); ++i) {
    std::string_view key = choice.keys[static_cast<std::size_t>(i)];
    ButtonLook row = ghost_look(ui);
    row.height = 34;
    if (i == choice.current) row.text = row.icon = ui.theme.accent;
    ButtonText words{.icon = i == choice.current ? std::optional(Icon::kCheck) : std::nullopt,
                     .label = ui.say(key)};
    if (i != choice.current) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ui.px(24));
    if (button(ui, key, words, row)) chosen = i;
  }
  return chosen;
}

}  // namespace

float choice_width(const Ui& ui, const Choice& choice) {
  return button_width(ui, choice_text(ui, choice), choice_look(ui));
}

std::optional<int> choose(const Ui& ui, const Choice& choice) {
  std::string popup = std::string(choice.id) + "-list";
  if (button(ui, choice.id, choice_text(ui, choice), choice_look(ui))) ImGui::OpenPopup(popup.c_str());
  tooltip(ui, ui.say(choice.tip_key));
  ImVec2 below(ImGui::GetItemRectMax().x, ImGui::GetItemRectMax().y + ui.px(4));
  ImGui::SetNextWindowPos(below, 0, ImVec2(1, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ui.px(6, 6));
  std::optional<int> chosen;
  if (ImGui::BeginPopup(popup.c_str())) {
    chosen = choice_list(ui, choice);
    if (chosen) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
  return chosen;
}

bool icon_button(const Ui& ui, std::string_view id, Icon icon, std::string_view tip) {
  ButtonLook look = ghost_look(ui);
  look.font = FontStyle::kBody;
  look.height = 36;
  look.rounding = 18;
  bool pressed = button(ui, id, {.icon = icon}, look);
  tooltip(ui, tip);
  return pressed;
}

}  // namespace parvis::demo
