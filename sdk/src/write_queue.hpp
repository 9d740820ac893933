// The reader's actions on their way to the server: strictly one after the other, each tried again under the
// same idempotency key until the server answered it, and kept on the device while the server is out of reach.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "device_store.hpp"
#include "parvis/host.hpp"
#include "protocol/requests.hpp"

namespace parvis {

struct QueuedWrite {
  Verb verb = Verb::kLike;
  std::string key;
  std::string body;                // without the token
  std::string page;                // the page's key, for events
  std::uint64_t subscription = 0;  // of the widget that acted
  bool attempted = false;          // may have reached the server
  int failures = 0;
};

class WriteQueue {
 public:
  // Both must outlive the queue. An empty `random` stands for the platform's.
  WriteQueue(DeviceStore& store, const RandomBytes& random);

  bool empty() const { return writes_.empty(); }
  bool full() const;

  // The reader's token; empty while they never acted.
  const std::string& token();
  // Makes and keeps the token if there is none yet.
  const std::string& ensure_token();
  std::string new_key();

  void push(QueuedWrite write);
  bool withdraw(std::string_view key);
  // Takes it out though it may have been tried; not while it is on its way.
  bool give_up(std::string_view key);
  const std::vector<QueuedWrite>& all() const { return writes_; }

  // The write to send now, if it is time for one; it counts as under way until accept, refuse or delay.
  const QueuedWrite* take(std::int64_t now_ms);
  const QueuedWrite* find(std::string_view key) const;
  // The write under way was answered for good: it leaves the queue.
  void finish();
  // The write under way failed in a way that may pass. False: it failed too often and must be given up.
  bool delay(const Error& error, std::int64_t now_ms);
  // Forgets waiting times that the server did not ask for.
  void hurry() { due_ms_ = not_before_ms_; }
  // When take() will have something; INT64_MAX while one is under way or there is none.
  std::int64_t due_ms() const;

 private:
  void fill(unsigned char* out, std::size_t size);
  std::string random_text(std::size_t bytes);
  void load();
  void save();
  bool is_ours(std::string_view key) const;

  DeviceStore& store_;
  const RandomBytes& random_;
  std::string token_;
  std::vector<QueuedWrite> writes_;  // at most a hundred: taking the first off is cheap enough
  std::vector<std::string> keys_;    // of all that was ever in writes_
  bool under_way_ = false;
  bool kept_ = false;  // the storage holds an outbox
  std::int64_t due_ms_ = 0;
  std::int64_t not_before_ms_ = 0;
};

// The pause before the next attempt: doubled with each failure, half of it at random so that clients which
// lost the server together do not return together. `random` is any number.
std::int64_t backoff_ms(int failures, std::uint32_t random);

}  // namespace parvis
