#include "widgets/sent_actions.hpp"

#include <utility>

namespace parvis {
namespace {

std::int32_t value_of(const Write& write) {
  return write.verb == Verb::kCommentVote ? write.vote : std::int32_t{write.on};
}

}  // namespace

std::string subject_of(const Write& write) {
  std::string subject = write.id;
  if (write.verb == Verb::kCommentReact) subject.append(" ").append(write.text);
  return subject;
}

bool SentActions::owns(std::string_view key) const {
  for (const SentAction& action : actions_) {
    if (action.key == key) return true;
  }
  return false;
}

bool SentActions::submit(const Write& write, const Origin& origin, Actions& actions) {
  std::string key = actions.submit(write, origin);
  if (key.empty()) return false;
  adopt(key, write);
  return true;
}

void SentActions::adopt(std::string_view key, const Write& write) {
  actions_.push_back({std::string(key), subject_of(write), value_of(write), write.network});
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

std::int32_t SentActions::wished(std::string_view id, std::int32_t confirmed) const {
  for (const SentAction& action : actions_) {
    if (action.id == id) confirmed = action.value;
  }
  return confirmed;
}

Toggle SentActions::shown(std::string_view id, Toggle confirmed) const {
  Toggle toggle = confirmed;
  toggle.on = wished(id, std::int32_t{confirmed.on}) != 0;
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

bool SentActions::wish(const Write& write, std::int32_t confirmed, bool known, const Origin& origin,
                       Actions& actions) {
  if (origin.key.empty()) {
    const std::string subject = subject_of(write);
    const std::int32_t value = value_of(write);
    const SentAction* last = last_about(subject);
    while (last != nullptr && last->value != value && take_back_last(subject, actions)) {
      last = last_about(subject);
    }
    const bool settled = last == nullptr ? known && confirmed == value : last->value == value;
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
