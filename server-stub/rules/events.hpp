// What has just changed, for whoever watches: numbered events in a bounded buffer, so that a watcher who was
// away for a moment goes on where it stopped. Public data only: a watcher brings no token.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parvis/host.hpp"
#include "store/store.hpp"

namespace parvis::server {

struct NewEvent {
  std::string page;  // its key; empty: of the whole site
  std::string type;  // comment, edit, delete, vote, react, like, share, fans, thread
  std::string json;  // an object of public values, with "page" where there is one; "type" is put before them
  // Of the events of one page and type about the same thing only the newest counts. None: each one counts.
  std::optional<std::string> about = {};
};

struct Event {
  std::uint64_t sequence = 0;
  RowId site = 0;
  std::string page;
  std::string subject;  // page, type and `about`; empty where each one counts
  std::string text;     // as a stream says it, with the empty line
};
using EventPtr = std::shared_ptr<const Event>;

// What a watcher asks for.
struct EventQuestion {
  RowId site = 0;
  std::vector<std::string> pages;
  std::string after;  // id of the last event seen; empty: from now on

  bool wants(const Event& event) const;
};

class EventHub {
 public:
  static constexpr std::size_t kEvents = 4'096;
  static constexpr std::size_t kBytes = 4 * 1024 * 1024;

  // `epoch` tells the ids of one server start from those of another; see new_epoch.
  explicit EventHub(std::string epoch, std::size_t events = kEvents, std::size_t bytes = kBytes);

  // Any thread.
  void publish(RowId site, NewEvent event);
  // When what `writer` does is durable, in the order of the commits.
  void publish_after(Writer& writer, RowId site, NewEvent event);

  // "<epoch>.<sequence>". Read before the store is read it names an event that the reading contains.
  std::string newest_id() const { return id_of(newest()); }
  std::string id_of(std::uint64_t sequence) const;
  std::uint64_t newest() const { return newest_.load(std::memory_order_acquire); }
  // The sequence in `id`; none when events after it are not here any more, or never were.
  std::optional<std::uint64_t> position(std::string_view id) const;
  // All after `sequence`, oldest first; none when some of them are gone.
  std::optional<std::vector<EventPtr>> since(std::uint64_t sequence) const;

  // Called after each event while it is set, on the publishing thread; must be quick. Empty: nobody listens.
  void listen(std::function<void()> listener);

 private:
  const std::string epoch_;
  const std::size_t max_events_;
  const std::size_t max_bytes_;
  mutable std::mutex mutex_;
  std::deque<EventPtr> events_;  // without gaps, up to newest_
  std::size_t bytes_ = 0;
  std::atomic<std::uint64_t> newest_{0};
  std::function<void()> listener_;
};

std::string new_epoch(const RandomBytes& random);

// The id alone: tells the watcher where it stands. A watcher who missed events has to read everything again.
std::string event_position(std::string_view id);
std::string event_reset(std::string_view id);

// What a watcher of `question` has to be told at once; `until` is the newest event that it covers.
std::string catch_up(const EventHub& hub, const EventQuestion& question, std::uint64_t until);

}  // namespace parvis::server
