#include "rich_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <span>
#include <utility>

#include "glyphs.hpp"
#include "rich_flow.hpp"
#include "scripts.hpp"

namespace parvis::demo {
namespace {

using Kind = RichNode::Kind;

bool is_block(Kind kind) {
  return kind == Kind::kParagraph || kind == Kind::kCodeBlock || kind == Kind::kQuote ||
         kind == Kind::kBulletList || kind == Kind::kOrderedList || kind == Kind::kListItem ||
         kind == Kind::kHeading || kind == Kind::kRule;
}

bool reads_from_right(const std::vector<Run>& runs) {
  if (std::all_of(runs.begin(), runs.end(), [](const Run& run) { return shows_as_is(run.text); }))
    return false;
  std::string all;
  for (const Run& run : runs) all += run.text;
  return starts_from_right(all);
}

class Painter {
 public:
  Painter(const Ui& ui, ImVec2 at, bool revealed)
      : ui_(ui), y_(at.y), colour_(ui.theme.text), revealed_(revealed) {}

  float bottom() const { return y_; }
  RichPress pressed() { return std::move(pressed_); }

  void blocks(const std::vector<RichNode>& nodes, float x, float width) {
    bool first = true;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (!first) y_ += ui_.px(tight_ ? 3 : 9);
      first = false;
      if (is_block(nodes[i].kind)) {
        block(nodes[i], x, width);
        continue;
      }
      // Inline nodes side by side, as in tight list items, are one paragraph.
      std::size_t end = i;
      while (end < nodes.size() && !is_block(nodes[end].kind)) ++end;
      inline_text(std::span(nodes).subspan(i, end - i), x, width, false);
      i = end - 1;
    }
  }

 private:
  void block(const RichNode& node, float x, float width) {
    width = std::max(width, ui_.px(60));  // quotes in quotes in quotes still show something
    switch (node.kind) {
      case Kind::kQuote:
        return quote(node, x, width);
      case Kind::kBulletList:
        return list(node, x, width, 0);
      case Kind::kOrderedList:
        return list(node, x, width, std::max(0, std::atoi(node.detail.c_str())));
      case Kind::kCodeBlock:
        return code_block(node, x, width);
      case Kind::kHeading:
        return inline_text(node.children, x, width, true);
      case Kind::kListItem:
        return blocks(node.children, x, width);
      case Kind::kRule:
        ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(x, y_ + ui_.px(5)),
                                                  ImVec2(x + width, y_ + ui_.px(6)), ui_.theme.border);
        y_ += ui_.px(11);
        return;
      default:
        return inline_text(node.children, x, width, false);
    }
  }

