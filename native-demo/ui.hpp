// The pieces that every part of the window is made of. All take logical pixels and scale them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "focus_order.hpp"
#include "fonts.hpp"
#include "icons.hpp"
#include "imgui.h"
#include "parvis/text.hpp"
#include "theme.hpp"

namespace parvis::demo {

// What drawing needs to know, made anew each frame.
struct Ui {
  const Theme& theme;
  const Fonts& fonts;
  float scale;  // screen units per logical pixel
  std::string language;
  std::int64_t now_ms;
  FocusOrder& focus;  // where Tab stops
  std::string& tip;   // what to say beside the mouse at the end of the frame
  double& wake;       // seconds after which the window looks different by itself

  void redraw_in(double seconds) const {
    if (seconds < wake) wake = seconds;
  }
  std::string say(std::string_view key) const { return message(key, language); }

  float px(float logical) const { return logical * scale; }
  ImVec2 px(float x, float y) const { return ImVec2(x * scale, y * scale); }
  ImFont* font(FontStyle style) const { return fonts.get(style); }
};

ImVec2 measure(const Ui& ui, FontStyle style, std::string_view text);
float measure_exactly(const Ui& ui, FontStyle style, std::string_view text);  // the width, not rounded up
// Draws without taking part in the layout. Drawn text also goes to ImGui's log, where tests read it.
void draw_text(const Ui& ui, ImVec2 at, FontStyle style, ImU32 colour, std::string_view text);
// The same for ornaments, which are no text to whoever reads the log.
void draw_ornament(const Ui& ui, ImVec2 at, FontStyle style, ImU32 colour, std::string_view text);
// Tells the log of a text that is drawn as a picture.
void log_text(ImVec2 at, std::string_view text);
// One line, cut with an ellipsis at `width` screen units.
void draw_text_cut(const Ui& ui, ImVec2 at, float width, FontStyle style, ImU32 colour,
                   std::string_view text);
void draw_icon(const Ui& ui, ImVec2 at, Icon icon, float logical_size, ImU32 colour);
// A turning arc: something is on its way.
void draw_spinner(const Ui& ui, ImVec2 centre, float logical_radius, ImU32 colour);

// These stand in the layout at the cursor.
void text(const Ui& ui, FontStyle style, ImU32 colour, std::string_view words);
void text_wrapped(const Ui& ui, FontStyle style, ImU32 colour, std::string_view words, float width);
void gap(const Ui& ui, float logical);

struct Pressable {
  bool pressed = false;
  bool hovered = false;
  bool held = false;
  ImVec2 min, max;
};
// An invisible button of this size (screen units) that mouse, Tab and the arrow keys reach; draws the ring
// of keyboard focus.
Pressable pressable(const Ui& ui, std::string_view id, ImVec2 size, float logical_rounding);

struct ButtonLook {
  FontStyle font = FontStyle::kBold;
  ImU32 fill = 0;
  ImU32 border = 0;
  ImU32 text = 0;
  ImU32 icon = 0;
  float height = 38;  // logical
  float padding = 14;
  float rounding = 19;
};
ButtonLook primary_look(const Ui& ui);
ButtonLook quiet_look(const Ui& ui);  // bordered
ButtonLook ghost_look(const Ui& ui);  // text and icon only

struct ButtonText {
  std::optional<Icon> icon = {};
  std::string label = {};   // either may be empty
  std::string detail = {};  // after the label, set apart: a count
  bool busy = false;
};
float button_width(const Ui& ui, const ButtonText& words, const ButtonLook& look);
bool button(const Ui& ui, std::string_view id, const ButtonText& words, const ButtonLook& look);
// Buttons side by side, on as many lines as they need. The cursor stands where the first one goes.
class ButtonRow {
 public:
  ButtonRow(const Ui& ui, float width);
  bool add(std::string_view id, const ButtonText& words, const ButtonLook& look);
  // Room for something else of this width, drawn by the caller at the cursor.
  void make_room(float width);

 private:
  const Ui& ui_;
  float left_, right_;
  bool first_ = true;
};

// A list to choose from, which opens under a button that shows the present choice. `keys` are of the
// catalogue.
struct Choice {
  std::string_view id;
  std::span<const std::string_view> keys;
  int current = 0;
  std::string_view tip_key;
};
float choice_width(const Ui& ui, const Choice& choice);
std::optional<int> choose(const Ui& ui, const Choice& choice);

bool icon_button(const Ui& ui, std::string_view id, Icon icon, std::string_view tip);
// Dear ImGui's own field of one line. True: the text changed.
bool line_field(const Ui& ui, const char* id, std::string_view hint, std::span<char> buffer);
// Lets Tab stop at ImGui's own text field that was drawn just before.
void tab_stop(const Ui& ui);
void tooltip(const Ui& ui, std::string_view words);  // for the item before
void draw_tooltip(const Ui& ui);                     // after all windows

// A line that tells of something wrong.
void notice(const Ui& ui, Icon icon, std::string_view words, ImU32 fill, ImU32 colour, float width);

// Draws a rounded panel behind everything that is drawn while it lives.
class Card {
 public:
  Card(const Ui& ui, float width, float logical_padding);
  ~Card();
  Card(const Card&) = delete;
  Card& operator=(const Card&) = delete;
  float inner_width() const { return width_ - 2 * padding_; }

 private:
  const Ui& ui_;
  ImDrawListSplitter layers_;
  ImVec2 start_;
  float width_;
  float padding_;
};

}  // namespace parvis::demo
