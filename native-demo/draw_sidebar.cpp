#include <algorithm>
#include <utility>

#include "app.hpp"

namespace parvis::demo {
namespace {

std::string fill_in(std::string_view words, std::string_view value) {
  std::string out(words);
  if (std::size_t at = out.find("{}"); at != std::string::npos) out.replace(at, 2, value);
  return out;
}

std::string_view host_of(std::string_view server) {
  std::size_t at = server.find("://");
  return at == std::string_view::npos ? server : server.substr(at + 3);
}

}  // namespace

void App::draw_product_row(const Ui& ui, int index, float width) {
  const Product& item = kProducts[static_cast<std::size_t>(index)];
  const LikeState& like = products_[static_cast<std::size_t>(index)]->like.state();
  bool narrow = width < ui.px(120), chosen = index == open_ && options_.view != ViewName::kGallery;
  Pressable row = pressable(ui, item.key, ImVec2(width, ui.px(64)), 12);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (chosen)
    list.AddRectFilled(row.min, row.max, ui.theme.accent_soft, ui.px(12));
  else if (row.hovered)
    list.AddRectFilled(row.min, row.max, ui.theme.hover, ui.px(12));

  ImVec2 tile(row.min.x + ui.px(8), row.min.y + ui.px(8)), tile_end(tile.x + ui.px(48), tile.y + ui.px(48));
  list.AddRectFilled(tile, tile_end, ui.theme.stage, ui.px(9));
  ui.fonts.pictures().draw(list, index, ImVec2(tile.x + ui.px(2), tile.y + ui.px(2)), ui.px(44));
  if (row.pressed) {
    open(index);
    if (options_.view == ViewName::kGallery) options_.view = ViewName::kProduct;
  }
  if (narrow) return tooltip(ui, item.name[column(ui.language)]);

  float x = tile_end.x + ui.px(12), right = row.max.x - ui.px(12);
  std::string count = like.status.phase == Phase::kReady ? format_count(like.shown.count, ui.language) : "";
  ImVec2 count_size = measure(ui, FontStyle::kSmall, count);
  draw_text_cut(ui, ImVec2(x, row.min.y + ui.px(12)), right - x, FontStyle::kBold, ui.theme.text,
                item.name[column(ui.language)]);
  draw_text(ui, ImVec2(x, row.min.y + ui.px(34)), FontStyle::kSmall, ui.theme.muted,
            item.price[column(ui.language)]);
  if (count.empty()) return;
  draw_text(ui, ImVec2(right - count_size.x, row.min.y + ui.px(34)), FontStyle::kSmall, ui.theme.muted,
            count);
  draw_icon(ui, ImVec2(right - count_size.x - ui.px(20), row.min.y + ui.px(35)),
            like.shown.on ? Icon::kHeartFull : Icon::kHeart, 16,
            like.shown.on ? ui.theme.like : ui.theme.faint);
}

void App::draw_connection(const Ui& ui, float width) {
  Phase phase = fans_.state().status.phase;
  std::string_view host = host_of(options_.server);
  ImU32 colour = ui.theme.success;
  std::string words = fill_in(word(Word::kOnline, ui.language), host);
  if (options_.offline) {
    words = word(Word::kOffline, ui.language);
    colour = ui.theme.faint;
  } else if (phase == Phase::kLoading) {
    words = fill_in(word(Word::kConnecting, ui.language), host);
    colour = ui.theme.faint;
  } else if (phase == Phase::kFailed) {
    words = fill_in(word(Word::kUnreachable, ui.language), host);
    colour = ui.theme.danger;
  }
  ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(at.x + ui.px(5), at.y + ui.px(9)), ui.px(4), colour, 16);
  draw_text_cut(ui, ImVec2(at.x + ui.px(18), at.y), width - ui.px(18), FontStyle::kSmall, ui.theme.muted,
                words);
  ImGui::Dummy(ImVec2(width, ui.px(18)));
  tooltip(ui, words);
}

