// One client connection as a state machine that never waits: a worker advances it as far as its bytes
// reach, then it is parked until the socket can be read or written again. So idle browsers, slow senders
// and slow readers cost memory, but no thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/body_reader.hpp"
#include "http/event_streams.hpp"
#include "http/header_check.hpp"

namespace parvis::server {

using SteadyTime = std::chrono::steady_clock::time_point;

struct ConnectionLimits {
  HeadLimits head;
  std::size_t max_body = 256 * 1024;
  std::chrono::milliseconds idle{75'000};    // between requests
  std::chrono::milliseconds header{10'000};  // from the first byte of a head to its last
  std::chrono::milliseconds body{30'000};    // from the head to the last byte of the body
  std::chrono::milliseconds write{30'000};   // without any progress
  std::chrono::milliseconds linger{2'000};   // for the client to read our last answer and close
};

// An answer on its way to the client.
struct Outgoing {
  std::string bytes;
  std::shared_ptr<const std::string> body = {};  // goes after `bytes`, where it is not part of them
  bool keep_alive = true;
  // Set: after these bytes the socket belongs to an event stream.
  std::optional<EventStreams::Ticket> stream = {};
  std::function<void(int, std::string_view)> deliver = {};  // see ApiResponse::deliver; mostly empty
};

// What the connection asks of the layer above. Called on worker threads, for many connections at once.
class Exchange {
 public:
  virtual ~Exchange() = default;
  // What can be said at once, without waiting for anything. False: that takes answer().
  virtual bool answer_quickly(const RequestHead& head, Outgoing& outgoing) = 0;
  virtual Outgoing answer(const RequestHead& head, std::string body, const std::string& peer) = 0;
  virtual std::string refuse(const Refusal& refusal) = 0;
};

class Connection {
 public:
  enum class Next {
    kReadable,  // park until there is something to read
    kWritable,  // park until the client takes more
    kAgain,     // had its fair share; let others go first
    kWork,      // its request takes a thread that may wait
    kStream,    // take the ticket and the socket
    kClosed,    // destroy
  };

  // Owns `fd` from here on.
  Connection(int fd, Exchange& exchange, const ConnectionLimits& limits);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  enum class Effort { kQuick, kAll };  // kQuick never waits
  Next advance(Effort effort);
  // The deadline passed while it was parked: a half-sent request gets a 408, anything else just ends.
  Next expire();

  // After kStream: the socket, which is then no more this connection's.
  int release();
  EventStreams::Ticket take_ticket() { return std::move(*stream_); }

  int fd() const { return fd_; }
  SteadyTime deadline() const { return deadline_; }
  // Between two requests: closing it now loses nothing.
  bool idle() const { return out_.empty() && in_.empty() && !head_ && !lingering_; }
  bool lingering() const { return lingering_; }

 private:
  enum class Taken { kRequest, kRefused, kIncomplete };
  enum class Received { kBytes, kNothing, kEnd };

  Taken take_request();
  Taken take_head();
  Taken refuse(const Refusal& refusal);
  Received receive();
  bool answer(Effort effort);
  bool flush();
  void rest_after_answer();
  Next linger();

  int fd_;
  Exchange& exchange_;
  const ConnectionLimits& limits_;
  std::string peer_;
  std::string in_;   // received, not yet understood; keeps pipelined requests
  std::string out_;  // to be sent, and the body after it, from sent_ on
  std::shared_ptr<const std::string> body_out_;
  std::size_t sent_ = 0;
  std::size_t scanned_ = 0;  // in_ up to here holds no end of a head
  std::optional<RequestHead> head_;
  std::optional<EventStreams::Ticket> stream_;
  bool drained_ = false;  // the socket held no more when it was read last
  bool whole_ = false;    // the body of head_ is all here
  BodyReader body_;
  SteadyTime deadline_;
  bool closing_ = false;  // after out_ is sent
  bool lingering_ = false;
  bool broken_ = false;
};

}  // namespace parvis::server
