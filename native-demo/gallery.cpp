#include "gallery.hpp"

#include <algorithm>

#include "shop.hpp"

namespace parvis::demo {
namespace {

constexpr std::int64_t kRehearsalMs = 10'000;  // time that an exhibit may let pass

struct Group {
  std::string_view key;  // of the catalogue
  std::string_view id;
  std::span<const Exhibit> (*exhibits)();
};

constexpr Group kGroups[] = {{"like.label", "likes", like_exhibits},
                             {"fans.join", "fans", fan_exhibits},
                             {"share.label", "shares", share_exhibits},
                             {"me.comment", "threads", thread_exhibits}};

std::uint64_t version_of(const Stage& stage) {
  std::uint64_t sum = 0;
  if (stage.like) sum += stage.like->state().version;
  if (stage.fans) sum += stage.fans->state().version;
  if (stage.share) sum += stage.share->state().version;
  if (stage.thread) sum += stage.thread->state().version;
  return sum;
}

}  // namespace

bool Gallery::poll(std::int64_t now_ms) {
  bool changed = false;
  for (Shown& one : shown_) {
    std::uint64_t before = version_of(*one.stage);
    one.stage->tick(now_ms);
    changed |= version_of(*one.stage) != before;
  }
  return changed;
}

void Gallery::set_up(const Ui& ui) {
  std::string wanted = std::to_string(group_) + ui.language;
  if (wanted == set_up_for_) return;
  set_up_for_ = wanted;
  shown_.clear();
  for (const Exhibit& exhibit : kGroups[group_].exhibits()) {
    shown_.push_back({exhibit.name, std::make_unique<Stage>(ui.now_ms - kRehearsalMs, ui.language)});
    exhibit.set_up(*shown_.back().stage);
  }
}

void Gallery::tabs(const Ui& ui, float width) {
  ButtonRow row(ui, width);
  for (int i = 0; i < static_cast<int>(std::size(kGroups)); ++i) {
    ButtonLook look = quiet_look(ui);
    look.height = 34;
    if (i == group_) {
      look.fill = ui.theme.accent_soft;
      look.border = with_alpha(ui.theme.accent, 0.35f);
      look.text = ui.theme.accent;
    }
    if (row.add(kGroups[i].id, {.label = ui.say(kGroups[i].key)}, look)) group_ = i;
  }
}

void Gallery::exhibit(const Ui& ui, Shown& one, const Outside& outside, float width) {
  Stage& stage = *one.stage;
  Outside around = outside;
  around.retry = [&stage] { stage.refresh(); };
  text(ui, FontStyle::kSmallBold, ui.theme.muted, one.name);
  gap(ui, 6);
  Card card(ui, width, 18);
  float inner = card.inner_width();
  if (stage.like) {
    draw_like(ui, *stage.like);
    draw_error(ui, stage.like->state().status, inner);
  }
  if (stage.fans) {
    draw_fans(ui, *stage.fans);
    draw_error(ui, stage.fans->state().status, inner);
  }
  if (stage.share) draw_share(ui, *stage.share, stage.share_view, around, inner);
  if (stage.thread) draw_thread(ui, *stage.thread, stage.thread_view, around, inner);
}

void Gallery::draw(const Ui& ui, const Outside& outside, float width) {
  text(ui, FontStyle::kTitle, ui.theme.text, word(Word::kGallery, ui.language));
  gap(ui, 14);
  tabs(ui, width);
  set_up(ui);
  gap(ui, 22);
  // Two columns for what is small, one for threads.
  float between = ui.px(20);
  bool two = group_ != 3 && width > ui.px(640);
  float column = two ? (width - between) / 2 : width;
  ImVec2 start = ImGui::GetCursorScreenPos();
  float y = start.y, row_end = start.y;
  for (std::size_t i = 0; i < shown_.size(); ++i) {
    bool right = two && i % 2 == 1;
    if (!right) y = row_end;
    ImGui::SetCursorScreenPos(ImVec2(start.x + (right ? column + between : 0), y));
    ImGui::PushID(static_cast<int>(i));
    ImGui::BeginGroup();
    exhibit(ui, shown_[i], outside, column);
    ImGui::EndGroup();
    ImGui::PopID();
    row_end = std::max(row_end, ImGui::GetItemRectMax().y + ui.px(24));
  }
  ImGui::SetCursorScreenPos(ImVec2(start.x, row_end));
  ImGui::Dummy(ImVec2(width, ui.px(20)));
}

}  // namespace parvis::demo
