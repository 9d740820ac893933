// Who wrote a comment, when, and what the site says of it.
#include <algorithm>
#include <utility>

#include "draw.hpp"

namespace parvis::demo {
namespace {

constexpr float kLine = 22;

// Words and marks one after the other, on a new line where they do not fit.
class Header {
 public:
  Header(const Ui& ui, float width)
      : ui_(ui), start_(ImGui::GetCursorScreenPos()), x_(start_.x), y_(start_.y), right_(start_.x + width) {}
  ~Header() {
    ImGui::SetCursorScreenPos(start_);
    ImGui::Dummy(ImVec2(right_ - start_.x, y_ - start_.y + ui_.px(kLine - 2)));
  }
  Header(const Header&) = delete;
  Header& operator=(const Header&) = delete;

  // Where something of this width goes.
  ImVec2 place(float width, float after = 8) {
    if (x_ > start_.x && x_ + width > right_) {
      x_ = start_.x;
      y_ += ui_.px(kLine);
    }
    ImVec2 at(x_, y_);
    x_ += width + ui_.px(after);
    return at;
  }
  void words(FontStyle style, ImU32 colour, const std::string& what) {
    ImVec2 at = place(measure(ui_, style, what).x);
    draw_text(ui_, ImVec2(at.x, at.y + ui_.px(1)), style, colour, what);
  }
  void badge(ImU32 fill, ImU32 colour, const std::string& what) {
    float room = measure(ui_, FontStyle::kSmallBold, what).x + ui_.px(14);
    ImVec2 at = place(room, 6);
    ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(at.x, at.y - ui_.px(1)),
                                              ImVec2(at.x + room, at.y + ui_.px(20)), fill, ui_.px(10));
    draw_text(ui_, ImVec2(at.x + ui_.px(7), at.y + ui_.px(2)), FontStyle::kSmallBold, colour, what);
  }
  void name(const std::string& label) {
    float room = std::min(measure(ui_, FontStyle::kBold, label).x, right_ - start_.x);
    draw_text_cut(ui_, place(room), room + 1, FontStyle::kBold, ui_.theme.text, label);
  }
  // Small words that can be pressed.
  bool press(std::string_view id, const std::string& what, ImU32 colour, std::string_view tip) {
    float room = measure(ui_, FontStyle::kSmall, what).x;
    ImVec2 at = place(room);
    ImGui::SetCursorScreenPos(at);
    Pressable area = pressable(ui_, id, ImVec2(room, ui_.px(20)), 4);
    tooltip(ui_, tip);
    draw_text(ui_, ImVec2(at.x, at.y + ui_.px(1)), FontStyle::kSmall, area.hovered ? ui_.theme.link : colour,
              what);
    return area.pressed;
  }

 private:
  const Ui& ui_;
  ImVec2 start_;
  float x_, y_, right_;
};

void badges(const Ui& ui, Header& line, const Comment& comment) {
  static constexpr std::string_view kRoles[] = {"", "badge.author", "badge.team", "badge.moderator"};
  const Theme& theme = ui.theme;
  if (comment.role != Role::kNone)
    line.badge(theme.accent, theme.on_accent, ui.say(kRoles[static_cast<std::size_t>(comment.role)]));
  if (comment.pinned) line.badge(theme.code, theme.muted, ui.say("comment.pinned"));
  if (comment.featured) line.badge(theme.like_soft, theme.like, ui.say("comment.featured"));
  if (comment.fresh) line.badge(theme.accent_soft, theme.accent, ui.say("comment.new"));
}

void pending(const ThreadFrame& frame, Header& line, const Comment& comment) {
  const Ui& ui = frame.ui;
  bool waits = frame.state.offline && comment.mine;
  if (!waits) {
    ImVec2 at = line.place(ui.px(12));
    draw_spinner(ui, ImVec2(at.x + ui.px(6), at.y + ui.px(10)), 4.5f, ui.theme.muted);
  }
  line.words(FontStyle::kSmall, ui.theme.muted, ui.say(waits ? "comment.waiting" : "comment.sending"));
}

// The time is the comment's address, too.
void when(const ThreadFrame& frame, Header& line, const Comment& comment) {
  const Ui& ui = frame.ui;
  constexpr double kCopiedShownFor = 2.5;
  double copied_for = frame.view.copied == comment.id ? ImGui::GetTime() - frame.view.copied_at : 100;
  bool copied = copied_for < kCopiedShownFor;
  if (copied) ui.redraw_in(kCopiedShownFor - copied_for);
  ui.redraw_in(static_cast<double>(relative_time_lifetime(comment.created_ms, ui.now_ms)) / 1000);
  if (!line.press("when", format_relative_time(comment.created_ms, ui.now_ms, ui.language),
                  copied ? ui.theme.success : ui.theme.muted,
                  ui.say(copied ? "share.copied" : "comment.link")))
    return;
  ImGui::SetClipboardText((frame.view.address + "#c-" + comment.id).c_str());
  frame.view.copied = comment.id;
  frame.view.copied_at = ImGui::GetTime();
}

void fold(const ThreadFrame& frame, Header& line, const Comment& comment, const std::string& label) {
  const Ui& ui = frame.ui;
  bool folded = is_collapsed(comment, frame.state);
  std::string words = folded ? plural_message("comment.replies", comment.replies, ui.language) : "\u2212";
  std::string tip = message(folded ? "comment.expand" : "comment.collapse", ui.language, {{"name", label}});
  if (line.press("fold", words, folded ? ui.theme.link : ui.theme.muted, tip))
    frame.act([id = comment.id, folded](CommentThread& thread) { thread.set_collapsed(id, !folded); });
}

}  // namespace

void draw_comment_header(const ThreadFrame& frame, const Comment& comment, float width) {
  const Ui& ui = frame.ui;
  std::string label = author_label(comment, ui.language);
  Header line(ui, width);
  line.name(label);
  if (!comment.tag.empty()) {
    std::string tag = "#" + comment.tag;
    float room = measure(ui, FontStyle::kSmall, tag).x;
    ImVec2 at = line.place(room);
    draw_text(ui, ImVec2(at.x, at.y + ui.px(1)), FontStyle::kSmall, ui.theme.faint, tag);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(ImVec2(room, ui.px(18)));
    tooltip(ui, ui.say("comment.tag"));
  }
  if (comment.mine) line.badge(ui.theme.accent_soft, ui.theme.accent, ui.say("comment.you"));
  badges(ui, line, comment);
  if (comment.pending) return pending(frame, line, comment);
  when(frame, line, comment);
  if (comment.edited_ms != 0) {
    line.words(FontStyle::kSmall, ui.theme.faint, ui.say("comment.edited"));
  }
  if (comment.replies > 0 && !continues_elsewhere(comment, frame.state)) fold(frame, line, comment, label);
}

}  // namespace parvis::demo
