#include <algorithm>

#include "app.hpp"

namespace parvis::demo {

void App::draw_details(const Ui& ui, float width) {
  const Product& item = kProducts[static_cast<std::size_t>(open_)];
  int language = column(ui.language);
  ProductWidgets& widgets = product();
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + width);
  text(ui, FontStyle::kTitle, ui.theme.text, item.name[language]);
  ImGui::PopTextWrapPos();
  gap(ui, 6);
  text(ui, FontStyle::kHeading, ui.theme.accent, item.price[language]);
  gap(ui, 16);
  text_wrapped(ui, FontStyle::kBody, ui.theme.muted, item.text[language], width);
  gap(ui, 22);
  draw_like(ui, widgets.like);
  float like_right = ImGui::GetItemRectMax().x - ImGui::GetCursorScreenPos().x;
  if (like_right + ui.px(240) < width) ImGui::SameLine();
  draw_fans(ui, fans_);
  draw_error(ui, widgets.like.state().status, width);
  if (widgets.like.state().status.phase != Phase::kFailed) draw_error(ui, fans_.state().status, width);
}

void App::draw_product_card(const Ui& ui, float width) {
  Card card(ui, width, 22);
  float inner = card.inner_width();
  bool side_by_side = inner > ui.px(560);
  float stage = side_by_side ? ui.px(250) : inner;
  ImVec2 at = ImGui::GetCursorScreenPos();
  float stage_height = ui.px(side_by_side ? 250 : 236);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, ImVec2(at.x + stage, at.y + stage_height), ui.theme.stage, ui.px(12));
  ui.fonts.pictures().draw(list, open_,
                           ImVec2(at.x + (stage - ui.px(220)) / 2, at.y + (stage_height - ui.px(220)) / 2),
                           ui.px(220));
  ImGui::Dummy(ImVec2(stage, stage_height));
  float gap_between = ui.px(28);
  if (side_by_side)
    ImGui::SameLine(0, gap_between);
  else
    gap(ui, 16);
  // The words stand at half the height of the picture, by their height in the frame before.
  float& words_height = product().words_height;
  if (side_by_side && words_height < stage_height)
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + (stage_height - words_height) / 2);
  ImGui::BeginGroup();
  draw_details(ui, side_by_side ? inner - stage - gap_between : inner);
  ImGui::EndGroup();
  words_height = ImGui::GetItemRectSize().y;
  if (side_by_side)
    ImGui::SetCursorScreenPos(ImVec2(
        at.x, std::max(ImGui::GetItemRectMax().y, at.y + stage_height) + ImGui::GetStyle().ItemSpacing.y));
  gap(ui, 24);
  ImVec2 line = ImGui::GetCursorScreenPos();
  list.AddRectFilled(line, ImVec2(line.x + inner, line.y + ui.px(1)), ui.theme.border);
  ImGui::SetCursorScreenPos(ImVec2(line.x, line.y + ui.px(20)));
  draw_share(ui, *product().share, product().share_view, outside_, inner);
}

void App::draw_page(const Ui& ui, float room) {
  float margin = ui.px(room > ui.px(640) ? 32 : 14);
  float width = std::min(room - 2 * margin, ui.px(860));
  float left = std::max(margin, (room - width) / 2);
  ImGui::SetCursorPos(ImVec2(left, ui.px(28)));
  ImGui::PushID(open_);
  draw_product_card(ui, width);
  ImGui::SetCursorPos(ImVec2(left, ImGui::GetCursorPosY() + ui.px(14)));
  {
    Card card(ui, width, 22);
    draw_thread(ui, *product().thread, product().thread_view, outside_, card.inner_width());
  }
  ImGui::PopID();
  std::string_view note = word(Word::kFootnote, ui.language);
  ImVec2 size = measure(ui, FontStyle::kSmall, note);
  ImGui::SetCursorPos(ImVec2(left + (width - size.x) / 2, ImGui::GetCursorPosY() + ui.px(14)));
  text(ui, FontStyle::kSmall, ui.theme.faint, note);
  ImGui::Dummy(ui.px(1, 16));
}

}  // namespace parvis::demo
