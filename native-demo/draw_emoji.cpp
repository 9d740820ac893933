// Emoji: Dear ImGui 1.86 has no glyphs above 16 bits, so there are pictures of our own for the usual
// reactions, and the choice has what DejaVu Sans has, which ./dev installs.
#include <array>
#include <utility>

#include "draw.hpp"
#include "glyphs.hpp"

namespace parvis::demo {
namespace {

constexpr std::array<std::string_view, 24> kOffered = {
    "❤️", "😂",      "😮",      "😢",      "👏",      "☺️", "☹️", "✌️",
    "☝️", "✍️", "☀️", "☁️", "☕",      "✈️", "⚡",      "⚓",
    "☎️", "✏️", "✂️", "✉️", "✔️", "⚠️", "☂️", "➡️"};
constexpr int kColumns = 8;

}  // namespace

std::optional<Icon> picture_of(std::string_view emoji) {
  static constexpr std::pair<std::string_view, Icon> kKnown[] = {{"❤️", Icon::kHeartFull},
                                                                 {"❤", Icon::kHeartFull},
                                                                 {"😂", Icon::kLaugh},
                                                                 {"😮", Icon::kWow},
                                                                 {"😢", Icon::kSad},
                                                                 {"👏", Icon::kClap}};
  for (const auto& [known, icon] : kKnown) {
    if (known == emoji) return icon;
  }
  return std::nullopt;
}

std::span<const std::string_view> offered_emoji() { return kOffered; }

std::optional<std::string_view> choose_emoji(const Ui& ui, ButtonRow& row) {
  if (row.add("emoji", {.icon = Icon::kLaugh}, ghost_look(ui))) ImGui::OpenPopup("emoji-list");
  tooltip(ui, ui.say("editor.emoji"));
  ImVec2 below(ImGui::GetItemRectMin().x, ImGui::GetItemRectMax().y + ui.px(4));
  ImGui::SetNextWindowPos(below);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ui.px(6, 6));
  std::optional<std::string_view> chosen;
  if (ImGui::BeginPopup("emoji-list")) {
    for (std::size_t i = 0; i < kOffered.size(); ++i) {
      if (i % kColumns != 0) ImGui::SameLine(0, ui.px(2));
      auto picture = picture_of(kOffered[i]);
      ButtonText words{.icon = picture, .label = picture ? "" : std::string(kOffered[i])};
      if (button(ui, kOffered[i], words, ghost_look(ui))) chosen = kOffered[i];
    }
    if (chosen) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
  return chosen;
}

}  // namespace parvis::demo
