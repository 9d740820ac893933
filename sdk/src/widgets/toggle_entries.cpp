#include "widgets/toggle_entries.hpp"

namespace parvis {

void ToggleEntry::set_on(bool on, const Origin& origin) {
  if (actions_ == nullptr) return;
  const bool taken = toggle_.wish(on, mine_known(), write(), origin, *actions_);
  show();
  if (!taken) change().error = queue_full();
}

void ToggleEntry::take_count(std::int64_t count) {
  toggle_.confirmed.count = count;
  loaded();
  show();
}

void ToggleEntry::take_mine(const MineItem& mine, const std::string&) {
  set_mine_known();
  toggle_.confirmed.on = mine.on;
  show();
}

void ToggleEntry::take_toggle(std::string_view key, Toggle answer) {
  set_mine_known();
  toggle_.accept(key, answer);
  loaded();
  change().error.reset();
  show();
}

bool ToggleEntry::take_refusal(std::string_view key, const Error& error) {
  if (!toggle_.refuse(key, actions_)) return false;
  change().error = error;
  show();
  return true;
}

WidgetStatus& LikeEntry::change() {
  ++state_.version;
  return state_.status;
}

Write LikeEntry::write() const {
  Write write;
  write.verb = Verb::kLike;
  write.page = page_ref();
  return write;
}

void LikeEntry::show() {
  change().pending = toggle_.pending();
  state_.confirmed = toggle_.confirmed;
  state_.shown = toggle_.shown();
}

void LikeEntry::take_item(const Item& item) {
  const auto* like = std::get_if<LikeItem>(&item);
  if (like == nullptr) return;
  learn_page(like->page);
  take_count(like->count);
}

bool LikeEntry::take_answer(const WriteAnswer& answer, std::string_view key) {
  if (answer.verb != Verb::kLike || !(owns(key) || is_page(answer.page))) return false;
  learn_page(answer.page);
  take_toggle(key, Toggle{answer.count, answer.on});
  return true;
}

FanEntry::FanEntry(Actions& actions, PageRef page, Descriptor options)
    : ToggleEntry(actions, WidgetKind::kFans, std::move(page), std::move(options)) {
  state_.community = this->options().community;
}

WidgetStatus& FanEntry::change() {
  ++state_.version;
  return state_.status;
}

Write FanEntry::write() const {
  Write write;
  write.verb = Verb::kFan;
  write.page = page_ref();
  write.community = state_.community;
  return write;
}

void FanEntry::show() {
  change().pending = toggle_.pending();
  state_.confirmed = toggle_.confirmed;
  state_.shown = toggle_.shown();
}

void FanEntry::take_item(const Item& item) {
  if (const auto* fans = std::get_if<FanItem>(&item)) take_count(fans->count);
}

bool FanEntry::take_answer(const WriteAnswer& answer, std::string_view key) {
  if (answer.verb != Verb::kFan || !(owns(key) || answer.community == state_.community)) return false;
  take_toggle(key, Toggle{answer.count, answer.on});
  return true;
}

}  // namespace parvis