// Stands above the cursor.
void App::draw_missing_font(const Ui& ui, Script script, float width) {
  ImVec2 at = ImGui::GetCursorPos();
  ImGui::SetCursorPosY(at.y - ui.px(88));
  notice(ui, Icon::kAlert, fill_in(word(Word::kNoFont, ui.language), font_package(script)), ui.theme.code,
         ui.theme.muted, width);
  ImGui::SetCursorPos(at);
}

void App::draw_sidebar(const Ui& ui, float width) {
  bool narrow = width < ui.px(120);
  float margin = ui.px(narrow ? 6 : 14), inner = width - 2 * margin - ui.px(1);
  ImVec2 brand(ImGui::GetCursorScreenPos().x + ui.px(narrow ? 20 : 22), ui.px(22));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImVec2 mark_end(brand.x + ui.px(36), brand.y + ui.px(36));
  list.AddRectFilled(brand, mark_end, ui.theme.accent, ui.px(10));
  draw_icon(ui, ImVec2(brand.x + ui.px(8), brand.y + ui.px(8)), Icon::kParvis, 20, ui.theme.on_accent);
  if (!narrow) {
    draw_text(ui, ImVec2(mark_end.x + ui.px(12), brand.y - ui.px(4)), FontStyle::kHeading, ui.theme.text,
              word(Word::kShop, ui.language));
    draw_text(ui, ImVec2(mark_end.x + ui.px(12), brand.y + ui.px(20)), FontStyle::kSmall, ui.theme.muted,
              word(Word::kTagline, ui.language));
  }
  ImGui::SetCursorPosY(ui.px(84));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ui.px(4, 4));
  for (int i = 0; i < kPictureCount; ++i) {
    ImGui::SetCursorPosX(margin);
    draw_product_row(ui, i, inner);
  }
  ImGui::PopStyleVar();

  float foot = ImGui::GetWindowHeight() - ui.px(narrow ? 184 : 88);
  ImGui::SetCursorPos(
      ImVec2(margin + (narrow ? 0 : ui.px(10)), std::max(ImGui::GetCursorPosY() + ui.px(12), foot)));
  if (!narrow) {
    if (auto script = ui.fonts.missing()) draw_missing_font(ui, *script, inner - ui.px(12));
    draw_connection(ui, inner - ui.px(12));
  }
  draw_sidebar_foot(ui, margin, narrow);
}

void App::draw_sidebar_foot(const Ui& ui, float margin, bool narrow) {
  auto next = [&, first = true]() mutable {
    if (narrow || std::exchange(first, false))
      ImGui::SetCursorPosX(margin + ui.px(narrow ? 14 : 2));
    else
      ImGui::SameLine(0, ui.px(2));
  };
  bool dark = options_.theme == ThemeName::kDark;
  next();
  if (icon_button(ui, "theme", dark ? Icon::kSun : Icon::kMoon,
                  word(dark ? Word::kLightTheme : Word::kDarkTheme, ui.language))) {
    options_.theme = dark ? ThemeName::kLight : ThemeName::kDark;
  }
  auto view_button = [&](std::string_view id, Icon icon, Word tip, ViewName view) {
    next();
    bool on = options_.view == view;
    if (icon_button(ui, id, on ? Icon::kParvis : icon, word(on ? Word::kBackToShop : tip, ui.language)))
      options_.view = on ? ViewName::kProduct : view;
  };
#ifdef PARVIS_DEMO_OFFLINE
  view_button("gallery", Icon::kGallery, Word::kGallery, ViewName::kGallery);
#endif
  view_button("inspector", Icon::kInspect, Word::kInspector, ViewName::kInspector);
  next();
  ButtonLook look = ghost_look(ui);
  look.height = 36;
  look.rounding = 18;
  ButtonText words{.icon = narrow ? std::nullopt : std::optional(Icon::kLanguage),
                   .label = options_.language == "fr" ? "EN" : "FR"};
  if (button(ui, "language", words, look)) options_.language = options_.language == "fr" ? "en" : "fr";
  tooltip(ui, word(Word::kLanguage, ui.language));
}

}  // namespace parvis::demo
