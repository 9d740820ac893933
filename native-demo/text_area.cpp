#include "text_area.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "field_layout.hpp"
#include "imgui_internal.h"
#include "markdown_marks.hpp"

namespace parvis::demo {
namespace {

bool key(ImGuiKey k) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(k), true); }

void move_line(EditBuffer& buffer, const FieldLayout& layout, int by, bool select) {
  std::size_t line = line_of(layout.lines, buffer.cursor());
  if (by < 0 && line == 0) return buffer.move_to(0, select);
  if (by > 0 && line + 1 == layout.lines.size()) return buffer.move_to(buffer.text().size(), select);
  float x = layout.x_of(buffer.text(), layout.lines[line], buffer.cursor());
  buffer.move_to(layout.position_at(buffer.text(), line + static_cast<std::size_t>(by), x), select);
}

void move_by_keys(EditBuffer& buffer, const FieldLayout& layout, bool list_open) {
  const ImGuiIO& io = ImGui::GetIO();
  bool word = io.KeyCtrl, select = io.KeyShift;
  if (key(ImGuiKey_LeftArrow)) buffer.move_left(word, select);
  if (key(ImGuiKey_RightArrow)) buffer.move_right(word, select);
  if (key(ImGuiKey_UpArrow) && !list_open) move_line(buffer, layout, -1, select);
  if (key(ImGuiKey_DownArrow) && !list_open) move_line(buffer, layout, 1, select);
  const TextLine& line = layout.lines[line_of(layout.lines, buffer.cursor())];
  if (key(ImGuiKey_Home)) buffer.move_to(word ? 0 : line.begin, select);
  if (key(ImGuiKey_End)) {
    bool soft = !line.hard && line.end < buffer.text().size();
    buffer.move_to(word ? buffer.text().size() : soft ? buffer.before(line.end) : line.end, select);
  }
}

std::string typed_characters() {
  std::string out;
  ImGuiIO& io = ImGui::GetIO();
  if (io.KeyCtrl && !io.KeyAlt) return out;
  for (ImWchar c : io.InputQueueCharacters) {
    if (c < 0x20 || c == 0x7F || (c >= 0xE000 && c <= 0xF8FF)) continue;
    char bytes[5] = {};
    out += ImTextCharToUtf8(bytes, c);
  }
  io.InputQueueCharacters.resize(0);
  return out;
}

// Newlines of other systems become ours; other control characters go.
std::string clean(const char* pasted) {
  std::string out;
  for (const char* c = pasted; c != nullptr && *c != 0; ++c) {
    if (static_cast<unsigned char>(*c) >= 0x20 || *c == '\n')
      out += *c;
    else if (*c == '\t')
      out += ' ';
  }
  return out;
}

void clipboard_and_history(EditBuffer& buffer) {
  if (!ImGui::GetIO().KeyCtrl) return;
  if (key(ImGuiKey_A)) buffer.select_all();
  if ((key(ImGuiKey_C) || key(ImGuiKey_X)) && buffer.has_selection()) {
    ImGui::SetClipboardText(std::string(buffer.selection()).c_str());
    if (key(ImGuiKey_X)) buffer.insert("");
  }
  if (key(ImGuiKey_V)) buffer.insert(clean(ImGui::GetClipboardText()));
  if (key(ImGuiKey_Z)) ImGui::GetIO().KeyShift ? buffer.redo() : buffer.undo();
  if (key(ImGuiKey_Y)) buffer.redo();
}

// Dear ImGui 1.86 has no names for these keys; its backends number letters as GLFW does, by their capitals.
void mark_by_keys(EditBuffer& buffer) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!io.KeyCtrl || io.KeyAlt) return;
  for (auto [letter, what] : {std::pair{'B', Mark::kBold}, std::pair{'I', Mark::kItalic},
                              std::pair{'K', Mark::kLink}, std::pair{'E', Mark::kCode}}) {
    if (ImGui::IsKeyPressed(letter, false)) mark(buffer, what);
  }
}

ListKey list_key() {
  if (key(ImGuiKey_UpArrow)) return ListKey::kUp;
  if (key(ImGuiKey_DownArrow)) return ListKey::kDown;
  if (!ImGui::GetIO().KeyCtrl && (key(ImGuiKey_Enter) || key(ImGuiKey_KeyPadEnter))) return ListKey::kTake;
  return key(ImGuiKey_Escape) ? ListKey::kClose : ListKey::kNone;
}

