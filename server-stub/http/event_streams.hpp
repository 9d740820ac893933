// Every event stream, on one thread: each is a socket and a list of pages, so a thousand watchers who wait
// cost some memory and a heartbeat now and then.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <variant>
#include <vector>

#include "http/header_check.hpp"
#include "http/ready_sockets.hpp"
#include "rules/events.hpp"

namespace parvis::server {

struct StreamLimits {
  std::size_t total = 4'096;
  std::size_t per_network = 256;  // IPv4 /24, IPv6 /48
  std::chrono::milliseconds heartbeat{20'000};
  std::chrono::milliseconds batch{50};   // events of such a time go out together
  std::size_t max_waiting = 256 * 1024;  // bytes that a slow reader may leave; then the stream ends
  int send_buffer = 64 * 1024;           // of the kernel, per stream; 0: its default
};

class EventStreams {
 public:
  // A place among the streams, given back when this is destroyed.
  class Seat;
  // What a connection hands over together with its socket.
  struct Ticket {
    std::shared_ptr<Seat> seat;
    std::shared_ptr<const EventQuestion> question;
    bool chunked = true;  // HTTP/1.0 has no chunks: there the end of the connection ends the stream
  };

  // `hub` must outlive the streams.
  EventStreams(EventHub& hub, StreamLimits limits);
  ~EventStreams();
  EventStreams(const EventStreams&) = delete;
  EventStreams& operator=(const EventStreams&) = delete;

  // Any thread. 429 when this client's network has its share, 503 when there are no more for anybody.
  std::variant<std::shared_ptr<Seat>, Refusal> admit(const std::string& client_address);
  // Owns `fd`, to which the answer's head was sent, from here on. Any thread.
  void adopt(int fd, Ticket ticket);
  // Ends all streams as their protocol has it, and refuses new ones. Any thread, any number of times.
  void stop();

  std::size_t size() const { return open_.load(); }
  std::uint64_t dropped() const { return dropped_.load(); }  // for reading too slowly

 private:
  struct Stream;
  using Clock = std::chrono::steady_clock;

  void run();
  int wait_time(Clock::time_point now) const;
  void take_newcomers();
  void welcome(std::unique_ptr<Stream> stream);
  void tell_news();
  void beat(Clock::time_point now);
  void advance(Stream& stream, std::uint32_t ready);
  void tell(Stream& stream, std::string_view text);
  static bool flush(Stream& stream);
  static void say_goodbye(Stream& stream);
  void watch(Stream& stream, bool writable);
  void end(int fd);
  void end_all();

  EventHub& hub_;
  const StreamLimits limits_;
  ReadySockets sockets_;
  std::atomic<bool> woken_{false};
  std::atomic<std::size_t> open_{0};
  std::atomic<std::uint64_t> dropped_{0};

  mutable std::mutex mutex_;  // guards the next three
  bool stopping_ = false;
  std::vector<std::unique_ptr<Stream>> newcomers_;
  std::map<std::string, std::size_t> seats_;  // by network
  std::size_t seated_ = 0;

  // Of the thread alone.
  std::unordered_map<int, std::unique_ptr<Stream>> streams_;
  std::unordered_map<std::string, std::vector<Stream*>> watchers_;  // by site and page
  std::uint64_t told_ = 0;                                          // events up to this one went out
  Clock::time_point next_news_{};
  Clock::time_point next_beat_{};
  std::uint64_t beats_ = 0;
  std::thread thread_;
};

}  // namespace parvis::server
