// What a controller asks of the client that carries its actions to the server.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/requests.hpp"

namespace parvis {

// Who acted. `key` is set when the same action was already sent elsewhere under that idempotency key (the
// web's loader before the core was there); sending it again is then harmless and brings its answer here.
struct Origin {
  std::uint64_t subscription = 0;
  std::string key = {};
};

class Entry;

// What is asked once, about one text or comment.
enum class Question : std::uint8_t { kPreview, kSource };

class Actions {
 public:
  virtual ~Actions() {}

  // Queues the action and answers its idempotency key; empty when the queue is full.
  virtual std::string submit(const Write& write, const Origin& origin) = 0;
  // Takes an action back that was never sent. False: it may have reached the server.
  virtual bool withdraw(std::string_view key) = 0;
  // Takes an action back that is not on its way at this moment, whatever became of earlier attempts.
  virtual bool give_up(std::string_view key) = 0;
  // Calls Entry::adopt for each action on the entry's page that waits since an earlier run of the program.
  virtual void hand_over(Entry& entry) = 0;
  // Entry::take_told gets the answer.
  virtual void ask(Entry& from, Question question, std::string_view about) = 0;

  // Small values kept on the device; empty when there is none.
  virtual std::string remembered(std::string_view name) = 0;
  virtual void remember(std::string_view name, std::string_view value) = 0;
  // Whether something may be kept on the device that the reader did not ask for.
  virtual bool may_note() = 0;
  // Tells the host of every widget that shows this.
  virtual void tell(Entry& entry, const std::string& json) = 0;

  virtual std::int64_t now_ms() const = 0;
};

}  // namespace parvis
