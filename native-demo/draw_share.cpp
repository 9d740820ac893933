#include <array>
#include <cstring>

#include "draw.hpp"
#include "shop.hpp"

namespace parvis::demo {
namespace {

constexpr double kCopiedShownFor = 2.5;  // seconds

// Brands in their own colour, where it can be told from the background.
ImU32 brand_colour(const Ui& ui, Network network) {
  static constexpr std::array<std::uint32_t, 10> kBrand = {0x0866FF, 0,        0,        0x0A66C2, 0x25D366,
                                                           0x26A5E4, 0x0285FF, 0x6364FF, 0xFF4500, 0xBD081C};
  auto index = static_cast<std::size_t>(network);
  if (index >= kBrand.size()) return ui.theme.muted;
  ImU32 colour = kBrand[index] == 0 ? ui.theme.text : rgb(kBrand[index]);
  return ui.theme.name == ThemeName::kDark && kBrand[index] != 0 ? mix(colour, rgb(0xFFFFFF), 0.25f) : colour;
}

void share_on(ShareBar& bar, Network network, ShareView& view, const Outside& outside) {
  view.browser_failed = false;
  if (network == Network::kCopy) {
    ImGui::SetClipboardText(bar.state().url.c_str());
    view.copied_at = ImGui::GetTime();
    bar.share(network);
    return;
  }
  std::string link = bar.link(network);
  if (link.empty()) return bar.share(network);  // Mastodon asks for the instance first
  if (outside.open_url(link))
    bar.share(network);
  else
    view.browser_failed = true;
}

void network_button(const Ui& ui, ShareBar& bar, const ShareCount& count, ShareView& view,
                    const Outside& outside) {
  double copied_for = ImGui::GetTime() - view.copied_at;
  bool copied = count.network == Network::kCopy && copied_for < kCopiedShownFor;
  if (copied) ui.redraw_in(kCopiedShownFor - copied_for);
  ButtonLook look = quiet_look(ui);
  look.height = 38;
  look.padding = 11;
  look.rounding = 10;
  look.font = FontStyle::kSmallBold;
  look.icon = copied ? ui.theme.success : brand_colour(ui, count.network);
  look.text = ui.theme.muted;
  std::string name = network_label(count.network, ui.language);
  ButtonText words{.icon = copied ? Icon::kCheck : icon_of(count.network),
                   .label = count.count > 0 ? format_count(count.count, ui.language) : "",
                   .detail = ""};
  if (button(ui, network_name(count.network), words, look)) share_on(bar, count.network, view, outside);
  if (copied)
    tooltip(ui, message("share.copied", ui.language));
  else if (count.network == Network::kCopy || count.network == Network::kEmail)
    tooltip(ui, name);
  else
    tooltip(ui, message("share.on", ui.language, {{"network", name}}));
}

void ask_instance(const Ui& ui, ShareBar& bar, ShareView& view, const Outside& outside, float width) {
  text(ui, FontStyle::kSmall, ui.theme.muted, message("share.instance", ui.language));
  ImGui::SetNextItemWidth(std::min(width * 0.6f, ui.px(300)));
  bool entered = ImGui::InputTextWithHint("##instance", "mastodon.social", view.instance,
                                          sizeof view.instance, ImGuiInputTextFlags_EnterReturnsTrue);
  tab_stop(ui);
  ImGui::SameLine();
  ButtonLook look = primary_look(ui);
  look.rounding = 8;
  entered |= button(ui, "instance-ok", {.label = message("share.instance.go", ui.language)}, look);
  ImGui::SameLine();
  look = ghost_look(ui);
  look.height = 38;
  if (button(ui, "instance-no", {.label = message("common.cancel", ui.language)}, look))
    bar.cancel_instance();
  if (entered) {
    view.instance_bad = !bar.set_mastodon_instance(view.instance);
    if (!view.instance_bad) share_on(bar, Network::kMastodon, view, outside);
  }
  if (view.instance_bad) {
    notice(ui, Icon::kAlert, message("share.instance.invalid", ui.language), ui.theme.danger_soft,
           ui.theme.danger, width);
  }
}

}  // namespace

void draw_share(const Ui& ui, ShareBar& bar, ShareView& view, const Outside& outside, float width) {
  const ShareState state = bar.state();
  ImGui::PushID("share");
  text(ui, FontStyle::kSmallBold, ui.theme.muted, message("share.label", ui.language));
  if (state.status.phase == Phase::kReady && state.total > 0) {
    ImGui::SameLine();
    text(ui, FontStyle::kSmall, ui.theme.faint, plural_message("share.count", state.total, ui.language));
  }
  if (state.status.pending) {
    ImGui::SameLine(0, ui.px(14));
    ImVec2 at = ImGui::GetCursorScreenPos();
    draw_spinner(ui, ImVec2(at.x, at.y + ui.px(8)), 5, ui.theme.muted);
    ImGui::NewLine();
  }
  float start = ImGui::GetCursorPosX();
  float right = start;
  for (const ShareCount& count : state.networks) {
    if (count.network == Network::kNative) continue;  // there is no share sheet on a desktop
    float room =
        ui.px(42) +
        (count.count > 0
             ? ui.px(8) + measure(ui, FontStyle::kSmallBold, format_count(count.count, ui.language)).x
             : 0);
    if (right > start && right + room <= start + width)
      ImGui::SameLine();
    else
      right = start;
    network_button(ui, bar, count, view, outside);
    right += room + ImGui::GetStyle().ItemSpacing.x;
  }
  if (state.asking_instance) ask_instance(ui, bar, view, outside, width);
  if (ImGui::GetTime() - view.copied_at < kCopiedShownFor) {
    text(ui, FontStyle::kSmall, ui.theme.success, message("share.copied", ui.language));
  }
  if (view.browser_failed) {
    notice(ui, Icon::kAlert, word(Word::kBrowserFailed, ui.language), ui.theme.danger_soft, ui.theme.danger,
           width);
  }
  // That nothing could be loaded is told once, above.
  if (state.status.phase != Phase::kFailed) draw_error(ui, state.status, width);
  ImGui::PopID();
}

}  // namespace parvis::demo
