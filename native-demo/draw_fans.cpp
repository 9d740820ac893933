#include "draw.hpp"

namespace parvis::demo {

void draw_fans(const Ui& ui, FanCounter& fans) {
  const FanState& state = fans.state();
  bool joined = state.shown.on, unknown = state.status.phase != Phase::kReady;
  ButtonLook look = quiet_look(ui);
  look.icon = ui.theme.muted;
  if (joined) {
    look.fill = ui.theme.accent_soft;
    look.border = with_alpha(ui.theme.accent, 0.35f);
    look.text = look.icon = ui.theme.accent;
  }
  ButtonText words{.icon = joined ? Icon::kCheck : Icon::kFans,
                   .label = message(joined ? "fans.joined" : "fans.join", ui.language),
                   .detail = unknown ? "" : plural_message("fans.count", state.shown.count, ui.language),
                   .busy = state.status.phase == Phase::kLoading || state.status.pending};
  if (button(ui, "fans", words, look)) fans.toggle();
}

}  // namespace parvis::demo
