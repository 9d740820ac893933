#include "ui.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "glyphs.hpp"
#include "imgui_internal.h"
#include "scripts.hpp"

namespace parvis::demo {
namespace {

// The glyphs for `words`, from left to right; `made` holds them where they are not the words themselves.
std::string_view as_drawn(const Ui& ui, std::string_view words, std::string& made) {
  if (shows_as_is(words)) return words;
  made = display_order(showable(words));
  ui.fonts.want(made);
  return made;
}

}  // namespace

ImVec2 measure(const Ui& ui, FontStyle style, std::string_view words) {
  return ImVec2(std::ceil(measure_exactly(ui, style, words)),
                ui.font(style)->FontSize * ImGui::GetIO().FontGlobalScale);
}

float measure_exactly(const Ui& ui, FontStyle style, std::string_view words) {
  std::string made;
  words = as_drawn(ui, words, made);
  ImFont* font = ui.font(style);
  float size = font->FontSize * ImGui::GetIO().FontGlobalScale;
  return font->CalcTextSizeA(size, FLT_MAX, 0, words.data(), words.data() + words.size()).x;
}

void draw_text(const Ui& ui, ImVec2 at, FontStyle style, ImU32 colour, std::string_view words) {
  if (words.empty()) return;
  draw_ornament(ui, at, style, colour, words);
  log_text(ImVec2(std::floor(at.x), std::floor(at.y)), shows_as_is(words) ? words : showable(words));
}

void draw_ornament(const Ui& ui, ImVec2 at, FontStyle style, ImU32 colour, std::string_view words) {
  std::string made;
  words = as_drawn(ui, words, made);
  ImFont* font = ui.font(style);
  ImGui::GetWindowDrawList()->AddText(font, font->FontSize * ImGui::GetIO().FontGlobalScale,
                                      ImVec2(std::floor(at.x), std::floor(at.y)), colour, words.data(),
                                      words.data() + words.size());
}

void log_text(ImVec2 at, std::string_view words) {
  if (ImGui::GetCurrentContext()->LogEnabled)
    ImGui::LogRenderedText(&at, words.data(), words.data() + words.size());
}

void draw_text_cut(const Ui& ui, ImVec2 at, float width, FontStyle style, ImU32 colour,
                   std::string_view words) {
  if (!shows_as_is(words) && measure_exactly(ui, style, words) <= width)
    return draw_text(ui, at, style, colour, words);
  std::string made;
  words = as_drawn(ui, words, made);
  if (words.empty()) return;
  ImGui::PushFont(ui.font(style));
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  ImVec2 end(at.x + width, at.y + ImGui::GetTextLineHeight());
  ImGui::RenderTextEllipsis(ImGui::GetWindowDrawList(), at, end, end.x, end.x, words.data(),
                            words.data() + words.size(), nullptr);
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

void draw_icon(const Ui& ui, ImVec2 at, Icon icon, float logical_size, ImU32 colour) {
  ui.fonts.icons().draw(*ImGui::GetWindowDrawList(), icon, at, ui.px(logical_size), colour);
}

void draw_spinner(const Ui& ui, ImVec2 centre, float logical_radius, ImU32 colour) {
  ui.redraw_in(1.0 / 30);
  auto turn = static_cast<float>(std::fmod(ImGui::GetTime() * 5, 2 * std::numbers::pi));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PathArcTo(centre, ui.px(logical_radius), turn, turn + 4.2f, 24);
  list.PathStroke(colour, 0, ui.px(1.8f));
}

void text(const Ui& ui, FontStyle style, ImU32 colour, std::string_view words) {
  if (!shows_as_is(words)) {
    draw_text(ui, ImGui::GetCursorScreenPos(), style, colour, words);
    return ImGui::Dummy(measure(ui, style, words));
  }
  ImGui::PushFont(ui.font(style));
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  ImGui::TextUnformatted(words.data(), words.data() + words.size());
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

void text_wrapped(const Ui& ui, FontStyle style, ImU32 colour, std::string_view words, float width) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  ImFont* font = ui.font(style);
  float scale = ImGui::GetIO().FontGlobalScale;
  float line = font->FontSize * scale + ui.px(style == FontStyle::kSmall ? 3 : 5), y = at.y;
  const char* from = words.data();
  const char* end = from + words.size();
  while (from < end) {
    const char* to = font->CalcWordWrapPositionA(scale, from, end, width);
    if (to == from) ++to;
    draw_text(ui, ImVec2(at.x, y), style, colour,
              std::string_view(from, static_cast<std::size_t>(to - from)));
    from = to;
    while (from < end && *from == ' ') ++from;
    y += line;
  }
  ImGui::Dummy(ImVec2(width, y - at.y));
}

void gap(const Ui& ui, float logical) {
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ImGui::GetStyle().ItemSpacing.y + ui.px(logical));
}

Pressable pressable(const Ui& ui, std::string_view id_text, ImVec2 size, float logical_rounding) {
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  ImGuiID id = window->GetID(id_text.data(), id_text.data() + id_text.size());
  ImRect box(window->DC.CursorPos, ImVec2(window->DC.CursorPos.x + size.x, window->DC.CursorPos.y + size.y));
  Pressable out{.min = box.Min, .max = box.Max};
  ImGui::ItemSize(size, 0);
  bool in_sight = ImGui::ItemAdd(box, id);
  bool arrived = ui.focus.arrives_at(id);
  if (!in_sight && !arrived) return out;
  out.pressed = ImGui::ButtonBehavior(box, id, &out.hovered, &out.held);
  if (out.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (ui.focus.rests_on(id)) {
    float out_by = ui.px(2);
    ImGui::GetForegroundDrawList()->PushClipRect(window->ClipRect.Min, window->ClipRect.Max);
    ImGui::GetForegroundDrawList()->AddRect(ImVec2(box.Min.x - out_by, box.Min.y - out_by),
                                            ImVec2(box.Max.x + out_by, box.Max.y + out_by), ui.theme.accent,
                                            ui.px(logical_rounding) + out_by, 0, ui.px(2));
    ImGui::GetForegroundDrawList()->PopClipRect();
  }
  return out;
}

// The hint is not ImGui's, which knows nothing of the order of Hebrew and Arabic.
bool line_field(const Ui& ui, const char* id, std::string_view hint, std::span<char> buffer) {
  ui.fonts.want(buffer.data());
  bool changed = ImGui::InputText(id, buffer.data(), buffer.size());
  if (buffer[0] != 0) return changed;
  ImVec2 at = ImGui::GetItemRectMin(), padding = ImGui::GetStyle().FramePadding;
  draw_text(ui, ImVec2(at.x + padding.x, at.y + padding.y), FontStyle::kBody,
            ImGui::GetColorU32(ImGuiCol_TextDisabled), hint);
  return changed;
}

void tab_stop(const Ui& ui) {
  ImGuiID id = ImGui::GetItemID();
  if (!ui.focus.arrives_at(id)) return;
  ImGui::ActivateItem(id);
  ImGui::GetCurrentContext()->NavInputSource =
      ImGuiInputSource_Keyboard;  // ImGui types only into what keys have chosen
}

void tooltip(const Ui& ui, std::string_view words) {
  if (ImGui::IsItemHovered()) ui.tip = words;
}

void draw_tooltip(const Ui& ui) {
  if (ui.tip.empty()) return;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ui.px(10, 7));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(7));
  ImGui::BeginTooltip();
  float width = std::min(ui.px(320), measure(ui, FontStyle::kSmall, ui.tip).x + 1);
  text_wrapped(ui, FontStyle::kSmall, ui.theme.text, ui.tip, width);
  ImGui::EndTooltip();
  ImGui::PopStyleVar(2);
}