  void quote(const RichNode& node, float x, float width) {
    float top = y_;
    ImU32 before = std::exchange(colour_, ui_.theme.muted);
    blocks(node.children, x + ui_.px(15), width - ui_.px(15));
    colour_ = before;
    ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(x, top), ImVec2(x + ui_.px(3), y_), ui_.theme.bar,
                                              ui_.px(1.5f));
  }

  void list(const RichNode& node, float x, float width, int number) {
    bool ordered = node.kind == Kind::kOrderedList, before = std::exchange(tight_, true);
    float indent = ui_.px(ordered ? 26 : 20);
    bool first = true;
    for (const RichNode& item : node.children) {
      if (!first) y_ += ui_.px(3);
      first = false;
      float middle = y_ + line_height() / 2;
      if (ordered) {
        std::string mark = std::to_string(number++) + ".";
        float room = indent - ui_.px(7) - measure(ui_, FontStyle::kBody, mark).x;
        draw_text(ui_, ImVec2(x + room, y_ + leading() / 2), FontStyle::kBody, ui_.theme.muted, mark);
      } else {
        ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(x + ui_.px(8), middle), ui_.px(2.2f),
                                                    ui_.theme.muted, 12);
      }
      float top = y_;
      blocks(item.children, x + indent, width - indent);
      y_ = std::max(y_, top + line_height());
    }
    tight_ = before;
  }

  void code_block(const RichNode& node, float x, float width) {
    std::string_view text = node.text;
    if (text.ends_with('\n')) text.remove_suffix(1);
    float line = measure(ui_, FontStyle::kMono, "A").y + ui_.px(4), inset = ui_.px(12);
    auto measure_code = [&](std::string_view part, const Ink&) {
      return measure(ui_, FontStyle::kMono, part).x;
    };
    std::vector<std::string_view> rows;
    for (std::size_t at = 0; at <= text.size();) {
      std::size_t end = std::min(text.find('\n', at), text.size());
      std::string_view row = text.substr(at, end - at);
      // Code keeps its spaces, so it only breaks where it must.
      float room = width - 2 * inset;
      while (measure_code(row, {}) > room && row.size() > 1) {
        std::size_t cut =
            row.size() * static_cast<std::size_t>(room) / static_cast<std::size_t>(measure_code(row, {}));
        cut = std::clamp<std::size_t>(cut, 1, row.size() - 1);
        while (cut < row.size() && (static_cast<unsigned char>(row[cut]) & 0xC0) == 0x80) ++cut;
        rows.push_back(row.substr(0, cut));
        row.remove_prefix(cut);
      }
      rows.push_back(row);
      at = end + 1;
    }
    float height = static_cast<float>(rows.size()) * line + ui_.px(16);
    ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(x, y_), ImVec2(x + width, y_ + height), ui_.theme.code,
                                              ui_.px(8));
    float y = y_ + ui_.px(8);
    if (!node.detail.empty()) {
      float room = measure(ui_, FontStyle::kSmall, node.detail).x + ui_.px(10);
      draw_ornament(ui_, ImVec2(x + width - room, y_ + ui_.px(5)), FontStyle::kSmall, ui_.theme.faint,
                    node.detail);
    }
    for (std::string_view row : rows) {
      draw_text(ui_, ImVec2(x + inset, y + ui_.px(2)), FontStyle::kMono, ui_.theme.text, row);
      y += line;
    }
    y_ += height;
  }

  static FontStyle style_of(const Ink& ink) {
    if (ink.code) return FontStyle::kMono;
    if (ink.bold && ink.italic) return FontStyle::kBoldItalic;
    return ink.bold ? FontStyle::kBold : ink.italic ? FontStyle::kItalic : FontStyle::kBody;
  }
  float leading() const { return ui_.px(5); }
  float line_height() const { return measure(ui_, FontStyle::kBody, "A").y + leading(); }

  void inline_text(std::span<const RichNode> nodes, float x, float width, bool heading) {
    std::vector<Run> runs = runs_of(nodes);
    if (heading) {
      for (Run& run : runs) run.ink.bold = true;
    }
    auto measure_piece = [this](std::string_view text, const Ink& ink) {
      return measure_exactly(ui_, style_of(ink), text);
    };
    bool from_right = reads_from_right(runs);
    for (const FlowLine& line : flow(runs, width, measure_piece)) {
      for (const Piece& piece : line)
        draw_piece(piece, from_right ? x + width - 2 * piece.x - piece.width : x);
      y_ += line_height();
    }
  }

  void draw_piece(const Piece& piece, float x) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImVec2 min(std::floor(x + piece.x), y_ + leading() / 2),
        max(std::floor(x + piece.x + piece.width), y_ + line_height() - leading() / 2);
    if (piece.ink.spoiler && !revealed_) return hidden(min, max, list);
    ImU32 colour = piece.ink.link.empty() && !piece.ink.mention ? colour_ : ui_.theme.link;
    float text_y = min.y;
    if (piece.ink.code || piece.ink.spoiler) {
      list.AddRectFilled(ImVec2(min.x - ui_.px(3), min.y - ui_.px(1)),
                         ImVec2(max.x + ui_.px(3), max.y + ui_.px(2)), ui_.theme.code, ui_.px(4));
    }
    if (piece.ink.code) text_y += (max.y - min.y - measure(ui_, FontStyle::kMono, "A").y) / 2;
    draw_text(ui_, ImVec2(min.x, text_y), style_of(piece.ink), colour, piece.text);
    if (piece.ink.strike) {
      float middle = (min.y + max.y) / 2 + ui_.px(1);
      list.AddRectFilled(ImVec2(min.x, middle), ImVec2(max.x, middle + ui_.px(1)), colour);
    }
    if (!piece.ink.link.empty()) link(piece, min, max, list);
  }

  Pressable press_area(ImVec2 min, ImVec2 max) {
    ImGui::SetCursorScreenPos(min);
    ImGui::PushID(areas_++);
    Pressable at = pressable(ui_, "link", ImVec2(max.x - min.x, max.y - min.y), 3);
    ImGui::PopID();
    return at;
  }

  void link(const Piece& piece, ImVec2 min, ImVec2 max, ImDrawList& list) {
    Pressable at = press_area(min, max);
    tooltip(ui_, piece.ink.link);
    if (at.pressed) pressed_.link = piece.ink.link;
    list.AddRectFilled(ImVec2(min.x, max.y - ui_.px(1)), ImVec2(max.x, max.y),
                       with_alpha(ui_.theme.link, at.hovered ? 1.f : 0.45f));
  }

  void hidden(ImVec2 min, ImVec2 max, ImDrawList& list) {
    Pressable at = press_area(min, max);
    tooltip(ui_, ui_.say("spoiler.show"));
    pressed_.spoiler |= at.pressed;
    list.AddRectFilled(min, ImVec2(max.x, max.y + ui_.px(1)), at.hovered ? ui_.theme.muted : ui_.theme.faint,
                       ui_.px(3));
  }

  const Ui& ui_;
  float y_;
  ImU32 colour_;
  bool tight_ = false;
  int areas_ = 0;
  bool revealed_;
  RichPress pressed_;
};

}  // namespace

RichPress rich_text(const Ui& ui, const std::vector<RichNode>& nodes, float width, bool revealed) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::BeginGroup();
  Painter painter(ui, at, revealed);
  painter.blocks(nodes, at.x, width);
  ImGui::EndGroup();
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(ImVec2(width, painter.bottom() - at.y));
  return painter.pressed();
}

}  // namespace parvis::demo
