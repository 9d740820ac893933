// A widget's actions that the server has not answered yet, in the order in which it will.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "widgets/actions.hpp"

namespace parvis {

struct SentAction {
  std::string key;
  std::string id;  // of the comment that it is about, empty: about the page; for a reaction with its emoji
  std::int32_t value = 0;  // what the reader wants: on or off, or a vote
  Network network = Network::kFacebook;
};

// "ID emoji" for a reaction.
std::string subject_of(const Write& write);

class SentActions {
 public:
  bool empty() const { return actions_.empty(); }
  const std::vector<SentAction>& all() const { return actions_; }
  bool owns(std::string_view key) const;
  // False: the queue is full.
  bool submit(const Write& write, const Origin& origin, Actions& actions);
  void adopt(std::string_view key, const Write& write);
  void drop(std::string_view key);

  // What is shown is the last wish about `id`.
  std::int32_t wished(std::string_view id, std::int32_t confirmed) const;
  Toggle shown(std::string_view id, Toggle confirmed) const;
  // Sends the write if it is news: it replaces a wish that never left, and is dropped when it is what the
  // server has or will have. `known`: `confirmed` is what the server said. False: the queue is full.
  bool wish(const Write& write, std::int32_t confirmed, bool known, const Origin& origin, Actions& actions);
  // Goes back to what is confirmed: later wishes about the same that never left are taken back too.
  void refuse(std::string_view key, Actions* actions);

 private:
  SentAction* last_about(std::string_view id);
  bool take_back_last(std::string_view id, Actions& actions);

  std::vector<SentAction> actions_;
};

}  // namespace parvis
