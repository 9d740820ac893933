// A yes-or-no of the reader under way to the server. Actions of one toggle are answered in order; what is
// shown is the last wish.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "widgets/actions.hpp"

namespace parvis {

class PendingToggle {
 public:
  Toggle confirmed;

  Toggle shown() const;
  bool pending() const { return !sent_.empty(); }
  bool owns(std::string_view key) const;

  // Sends the wish if it is news: it replaces a wish that never left, and is dropped when it is what the
  // server has or will have. `known`: confirmed.on is what the server said. False: the queue is full.
  bool wish(bool on, bool known, Write write, const Origin& origin, Actions& actions);
  void accept(std::string_view key, Toggle answer);
  // Goes back to what is confirmed; later wishes that never left are taken back too.
  bool refuse(std::string_view key, Actions* actions);

 private:
  struct Sent {
    std::string key;
    bool on;
  };
  std::vector<Sent> sent_;
};

}  // namespace parvis
