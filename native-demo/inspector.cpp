#include "inspector.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "pretty_json.hpp"
#include "shop.hpp"

namespace parvis::demo {
namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::size_t kErrorsKept = 50;

std::string_view path_of(std::string_view url) {
  std::size_t host = url.find("://");
  std::size_t path = url.find('/', host == std::string_view::npos ? 0 : host + 3);
  return path == std::string_view::npos ? url : url.substr(path);
}

bool toggle(const Ui& ui, ButtonRow& row, std::string_view id, std::string_view label, bool on) {
  ButtonLook look = quiet_look(ui);
  look.font = FontStyle::kSmallBold;
  look.height = 32;
  look.rounding = 8;
  if (on) {
    look.fill = ui.theme.danger_soft;
    look.border = with_alpha(ui.theme.danger, 0.5f);
    look.text = look.icon = ui.theme.danger;
  }
  return row.add(id, {.label = std::string(label)}, look);
}

bool chip(const Ui& ui, ButtonRow& row, std::string_view id, std::string_view label, bool chosen) {
  ButtonLook look = ghost_look(ui);
  if (chosen) {
    look.fill = ui.theme.accent_soft;
    look.text = look.icon = ui.theme.accent;
  }
  return row.add(id, {.label = std::string(label)}, look);
}

std::string shift_words(std::int64_t shift_ms) {
  std::int64_t minutes = shift_ms / kMinute;
  char words[48];
  std::snprintf(words, sizeof words, "+%lldd %02lld:%02lld", static_cast<long long>(minutes / 1440),
                static_cast<long long>(minutes / 60 % 24), static_cast<long long>(minutes % 60));
  return words;
}

}  // namespace

void Inspector::watch(const Inspected& what, std::int64_t now_ms) {
  versions_.resize(what.widgets.size());
  for (std::size_t i = 0; i < what.widgets.size(); ++i) {
    const ShownWidget& widget = what.widgets[i];
    if (std::exchange(versions_[i], widget.version) == widget.version || !widget.status.error) continue;
    bool known = !errors_.empty() && errors_.back().widget == widget.name &&
                 errors_.back().error.code == widget.status.error->code;
    if (known) continue;
    errors_.push_back({widget.name, *widget.status.error, now_ms});
    if (errors_.size() > kErrorsKept) errors_.erase(errors_.begin());
  }
}

void Inspector::switches(const Ui& ui, const Inspected& what, float width) {
  WatchedTransport& net = what.transport;
  ButtonRow row(ui, width);
  if (toggle(ui, row, "offline", word(Word::kNetworkOff, ui.language), net.offline))
    net.offline = !net.offline;
  if (toggle(ui, row, "fail", word(Word::kFailNext, ui.language), net.fail_next > 0))
    net.fail_next = net.fail_next > 0 ? 0 : 1;
  if (toggle(ui, row, "lose", word(Word::kLoseNext, ui.language), net.lose_next > 0))
    net.lose_next = net.lose_next > 0 ? 0 : 1;
  if (toggle(ui, row, "delay", word(Word::kSlow, ui.language), net.delay_ms > 0))
    net.delay_ms = net.delay_ms > 0 ? 0 : 2000;
}

void Inspector::clock(const Ui& ui, const Inspected& what, float width) {
  gap(ui, 10);
  ButtonRow row(ui, width);
  std::string words = std::string(word(Word::kClock, ui.language)) + "  " + shift_words(what.clock_shift_ms);
  float room = measure(ui, FontStyle::kSmallBold, words).x + ui.px(8);
  row.make_room(room);
  ImVec2 at = ImGui::GetCursorScreenPos();
  draw_text(ui, ImVec2(at.x, at.y + ui.px(7)), FontStyle::kSmallBold, ui.theme.muted, words);
  ImGui::Dummy(ImVec2(room, ui.px(30)));
  constexpr std::pair<const char*, std::int64_t> kSteps[] = {
      {"+1 min", kMinute}, {"+1 h", 60 * kMinute}, {"+1 d", 24 * 60 * kMinute}};
  for (auto [label, step] : kSteps) {
    if (row.add(label, {.icon = Icon::kPlus, .label = label + 1}, ghost_look(ui)))
      what.clock_shift_ms += step;
  }
}

void Inspector::tabs(const Ui& ui, const Inspected& what, float width) {
  gap(ui, 12);
  ButtonRow row(ui, width);
  auto counted = [&](Word which, std::size_t count) {
    return std::string(word(which, ui.language)) + (count == 0 ? "" : " " + std::to_string(count));
  };
  const std::pair<Tab, std::string> kTabs[] = {
      {Tab::kState, counted(Word::kState, 0)},
      {Tab::kRequests, counted(Word::kRequests, what.transport.seen().size())},
      {Tab::kOutbox, counted(Word::kOutbox, 0)},
      {Tab::kErrors, counted(Word::kErrors, errors_.size())}};
  static constexpr const char* kIds[] = {"tab-state", "tab-requests", "tab-outbox", "tab-errors"};
  for (const auto& [tab, label] : kTabs) {
    if (chip(ui, row, kIds[static_cast<int>(tab)], label, tab == tab_)) tab_ = tab;
  }
}