void edit_by_keys(EditBuffer& buffer, const FieldLayout& layout, bool list_open, TextAreaResult& result) {
  const ImGuiIO& io = ImGui::GetIO();
  std::string before = buffer.text();
  if (list_open) result.list_key = list_key();
  move_by_keys(buffer, layout, list_open);
  clipboard_and_history(buffer);
  mark_by_keys(buffer);
  if (key(ImGuiKey_Backspace)) buffer.erase_back(io.KeyCtrl);
  if (key(ImGuiKey_Delete)) buffer.erase_forward(io.KeyCtrl);
  if (key(ImGuiKey_Enter) || key(ImGuiKey_KeyPadEnter)) {
    if (io.KeyCtrl)
      result.submitted = true;
    else if (!list_open)
      buffer.insert("\n");
  }
  if (std::string typed = typed_characters(); !typed.empty()) buffer.insert(typed);
  result.changed = buffer.text() != before;
}

void follow_mouse(EditBuffer& buffer, const FieldLayout& layout, bool hovered) {
  ImVec2 mouse = ImGui::GetIO().MousePos;
  std::size_t position = layout.position_at(buffer.text(), layout.line_at(mouse.y), mouse.x);
  if (hovered && ImGui::IsMouseDoubleClicked(0))
    buffer.select_word_at(position);
  else if (hovered && ImGui::IsMouseClicked(0))
    buffer.move_to(position, ImGui::GetIO().KeyShift);
  else if (ImGui::IsMouseDragging(0, 3) && !ImGui::IsMouseReleased(0))
    buffer.move_to(position, true);
}

void draw_content(const Ui& ui, const EditBuffer& buffer, const FieldLayout& layout, bool active) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::string_view text = buffer.text();
  auto [from, to] = std::minmax({buffer.cursor(), buffer.anchor()});
  for (std::size_t i = 0; i < layout.lines.size(); ++i) {
    const TextLine& line = layout.lines[i];
    float y = layout.origin.y + static_cast<float>(i) * layout.line_height;
    if (active && from < to && from <= line.end && to > line.begin) {
      auto [left, right] = std::minmax({layout.x_of(text, line, std::max(from, line.begin)),
                                        layout.x_of(text, line, to) + (to > line.end ? ui.px(5) : 0)});
      list.AddRectFilled(ImVec2(left, y), ImVec2(right, y + layout.line_height),
                         with_alpha(ui.theme.accent, 0.3f));
    }
    draw_text(ui, ImVec2(layout.origin.x, y + (layout.line_height - layout.size) / 2), FontStyle::kBody,
              ui.theme.text, text.substr(line.begin, line.end - line.begin));
  }
}

void draw_caret(const Ui& ui, const EditBuffer& buffer, const FieldLayout& layout, bool moved) {
  ImGuiContext& g = *ImGui::GetCurrentContext();
  std::size_t index = line_of(layout.lines, buffer.cursor());
  float x = layout.x_of(buffer.text(), layout.lines[index], buffer.cursor());
  float y = layout.origin.y + static_cast<float>(index) * layout.line_height;
  ImRect caret(ImVec2(x, y + ui.px(1)), ImVec2(x + ui.px(1.5f), y + layout.line_height - ui.px(1)));
  static double steady_since = 0;  // a caret that has just moved is shown
  if (moved) steady_since = ImGui::GetTime();
  constexpr double kBlinksPerSecond = 1.8;
  double blinks = (ImGui::GetTime() - steady_since) * kBlinksPerSecond;
  bool blink_on = static_cast<int>(blinks) % 2 == 0;
  ui.redraw_in((1 - (blinks - std::floor(blinks))) / kBlinksPerSecond);
  if (blink_on) ImGui::GetWindowDrawList()->AddRectFilled(caret.Min, caret.Max, ui.theme.text);
  g.PlatformImePos = caret.Min;
  if (moved) ImGui::ScrollToBringRectIntoView(g.CurrentWindow, caret);
}

