#include <algorithm>
#include <cctype>

#include "draw.hpp"
#include "rich_text.hpp"
#include "shop.hpp"

namespace parvis::demo {
namespace {

constexpr int kDeepestIndent = 6;
constexpr float kAvatar = 34;

// A first letter on one of a few colours, the same for the same author: faces without pictures.
void avatar(const Ui& ui, ImVec2 at, const Comment& comment, const std::string& label) {
  static constexpr std::uint32_t kColours[] = {0x3E7C66, 0xA8562F, 0x4A6FA5, 0x8A5A83, 0x8C7326, 0xB04A5A};
  unsigned sum = 0;
  for (char c : comment.tag.empty() ? label : comment.tag) sum = sum * 31 + static_cast<unsigned char>(c);
  ImU32 colour = rgb(kColours[sum % std::size(kColours)]);
  float radius = ui.px(kAvatar / 2);
  ImVec2 centre(at.x + radius, at.y + radius);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (comment.name.empty()) {
    list.AddCircleFilled(centre, radius, mix(ui.theme.card, ui.theme.muted, 0.25f), 40);
    draw_icon(ui, ImVec2(centre.x - ui.px(8), centre.y - ui.px(8)), Icon::kFans, 16, ui.theme.muted);
    return;
  }
  list.AddCircleFilled(centre, radius, colour, 40);
  std::size_t end = 1;
  while (end < label.size() && (static_cast<unsigned char>(label[end]) & 0xC0) == 0x80) ++end;
  std::string initial = label.substr(0, end);
  if (end == 1) initial[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(initial[0])));
  ImVec2 size = measure(ui, FontStyle::kBold, initial);
  // Not through the log: a test that reads the window should not meet stray letters.
  ImFont* font = ui.font(FontStyle::kBold);
  list.AddText(font, font->FontSize * ImGui::GetIO().FontGlobalScale,
               ImVec2(centre.x - size.x / 2, centre.y - size.y / 2), rgb(0xFFFFFF), initial.c_str());
}

void header(const Ui& ui, const Comment& comment, const std::string& label, float width) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  float x = at.x;
  auto put = [&](FontStyle style, ImU32 colour, const std::string& words, float drop) {
    draw_text(ui, ImVec2(x, at.y + ui.px(drop)), style, colour, words);
    x += measure(ui, style, words).x + ui.px(8);
  };
  std::string when = comment.pending ? message("comment.sending", ui.language)
                                     : format_relative_time(comment.created_ms, ui.now_ms, ui.language);
  float others =
      measure(ui, FontStyle::kSmall, when + "#" + comment.tag + message("comment.you", ui.language)).x +
      ui.px(40);
  float name_width = std::min(measure(ui, FontStyle::kBold, label).x, std::max(ui.px(60), width - others));
  draw_text_cut(ui, at, name_width + 1, FontStyle::kBold, ui.theme.text, label);
  x += name_width + ui.px(8);
  if (!comment.tag.empty()) {
    float tag_start = x;
    put(FontStyle::kSmall, ui.theme.muted, "#" + comment.tag, 1);
    ImGui::SetCursorScreenPos(ImVec2(tag_start, at.y));
    ImGui::Dummy(ImVec2(x - tag_start, ui.px(18)));
    tooltip(ui, message("comment.tag", ui.language));
  }
  if (comment.mine) {
    std::string you = message("comment.you", ui.language);
    float room = measure(ui, FontStyle::kSmallBold, you).x + ui.px(14);
    ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(x, at.y - ui.px(1)), ImVec2(x + room, at.y + ui.px(20)),
                                              ui.theme.accent_soft, ui.px(10));
    draw_text(ui, ImVec2(x + ui.px(7), at.y + ui.px(2)), FontStyle::kSmallBold, ui.theme.accent, you);
    x += room + ui.px(8);
  }
  if (comment.pending) {
    draw_spinner(ui, ImVec2(x + ui.px(6), at.y + ui.px(10)), 4.5f, ui.theme.muted);
    x += ui.px(18);
  }
  put(FontStyle::kSmall, ui.theme.muted, when, 1);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(ImVec2(width, ui.px(19)));
}

void like(const Ui& ui, CommentThread& thread, const Comment& comment) {
  ButtonLook look = ghost_look(ui);
  if (comment.vote > 0) look.text = look.icon = ui.theme.like;
  ButtonText words{.icon = comment.vote > 0 ? Icon::kHeartFull : Icon::kHeart,
                   .label = comment.likes > 0 ? format_count(comment.likes, ui.language) : ""};
  if (button(ui, "like", words, look)) thread.vote(comment.id, comment.vote > 0 ? 0 : 1);
  tooltip(ui, plural_message("like.count", comment.likes, ui.language));
}

