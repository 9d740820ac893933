#include "widgets/toggle.hpp"

#include <utility>

namespace parvis {

Toggle PendingToggle::shown() const {
  Toggle toggle = confirmed;
  if (sent_.empty() || sent_.back().on == confirmed.on) return toggle;
  toggle.on = sent_.back().on;
  toggle.count += toggle.on ? 1 : -1;
  if (toggle.count < 0) toggle.count = 0;
  return toggle;
}

bool PendingToggle::owns(std::string_view key) const {
  for (const Sent& sent : sent_) {
    if (sent.key == key) return true;
  }
  return false;
}

bool PendingToggle::wish(bool on, bool known, Write write, const Origin& origin, Actions& actions) {
  if (origin.key.empty()) {
    while (!sent_.empty() && sent_.back().on != on && actions.withdraw(sent_.back().key)) sent_.pop_back();
    const bool settled = sent_.empty() ? known && confirmed.on == on : sent_.back().on == on;
    if (settled) return true;
  }
  write.on = on;
  std::string key = actions.submit(write, origin);
  if (key.empty()) return false;
  sent_.push_back({std::move(key), on});
  return true;
}

void PendingToggle::accept(std::string_view key, Toggle answer) {
  confirmed = answer;
  std::erase_if(sent_, [key](const Sent& sent) { return sent.key == key; });
}

bool PendingToggle::refuse(std::string_view key, Actions* actions) {
  if (!owns(key)) return false;
  std::erase_if(sent_, [key](const Sent& sent) { return sent.key == key; });
  while (actions != nullptr && !sent_.empty() && actions->withdraw(sent_.back().key)) sent_.pop_back();
  return true;
}

}  // namespace parvis