void notice(const Ui& ui, Icon icon, std::string_view words, ImU32 fill, ImU32 colour, float width) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  float side = ui.px(12), icon_room = ui.px(28);
  float wrap = width - 2 * side - icon_room;
  ImDrawListSplitter layers;
  layers.Split(ImGui::GetWindowDrawList(), 2);
  layers.SetCurrentChannel(ImGui::GetWindowDrawList(), 1);
  draw_icon(ui, ImVec2(at.x + side, at.y + ui.px(9)), icon, 16, colour);
  ImGui::SetCursorScreenPos(ImVec2(at.x + side + icon_room, at.y + ui.px(10)));
  text_wrapped(ui, FontStyle::kSmall, colour, words, wrap);
  float height = ImGui::GetItemRectSize().y + ui.px(16);
  layers.SetCurrentChannel(ImGui::GetWindowDrawList(), 0);
  ImGui::GetWindowDrawList()->AddRectFilled(at, ImVec2(at.x + width, at.y + height), fill, ui.px(8));
  layers.Merge(ImGui::GetWindowDrawList());
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(ImVec2(width, height));
}

Card::Card(const Ui& ui, float width, float logical_padding)
    : ui_(ui), start_(ImGui::GetCursorScreenPos()), width_(width), padding_(ui.px(logical_padding)) {
  layers_.Split(ImGui::GetWindowDrawList(), 2);
  layers_.SetCurrentChannel(ImGui::GetWindowDrawList(), 1);
  ImGui::SetCursorScreenPos(ImVec2(start_.x + padding_, start_.y + padding_));
  ImGui::BeginGroup();
}

Card::~Card() {
  ImGui::EndGroup();
  ImDrawList* list = ImGui::GetWindowDrawList();
  ImVec2 end(start_.x + width_, ImGui::GetItemRectMax().y + padding_);
  layers_.SetCurrentChannel(list, 0);
  float rounding = ui_.px(14);
  for (int i = 1; i <= 6; ++i) {
    float grow = ui_.px(static_cast<float>(i) * 1.3f);
    list->AddRectFilled(ImVec2(start_.x - grow, start_.y - grow + ui_.px(3)),
                        ImVec2(end.x + grow, end.y + grow + ui_.px(3)), ui_.theme.shadow, rounding + grow);
  }
  list->AddRectFilled(start_, end, ui_.theme.card, rounding);
  list->AddRect(start_, end, ui_.theme.border, rounding, 0, std::max(1.f, std::floor(ui_.scale)));
  layers_.Merge(list);
  ImGui::SetCursorScreenPos(start_);
  ImGui::Dummy(ImVec2(width_, end.y - start_.y));
}

}  // namespace parvis::demo