void delete_own(const Ui& ui, CommentThread& thread, const Comment& comment, ThreadView& view) {
  ButtonLook look = ghost_look(ui);
  ImGui::SameLine();
  if (view.confirm_delete != comment.id) {
    if (button(ui, "delete", {.icon = Icon::kTrash, .label = message("comment.delete", ui.language)}, look)) {
      view.confirm_delete = comment.id;
    }
    return;
  }
  look.text = look.icon = ui.theme.danger;
  look.fill = ui.theme.danger_soft;
  if (button(ui, "really",
             {.icon = Icon::kTrash, .label = std::string(word(Word::kConfirmDelete, ui.language))}, look)) {
    view.confirm_delete.clear();
    thread.remove(comment.id);
    return;
  }
  ImGui::SameLine();
  if (button(ui, "keep", {.label = std::string(word(Word::kKeep, ui.language))}, ghost_look(ui)))
    view.confirm_delete.clear();
}

void footer(const Ui& ui, CommentThread& thread, const Comment& comment, ThreadView& view, float width) {
  const ThreadState& state = thread.state();
  bool open = state.reply_to == comment.id && !state.closed;
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() - ui.px(8));
  like(ui, thread, comment);
  if (!state.closed) {
    ImGui::SameLine();
    if (button(ui, "reply", {.icon = Icon::kReply, .label = message("comment.reply", ui.language)},
               ghost_look(ui))) {
      thread.set_reply_to(open ? "" : comment.id);
      return;
    }
  }
  if (comment.mine) delete_own(ui, thread, comment, view);
  if (open) draw_reply_composer(ui, thread, view, width);
}

void tombstone(const Ui& ui, const Comment& comment) {
  bool hidden = comment.status == CommentStatus::kHidden;
  gap(ui, 8);
  text(ui, FontStyle::kItalic, ui.theme.faint,
       message(hidden ? "comment.hidden" : "comment.deleted", ui.language));
  gap(ui, 8);
}

}  // namespace

std::string author_label(const Comment& comment, const std::string& language) {
  return comment.name.empty() ? message("comment.anonymous", language) : comment.name;
}

void draw_comment(const Ui& ui, CommentThread& thread, const Comment& comment, ThreadView& view,
                  const Outside& outside, float width) {
  int level = std::min(static_cast<int>(comment.depth), kDeepestIndent);
  float step = ui.px(width > ui.px(520) ? 30 : 16);
  float indent = static_cast<float>(level) * step;
  ImVec2 start = ImGui::GetCursorScreenPos();
  std::string label = author_label(comment, ui.language);
  bool published = comment.status == CommentStatus::kPublished;
  ImVec2 body(start.x + indent + ui.px(kAvatar + 12), start.y);
  float body_width = width - indent - ui.px(kAvatar + 12);

  if (!published) {
    ImGui::GetWindowDrawList()->AddCircle(
        ImVec2(start.x + indent + ui.px(kAvatar / 2), start.y + ui.px(kAvatar / 2)), ui.px(kAvatar / 2 - 1),
        ui.theme.border, 40, ui.px(1.5f));
  }
  if (published) avatar(ui, ImVec2(start.x + indent, start.y), comment, label);
  ImGui::SetCursorScreenPos(body);
  ImGui::BeginGroup();
  if (published) {
    header(ui, comment, label, body_width);
    gap(ui, 5);
    ImGui::PushStyleVar(ImGuiStyleVar_Alpha, comment.pending ? 0.55f : 1.f);
    std::string clicked = rich_text(ui, comment.body, body_width);
    ImGui::PopStyleVar();
    if (!clicked.empty()) outside.open_url(clicked);
    if (!comment.pending) footer(ui, thread, comment, view, body_width);
  } else {
    tombstone(ui, comment);
  }
  ImGui::EndGroup();
  float bottom = ImGui::GetItemRectMax().y;
  for (int i = 0; i < level; ++i) {
    float x = start.x + static_cast<float>(i) * step + ui.px(kAvatar / 2);
    ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(x, start.y - ui.px(14)), ImVec2(x + ui.px(1.5f), bottom),
                                              ui.theme.border);
  }
}

}  // namespace parvis::demo