FieldLayout lay_out(const Ui& ui, const EditBuffer& buffer, float width, ImVec2 top_left) {
  ImVec2 padding = ui.px(12, 9);
  FieldLayout layout{.font = ui.font(FontStyle::kBody)};
  layout.size = layout.font->FontSize * ImGui::GetIO().FontGlobalScale;
  layout.line_height = layout.size + ui.px(5);
  layout.origin = ImVec2(top_left.x + padding.x, top_left.y + padding.y);
  layout.lines =
      break_lines(buffer.text(), width - 2 * padding.x, [&](char32_t c) { return layout.width_of(c); });
  return layout;
}

void take_focus(ImGuiID id, ImGuiWindow* window) {
  ImGui::SetActiveID(id, window);
  ImGui::SetFocusID(id, window);
  ImGui::FocusWindow(window);
}

// While the field is written in, the keys that move the cursor do nothing else.
void claim_keys() {
  ImGuiContext& g = *ImGui::GetCurrentContext();
  g.ActiveIdUsingNavDirMask = (1u << ImGuiDir_COUNT) - 1;
  g.ActiveIdUsingNavInputMask |= 1u << ImGuiNavInput_Cancel;
  g.ActiveIdUsingKeyInputMask |= (ImU64{1} << ImGuiKey_Home) | (ImU64{1} << ImGuiKey_End);
  g.WantTextInputNextFrame = 1;
  g.ActiveIdAllowOverlap = !g.IO.MouseDown[0];  // other things may be pointed at meanwhile
}

void draw_field(const Ui& ui, const ImRect& box, const EditBuffer& buffer, const FieldLayout& layout,
                bool active, std::string_view hint) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.Min, box.Max, ui.theme.field, ui.px(10));
  list.AddRect(box.Min, box.Max, active ? ui.theme.accent : ui.theme.border, ui.px(10), 0,
               ui.px(active ? 1.6f : 1));
  if (buffer.text().empty()) {
    draw_text(ui, ImVec2(layout.origin.x, layout.origin.y + ui.px(3)), FontStyle::kBody, ui.theme.faint,
              hint);
  }
  list.PushClipRect(box.Min, box.Max, true);
  draw_content(ui, buffer, layout, active);
}

}  // namespace

TextAreaResult text_area(const Ui& ui, std::string_view id_text, EditBuffer& buffer,
                         const TextAreaOptions& options) {
  TextAreaResult result;
  ImGuiContext& g = *ImGui::GetCurrentContext();
  ImGuiWindow* window = g.CurrentWindow;
  ImGuiID id = window->GetID(id_text.data(), id_text.data() + id_text.size());
  ImRect box(window->DC.CursorPos, window->DC.CursorPos);
  FieldLayout layout = lay_out(ui, buffer, options.width, box.Min);
  int shown = std::max(options.min_lines, static_cast<int>(layout.lines.size()));
  box.Max.x += options.width;
  box.Max.y += static_cast<float>(shown) * layout.line_height + 2 * (layout.origin.y - box.Min.y);
  ImGui::ItemSize(box, 0);
  bool in_sight = ImGui::ItemAdd(box, id, &box, ImGuiItemFlags_Inputable);
  bool arrived = ui.focus.arrives_at(id);
  if (!in_sight && !arrived) return result;

  bool hovered = ImGui::ItemHoverable(box, id);
  if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  bool chosen =
      arrived || (hovered && g.IO.MouseClicked[0]) || g.NavActivateId == id || g.NavActivateInputId == id;
  if ((chosen || options.take_focus) && g.ActiveId != id) take_focus(id, window);
  if (options.take_focus && !options.keep_cursor) buffer.move_to(buffer.text().size(), false);
  bool active = g.ActiveId == id;
  std::size_t cursor_before = buffer.cursor();
  if (active) {
    claim_keys();
    if (g.IO.MouseDown[0] || g.IO.MouseClicked[0]) follow_mouse(buffer, layout, hovered);
    edit_by_keys(buffer, layout, options.list_open, result);
    if (result.changed) layout = lay_out(ui, buffer, options.width, box.Min);
    result.active = true;
    result.escaped = key(ImGuiKey_Escape) && !options.list_open;
    if (result.escaped || (g.IO.MouseClicked[0] && !hovered)) ImGui::ClearActiveID();
  }
  draw_field(ui, box, buffer, layout, active, options.hint);
  if (active) draw_caret(ui, buffer, layout, buffer.cursor() != cursor_before || result.changed || chosen);
  window->DrawList->PopClipRect();
  return result;
}

}  // namespace parvis::demo
