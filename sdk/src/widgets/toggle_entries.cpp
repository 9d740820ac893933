#include "widgets/toggle_entries.hpp"

namespace parvis {

void ToggleEntry::set_on(bool on, const Origin& origin) {
  if (actions_ == nullptr) return;
  Write wished = write();
  wished.on = on;
  const bool taken = sent_.wish(wished, confirmed_.on, mine_known(), origin, *actions_);
  show();
  if (!pending()) change().error.reset();
  if (!taken) change().error = queue_full();
}

void ToggleEntry::take_count(std::int64_t count) {
  confirmed_.count = count;
  loaded();
  show();
}

void ToggleEntry::take_live_count(std::int64_t count) {
  if (ready() && sent_.empty()) take_count(count);
}

void ToggleEntry::take_mine(const MineItem& mine, const std::string&) {
  set_mine_known();
  confirmed_.on = mine.on;
  show();
}

void ToggleEntry::take_toggle(std::string_view key, Toggle answer) {
  set_mine_known();
  confirmed_ = answer;
  sent_.drop(key);
  loaded();
  change().error.reset();
  show();
}

bool ToggleEntry::take_refusal(std::string_view key, const Error& error) {
  if (!owns(key)) return false;
  sent_.refuse(key, actions_);
  change().error = error;
  show();
  return true;
}

void ToggleEntry::adopt(std::string_view key, const Write& queued) {
  const Write own = write();
  if (queued.verb != own.verb || queued.community != own.community) return;
  sent_.adopt(key, queued);
  show();
}

WidgetStatus& LikeEntry::change() {
  ++state_.version;
  return state_.status;
}

Write LikeEntry::write() const { return new_write(Verb::kLike); }

void LikeEntry::show() {
  change().pending = !sent_.empty();
  state_.confirmed = confirmed_;
  state_.shown = shown();
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

void LikeEntry::take_event(std::string_view type, JsonValue event) {
  if (type == "like" && is_page(event["page"].text())) take_live_count(event["count"].integer());
}

FanEntry::FanEntry(Actions& actions, const PageRef& page, const Descriptor& options)
    : ToggleEntry(actions, page, options) {
  state_.community = options.community;
}

WidgetStatus& FanEntry::change() {
  ++state_.version;
  return state_.status;
}

Write FanEntry::write() const {
  Write write = new_write(Verb::kFan);
  write.community = state_.community;
  return write;
}

void FanEntry::show() {
  change().pending = !sent_.empty();
  state_.confirmed = confirmed_;
  state_.shown = shown();
}

void FanEntry::take_item(const Item& item) {
  if (const auto* fans = std::get_if<FanItem>(&item)) take_count(fans->count);
}

bool FanEntry::take_answer(const WriteAnswer& answer, std::string_view key) {
  if (answer.verb != Verb::kFan || !(owns(key) || answer.community == state_.community)) return false;
  take_toggle(key, Toggle{answer.count, answer.on});
  return true;
}

void FanEntry::take_event(std::string_view type, JsonValue event) {
  if (type == "fans" && event["community"].text() == state_.community)
    take_live_count(event["count"].integer());
}

}  // namespace parvis
