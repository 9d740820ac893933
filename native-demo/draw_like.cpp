#include "draw.hpp"

namespace parvis::demo {

void draw_like(const Ui& ui, LikeButton& like) {
  const LikeState& state = like.state();
  bool liked = state.shown.on, unknown = state.status.phase != Phase::kReady;
  ButtonLook look = quiet_look(ui);
  look.icon = liked ? ui.theme.like : ui.theme.muted;
  if (liked) {
    look.fill = ui.theme.like_soft;
    look.border = with_alpha(ui.theme.like, 0.35f);
    look.text = ui.theme.like;
  }
  ButtonText words{.icon = liked ? Icon::kHeartFull : Icon::kHeart,
                   .label = message("like.label", ui.language),
                   .detail = unknown ? "" : format_count(state.shown.count, ui.language),
                   .busy = state.status.phase == Phase::kLoading || state.status.pending};
  if (button(ui, "like", words, look)) like.toggle();
  tooltip(ui, unknown ? message("common.loading", ui.language)
                      : plural_message("like.count", state.shown.count, ui.language));
}

void draw_error(const Ui& ui, const WidgetStatus& status, float width) {
  if (!status.error) return;
  notice(ui, Icon::kAlert, error_sentence(*status.error, ui.language), ui.theme.danger_soft, ui.theme.danger,
         width);
}

}  // namespace parvis::demo