// Cut at the right, and drawn only where seen: a thread's JSON has thousands of lines.
void Inspector::lines(const Ui& ui, const std::vector<std::string>& json) {
  float line = measure(ui, FontStyle::kMono, "A").y + ui.px(4);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(json.size()), line);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      ImVec2 at = ImGui::GetCursorScreenPos();
      float room = ImGui::GetContentRegionAvail().x;
      draw_text_cut(ui, at, room, FontStyle::kMono, ui.theme.text, json[static_cast<std::size_t>(i)]);
      ImGui::Dummy(ImVec2(room, line));
    }
  }
  ImGui::PopStyleVar();
}

void Inspector::state(const Ui& ui, const Inspected& what, float width) {
  if (what.widgets.empty()) return;
  widget_ = std::min(widget_, what.widgets.size() - 1);
  ButtonRow row(ui, width);
  for (std::size_t i = 0; i < what.widgets.size(); ++i) {
    if (chip(ui, row, what.widgets[i].name, what.widgets[i].name, i == widget_)) widget_ = i;
  }
  const ShownWidget& widget = what.widgets[widget_];
  std::string of = widget.name + std::to_string(widget.version) + ui.language;
  if (json_of_ != of) {
    json_of_ = of;
    json_ = pretty_json(widget.json(widget.state, ui.language));
  }
  lines(ui, json_);
}

void Inspector::requests(const Ui& ui, const Inspected& what, float width) {
  const auto& seen = what.transport.seen();
  if (seen.empty()) text(ui, FontStyle::kSmall, ui.theme.muted, word(Word::kNothingYet, ui.language));
  for (auto one = seen.rbegin(); one != seen.rend(); ++one) {
    ImGui::PushID(static_cast<int>(one->number));
    Pressable at = pressable(ui, "request", ImVec2(width, ui.px(28)), 6);
    if (at.hovered) ImGui::GetWindowDrawList()->AddRectFilled(at.min, at.max, ui.theme.hover, ui.px(6));
    bool good = one->status >= 200 && one->status < 300, waits = one->took_ms < 0;
    std::string result = waits ? "…" : one->status == 0 ? "✕" : std::to_string(one->status);
    draw_text(ui, ImVec2(at.min.x + ui.px(4), at.min.y + ui.px(5)), FontStyle::kSmallBold,
              good    ? ui.theme.success
              : waits ? ui.theme.muted
                      : ui.theme.danger,
              result);
    std::string took = waits ? "" : std::to_string(one->took_ms) + " ms";
    float took_room = measure(ui, FontStyle::kSmall, took).x;
    draw_text_cut(ui, ImVec2(at.min.x + ui.px(44), at.min.y + ui.px(5)), width - ui.px(60) - took_room,
                  FontStyle::kSmall, ui.theme.text,
                  one->request.method + " " + std::string(path_of(one->request.url)));
    draw_text(ui, ImVec2(at.max.x - took_room - ui.px(4), at.min.y + ui.px(5)), FontStyle::kSmall,
              ui.theme.faint, took);
    if (at.pressed) open_request_ = open_request_ == one->number ? 0 : one->number;
    if (open_request_ == one->number) {
      if (!one->request.body.empty()) lines(ui, pretty_json(one->request.body));
      lines(ui, pretty_json(one->answer));
    }
    ImGui::PopID();
  }
}

void Inspector::outbox(const Ui& ui, const Inspected& what) {
  auto kept = what.storage.get(what.outbox_key);
  if (!kept || kept->empty())
    text(ui, FontStyle::kSmall, ui.theme.muted, word(Word::kNothingWaits, ui.language));
  else
    lines(ui, pretty_json(*kept));
}

void Inspector::errors(const Ui& ui) {
  if (errors_.empty()) text(ui, FontStyle::kSmall, ui.theme.muted, word(Word::kNothingYet, ui.language));
  for (auto one = errors_.rbegin(); one != errors_.rend(); ++one) {
    text(ui, FontStyle::kSmallBold, ui.theme.danger,
         one->widget + " · " + std::to_string(static_cast<int>(one->error.code)) + " · " +
             format_relative_time(one->at_ms, ui.now_ms, ui.language));
    text_wrapped(ui, FontStyle::kSmall, ui.theme.text, error_sentence(one->error, ui.language),
                 ImGui::GetContentRegionAvail().x);
  }
}

void Inspector::draw(const Ui& ui, const Inspected& what, float width, float height) {
  text(ui, FontStyle::kHeading, ui.theme.text, word(Word::kInspector, ui.language));
  gap(ui, 12);
  switches(ui, what, width);
  clock(ui, what, width);
  tabs(ui, what, width);
  gap(ui, 10);
  float room = height - (ImGui::GetCursorPosY() - ImGui::GetScrollY());
  ImGui::BeginChild("inspected", ImVec2(width, std::max(ui.px(120), room)), false,
                    ImGuiWindowFlags_NavFlattened);
  switch (tab_) {
    case Tab::kState:
      state(ui, what, width - ui.px(14));
      break;
    case Tab::kRequests:
      requests(ui, what, width - ui.px(14));
      break;
    case Tab::kOutbox:
      outbox(ui, what);
      break;
    case Tab::kErrors:
      errors(ui);
      break;
  }
  ImGui::EndChild();
}

}  // namespace parvis::demo
