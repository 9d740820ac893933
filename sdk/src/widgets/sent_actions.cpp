#include "widgets/sent_actions.hpp"

#include <utility>

namespace parvis {

bool SentActions::owns(std::string_view key) const {
  for (const SentAction& action : actions_) {
    if (action.key == key) return true;
  }
  return false;
}

bool SentActions::submit(const Write& write, const Origin& origin, Actions& actions) {
  std::string key = actions.submit(write, origin);
  if (key.empty()) return false;
  actions_.push_back({std::move(key), write.id, write.on, write.network});
  return true;
}

void SentActions::drop(std::string_view key) {
  std::erase_if(actions_, [key](const SentAction& action) { return action.key == key; });
}

SentAction* SentActions::last_about(std::string_view id) {
  for (std::size_t i = actions_.size(); i-- > 0;) {
    if (actions_[i].id == id) return &actions_[i];
  }
  return nullptr;
}

Toggle SentActions::shown(std::string_view id, Toggle confirmed) const {
  Toggle toggle = confirmed;
  for (const SentAction& action : actions_) {
    if (action.id == id) toggle.on = action.on;
  }
  if (toggle.on != confirmed.on) toggle.count += toggle.on ? 1 : -1;
  if (toggle.count < 0) toggle.count = 0;
  return toggle;
}

bool SentActions::take_back_last(std::string_view id, Actions& actions) {
  const SentAction* last = last_about(id);
  if (last == nullptr || !actions.withdraw(last->key)) return false;
  drop(std::string(last->key));
  return true;
}

bool SentActions::wish(const Write& write, bool confirmed, bool known, const Origin& origin,
                       Actions& actions) {
  if (origin.key.empty()) {
    const SentAction* last = last_about(write.id);
    while (last != nullptr && last->on != write.on && take_back_last(write.id, actions)) {
      last = last_about(write.id);
    }
    const bool settled = last == nullptr ? known && confirmed == write.on : last->on == write.on;
    if (settled) return true;
  }
  return submit(write, origin, actions);
}

void SentActions::refuse(std::string_view key, Actions* actions) {
  std::string id;
  for (const SentAction& action : actions_) {
    if (action.key == key) id = action.id;
  }
  drop(key);
  while (actions != nullptr && take_back_last(id, *actions)) continue;
}

}  // namespace parvis
