// The client behind Client: entries shared by widgets, the batches that read them, and the queue that writes.
// The C ABI uses it directly, for what only the web needs: seeds, keys handed over, and events.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "device_store.hpp"
#include "model/items.hpp"
#include "parvis/client.hpp"
#include "parvis/widgets.hpp"
#include "protocol/requests.hpp"
#include "widgets/share_entry.hpp"
#include "widgets/thread_entry.hpp"
#include "widgets/toggle_entries.hpp"
#include "write_queue.hpp"

namespace parvis {

// What a widget starts from instead of a request: an item that the host already has.
struct Seed {
  Item item;
  std::optional<MineItem> mine;  // none: asked for, when the reader has a token
};

// One widget's share in an entry. Use `live(entry)` for state and verbs, since entries may be merged.
template <typename T>
struct Mounted {
  std::shared_ptr<T> entry;
  std::uint64_t subscription = 0;
};

class ClientCore final : private Actions {
 public:
  // options.server has no trailing slash.
  ClientCore(ClientOptions&& options, Transport& transport, Storage& storage);
  ~ClientCore() override;

  std::int64_t poll(std::int64_t now_ms);
  bool busy() const { return !queue_.empty(); }
  void refresh();
  // One event of the server's stream.
  Status push(std::string_view json);
  std::string events_address() const;
  std::string newest_event() const;

  // The kind is the descriptor's; its page key is the page's, and a share without networks gets the default
  // ones.
  Mounted<Entry> mount(const PageRef& page, Descriptor options, const Seed* seed = nullptr);
  Mounted<LikeEntry> mount(const LikeOptions& options, const Seed* seed = nullptr);
  Mounted<ShareEntry> mount(const ShareOptions& options, const Seed* seed = nullptr);
  Mounted<FanEntry> mount(const FanOptions& options, const Seed* seed = nullptr);
  Mounted<ThreadEntry> mount(const ThreadOptions& options, const Seed* seed = nullptr);
  // Unmount with live(entry).unsubscribe(subscription).

  // Events as documented for the web ({"type":"like",...}), for the widget that acted; called at the end of
  // poll, before the on_change callbacks.
  using EventSink = std::function<void(std::uint64_t subscription, const std::string& json)>;
  void on_event(EventSink sink) { event_sink_ = std::move(sink); }

  const ClientOptions& options() const { return options_; }

 private:
  struct Batch;

  // Actions
  std::string submit(const Write& write, const Origin& origin) override;
  bool withdraw(std::string_view key) override { return queue_.withdraw(key); }
  std::string remembered(std::string_view name) override { return store_.get(name); }
  void remember(std::string_view name, std::string_view value) override;
  bool give_up(std::string_view key) override { return queue_.give_up(key); }
  void hand_over(Entry& entry) override;
  void ask(Entry& from, Question question, std::string_view about) override;
  bool may_note() override { return options_.remember_visits || !queue_.token().empty(); }
  void tell(Entry& entry, const std::string& json) override;
  std::int64_t now_ms() const override { return now_ms_; }

  // Mounting (client_mount.cpp)
  std::shared_ptr<Entry> find_entry(const PageRef& page, const Descriptor& options) const;
  Entry* make_entry(const PageRef& page, const Descriptor& options);
  void start_entry(Entry& entry, const Seed* seed);
  void unify();

  // Reading (client_reads.cpp)
  static bool may_ask(const Entry& entry, Ask ask);
  void start_period();
  void send_reads();
  void collect(Ask ask);
  bool fits(const Batch& batch, const Entry& entry, std::size_t length) const;
  void send_batch(const std::shared_ptr<Batch>& batch);
  void finish_batch(const Batch& batch, const Result<HttpResponse>& result);
  static std::optional<Error> apply_batch(const Batch& batch, const HttpResponse& response);
  static bool stale(const Batch& batch, std::size_t index);
  void fail_batch(const Batch& batch, const Error& error);
  void fail_entry(Entry& entry, Ask ask, const Error& error, bool alone);

  // Writing
  void send_write();
  void finish_write(const std::string& key, const Result<HttpResponse>& result);

  // Telling
  void tell_event(std::uint64_t subscription, const std::string& json);
  void tell_ready();
  // False: a callback destroyed the client.
  bool notify();
  void forget_unused();
  std::int64_t next_wish() const;

  ClientOptions options_;
  Transport& transport_;
  DeviceStore store_;
  WriteQueue queue_;
  std::vector<std::shared_ptr<Entry>> entries_;
  std::uint64_t last_subscription_ = 0;
  std::int64_t now_ms_ = 0;
  std::int64_t period_due_ms_ = 0;
  bool polling_ = false;
  bool unify_due_ = false;  // an entry learned its page
  EventSink event_sink_;
  // Answers that arrive after the client is gone find this expired.
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace parvis
