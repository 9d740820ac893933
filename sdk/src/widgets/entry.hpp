// The state that all widgets of one kind, page and set of options share, and what the client needs to know to
// keep it fresh. The concrete entries hold the state and offer the verbs; the client calls the take_
// functions as answers arrive.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "model/items.hpp"
#include "parvis/widgets.hpp"
#include "protocol/requests.hpp"
#include "widgets/actions.hpp"

namespace parvis {

// The ways to ask the server about an entry, each with its own answer.
enum class Ask : std::uint8_t { kRead, kMine, kMore, kMoreMine };
inline constexpr int kAskCount = 4;

// What the client has to ask on behalf of an entry.
class Wants {
 public:
  bool has(Ask ask) const { return ((wanted_ >> bit(ask)) & 1U) != 0; }
  void add(Ask ask) { wanted_ |= 1U << bit(ask); }
  void drop(Ask ask) { wanted_ &= ~(1U << bit(ask)); }

  bool asking(Ask ask) const { return ((asking_ >> bit(ask)) & 1U) != 0; }
  void begin(Ask ask) {
    drop(ask);
    asking_ |= 1U << bit(ask);
  }
  void end(Ask ask) { asking_ &= ~(1U << bit(ask)); }

  bool alone = false;  // its batch was refused: ask without the others, so that they get their answers
  int failures = 0;    // in a row
  std::int64_t not_before_ms = 0;
  std::int64_t forbidden_until_ms = 0;  // by the server's own word

 private:
  static unsigned bit(Ask ask) { return static_cast<unsigned>(ask); }
  unsigned wanted_ = 0;
  unsigned asking_ = 0;
};

class Entry {
 public:
  Entry(Actions& actions, const PageRef& page, const Descriptor& options)
      : actions_(&actions), page_(page), options_(options) {}
  virtual ~Entry() {}
  Entry(const Entry&) = delete;
  Entry& operator=(const Entry&) = delete;

  WidgetKind kind() const { return options_.kind; }
  const PageRef& mounted_page() const { return page_; }
  // As mounted; the page's own key is not among them.
  const Descriptor& options() const { return options_; }
  // How the server knows the page; empty until the first answer.
  const std::string& page_key() const { return page_key_; }
  // The page as requests should name it from now on.
  PageRef page_ref() const;
  // Whether a widget with these options would show this very state.
  bool serves(const PageRef& page, const Descriptor& options) const;
  bool same_as(const Entry& other) const;

  virtual std::uint64_t version() const = 0;
  virtual const WidgetStatus& status() const = 0;
  bool ready() const { return status().phase == Phase::kReady; }
  bool pending() const { return status().pending; }

  // What to ask the server for.
  virtual Descriptor wanted() const;
  virtual Descriptor wanted_more() const { return wanted(); }
  virtual Descriptor wanted_mine() const { return wanted(); }

  // Answers to reads.
  virtual void take_item(const Item& item) = 0;
  virtual void take_mine(const MineItem& mine, const std::string& author_name) = 0;
  virtual void take_more(const Item&) {}
  virtual void take_more_mine(const MineItem&) {}
  virtual void take_more_failure(const Error&) {}
  void take_read_failure(const Error& error);

  // Answers to writes. Every entry sees every answer, since several may show the same thing; `key` tells
  // whose action it was. True when the entry shows what the answer speaks of.
  virtual bool take_answer(const WriteAnswer& answer, std::string_view key) = 0;
  // True when the action was this entry's own.
  virtual bool take_refusal(std::string_view key, const Error& error) = 0;
  virtual bool owns(std::string_view key) const = 0;
  // An action of an earlier run, that is not the entry's yet.
  virtual void adopt(std::string_view key, const Write& write) = 0;
  // The action will be tried again; the reader is told why it takes so long.
  virtual void take_delay(const Error& error);
  // Something changed for everybody. `type` and members as the server's event stream has them.
  virtual void take_event(std::string_view, JsonValue) {}
  // The answer to Actions::ask; nothing when there was none.
  virtual void take_told(Question, std::string_view, JsonValue) {}
  // Called when the time is known, before requests go out.
  virtual void tick(std::int64_t) {}

  // The reader's own part is known, be it that there is none.
  void set_mine_known() { mine_known_ = true; }
  bool mine_known() const { return mine_known_; }

  // Widgets.
  void subscribe(std::uint64_t id);
  void unsubscribe(std::uint64_t id);
  void on_change(std::uint64_t id, OnChange callback);
  struct Subscriber {
    std::uint64_t id = 0;
    OnChange callback = {};
    std::uint64_t told_version = 0;
    bool told_ready = false;
  };
  // One that has not been told of this version yet; none: all have.
  Subscriber* untold(std::uint64_t version);
  std::vector<Subscriber>& subscribers() { return subscribers_; }
  bool mounted() const { return !subscribers_.empty(); }

  // Two entries turned out to be the same page: this one's widgets show the other from now on.
  void merge_into(std::shared_ptr<Entry> other);
  Entry& resolved();

  // The client is gone: verbs do nothing any more.
  void detach() { actions_ = nullptr; }

  Wants wants;
  std::uint64_t writes_seen = 0;  // answers to reads sent before the last answered write are stale

 protected:
  // The state's status, for changing; bumps the version.
  virtual WidgetStatus& change() = 0;
  // The first answer came.
  void loaded();
  static Error queue_full();
  // An action about this page.
  Write new_write(Verb verb) const;
  void learn_page(const std::string& page) {
    if (!page.empty()) page_key_ = page;
  }
  // True when a write's answer speaks of this entry's page.
  bool is_page(std::string_view page) const { return !page_key_.empty() && page_key_ == page; }

  Actions* actions_;

 private:
  PageRef page_;
  Descriptor options_;
  std::string page_key_;
  bool mine_known_ = false;
  std::vector<Subscriber> subscribers_;
  std::shared_ptr<Entry> merged_into_;
};

// What a widget's handle uses: the entry that its own was merged into, or its own.
template <typename T>
T& live(const std::shared_ptr<T>& entry) {
  return static_cast<T&>(entry->resolved());
}

}  // namespace parvis
