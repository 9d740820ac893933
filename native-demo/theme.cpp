#include "theme.hpp"

namespace parvis::demo {
namespace {

constexpr Theme kLight{.name = ThemeName::kLight,
                       .page = rgb(0xF7F3EC),
                       .side = rgb(0xFFFDF9),
                       .card = rgb(0xFFFDF9),
                       .border = rgb(0xE8DFD1),
                       .field = rgb(0xFAF7F0),
                       .stage = rgb(0xEFE6D9),
                       .text = rgb(0x1D1B18),
                       .muted = rgb(0x69645C),
                       .faint = rgb(0x8F887D),
                       .hover = rgb(0x1D1B18, 12),
                       .accent = rgb(0x2F5D50),
                       .on_accent = rgb(0xFFFFFF),
                       .accent_soft = rgb(0xE4EFEA),
                       .link = rgb(0x1F6B57),
                       .like = rgb(0xD3264F),
                       .like_soft = rgb(0xFDE9EE),
                       .danger = rgb(0xB3261E),
                       .danger_soft = rgb(0xFCECEA),
                       .success = rgb(0x2E8B57),
                       .code = rgb(0xF1EFEA),
                       .bar = rgb(0xD5D0C7),
                       .shadow = rgb(0x3A3226, 4)};

constexpr Theme kDark{.name = ThemeName::kDark,
                      .page = rgb(0x171513),
                      .side = rgb(0x1C1917),
                      .card = rgb(0x211E1B),
                      .border = rgb(0x38322C),
                      .field = rgb(0x1B1816),
                      .stage = rgb(0x2E2924),
                      .text = rgb(0xECEBE7),
                      .muted = rgb(0xA5A8A2),
                      .faint = rgb(0x7F837D),
                      .hover = rgb(0xFFFFFF, 14),
                      .accent = rgb(0x7CC4AC),
                      .on_accent = rgb(0x0E1F19),
                      .accent_soft = rgb(0x233530),
                      .link = rgb(0x8BD3BB),
                      .like = rgb(0xFF6F91),
                      .like_soft = rgb(0x3C222A),
                      .danger = rgb(0xFF8A80),
                      .danger_soft = rgb(0x3A2220),
                      .success = rgb(0x6FCF97),
                      .code = rgb(0x292C2A),
                      .bar = rgb(0x454A47),
                      .shadow = rgb(0x000000, 16)};

ImVec4 vec(ImU32 colour) { return ImGui::ColorConvertU32ToFloat4(colour); }

}  // namespace

const Theme& theme_of(ThemeName name) { return name == ThemeName::kDark ? kDark : kLight; }

ImU32 mix(ImU32 a, ImU32 b, float share) {
  ImVec4 x = vec(a), y = vec(b);
  return ImGui::ColorConvertFloat4ToU32(ImVec4(x.x + (y.x - x.x) * share, x.y + (y.y - x.y) * share,
                                               x.z + (y.z - x.z) * share, x.w + (y.w - x.w) * share));
}

ImU32 with_alpha(ImU32 colour, float alpha) {
  ImVec4 x = vec(colour);
  x.w *= alpha;
  return ImGui::ColorConvertFloat4ToU32(x);
}

void apply_to_imgui(const Theme& theme, float scale) {
  ImGuiStyle style;
  style.WindowPadding = ImVec2(0, 0);
  style.FramePadding = ImVec2(12, 10.5f);
  style.ItemSpacing = ImVec2(8, 8);
  style.ItemInnerSpacing = ImVec2(8, 6);
  style.ScrollbarSize = 10;
  style.ScrollbarRounding = 5;
  style.WindowRounding = 0;
  style.ChildRounding = 0;
  style.FrameRounding = 8;
  style.PopupRounding = 10;
  style.GrabRounding = 5;
  style.WindowBorderSize = 0;
  style.ChildBorderSize = 0;
  style.PopupBorderSize = 1;
  style.FrameBorderSize = 1;
  style.CircleTessellationMaxError = 0.15f;
  style.CurveTessellationTol = 0.6f;
  style.ScaleAllSizes(scale);
  style.ScrollbarSize = 10 * scale;

  ImVec4* c = style.Colors;
  c[ImGuiCol_Text] = vec(theme.text);
  c[ImGuiCol_TextDisabled] = vec(theme.faint);
  c[ImGuiCol_WindowBg] = vec(theme.page);
  c[ImGuiCol_ChildBg] = ImVec4(0, 0, 0, 0);
  c[ImGuiCol_PopupBg] = vec(theme.card);
  c[ImGuiCol_Border] = vec(theme.border);
  c[ImGuiCol_FrameBg] = vec(theme.field);
  c[ImGuiCol_FrameBgHovered] = vec(theme.field);
  c[ImGuiCol_FrameBgActive] = vec(theme.field);
  c[ImGuiCol_ScrollbarBg] = ImVec4(0, 0, 0, 0);
  c[ImGuiCol_ScrollbarGrab] = vec(theme.bar);
  c[ImGuiCol_ScrollbarGrabHovered] = vec(theme.faint);
  c[ImGuiCol_ScrollbarGrabActive] = vec(theme.muted);
  c[ImGuiCol_Header] = vec(theme.accent_soft);
  c[ImGuiCol_HeaderHovered] = vec(theme.accent_soft);
  c[ImGuiCol_HeaderActive] = vec(theme.accent_soft);
  c[ImGuiCol_TextSelectedBg] = vec(with_alpha(theme.accent, 0.3f));
  c[ImGuiCol_NavHighlight] = vec(theme.accent);
  ImGui::GetStyle() = style;
}

}  // namespace parvis::demo
