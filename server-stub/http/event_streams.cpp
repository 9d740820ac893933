#include "http/event_streams.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <unordered_set>

#include "rules/rate_limit.hpp"

namespace parvis::server {
namespace {

constexpr std::uint64_t kBeatParts = 20;  // heartbeats are spread over so many moments
constexpr unsigned kDeadPeerMs = 60'000;  // a peer that acknowledges nothing for so long is gone
constexpr std::size_t kMostRead = 16;     // times 1 KB of what a client has no business to send

std::string watch_key(RowId site, std::string_view page) {
  return std::to_string(site).append(" ").append(page);
}

void append_chunk(std::string& out, std::string_view text) {
  std::array<char, 16> size{};
  const auto end = std::to_chars(size.data(), size.data() + size.size(), text.size(), 16).ptr;
  out.append(size.data(), end).append("\r\n").append(text).append("\r\n");
}

}  // namespace

class EventStreams::Seat {
 public:
  Seat(EventStreams& streams, std::string network) : streams_(streams), network_(std::move(network)) {}
  ~Seat() {
    const std::lock_guard lock(streams_.mutex_);
    --streams_.seated_;
    const auto found = streams_.seats_.find(network_);
    if (--found->second == 0) streams_.seats_.erase(found);
  }
  Seat(const Seat&) = delete;
  Seat& operator=(const Seat&) = delete;

 private:
  EventStreams& streams_;
  const std::string network_;
};

struct EventStreams::Stream {
  Stream(int socket, Ticket with) : fd(socket), ticket(std::move(with)) {}
  ~Stream() { ::close(fd); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  const int fd;
  Ticket ticket;
  std::vector<std::string> watched;  // keys in watchers_
  std::string news;                  // gathered for this stream, to go out at once
  std::string waiting;               // what its socket did not take yet
};

EventStreams::EventStreams(EventHub& hub, StreamLimits limits) : hub_(hub), limits_(limits) {
  thread_ = std::thread([this] { run(); });
}

EventStreams::~EventStreams() { stop(); }

void EventStreams::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  sockets_.wake();
  if (thread_.joinable()) thread_.join();
}

std::variant<std::shared_ptr<EventStreams::Seat>, Refusal> EventStreams::admit(const std::string& client) {
  std::string network = network_of(client);
  const std::lock_guard lock(mutex_);
  if (stopping_ || seated_ >= limits_.total)
    return Refusal{503, ErrorCode::kUnavailable, "There is no room for another event stream."};
  std::size_t& here = seats_[network];
  if (here >= limits_.per_network)
    return Refusal{429, ErrorCode::kRateLimited, "Too many event streams are open from this network."};
  ++here;
  ++seated_;
  return std::make_shared<Seat>(*this, std::move(network));
}

void EventStreams::adopt(int fd, Ticket ticket) {
  auto stream = std::make_unique<Stream>(fd, std::move(ticket));
  std::unique_lock lock(mutex_);
  if (!stopping_) {
    newcomers_.push_back(std::move(stream));
    sockets_.wake();
    return;
  }
  lock.unlock();  // for the seat's sake, which is given back under it
  say_goodbye(*stream);
}

void EventStreams::run() {
  for (;;) {
    sockets_.wait(wait_time(Clock::now()), [this](int fd, std::uint32_t ready) {
      if (const auto found = streams_.find(fd); found != streams_.end()) advance(*found->second, ready);
    });
    const auto now = Clock::now();
    if (now >= next_news_) tell_news();
    take_newcomers();
    beat(now);
    const std::lock_guard lock(mutex_);
    if (stopping_) break;
  }
  end_all();
}

int EventStreams::wait_time(Clock::time_point now) const {
  if (streams_.empty()) return -1;
  auto until = next_beat_;
  // After news there is a pause, in which nobody wakes this thread for more.
  if (woken_ && next_news_ < until) until = next_news_;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - now).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

void EventStreams::tell_news() {
  woken_ = false;
  if (streams_.empty() || hub_.newest() == told_) return;
  const auto events = hub_.since(told_);
  std::vector<Stream*> touched;
  const auto add = [&touched](Stream& stream, std::string_view text) {
    if (stream.news.empty()) touched.push_back(&stream);
    stream.news += text;
  };
  if (!events) {
    told_ = hub_.newest();
    for (const auto& [fd, stream] : streams_) add(*stream, event_reset(hub_.id_of(told_)));
  } else {
    std::unordered_set<std::string_view> told;
    std::vector<const Event*> telling;
    for (auto event = events->rbegin(); event != events->rend(); ++event)
      if ((*event)->subject.empty() || told.insert((*event)->subject).second) telling.push_back(event->get());
    for (auto event = telling.rbegin(); event != telling.rend(); ++event) {
      const auto watchers = watchers_.find(watch_key((*event)->site, (*event)->page));
      if (watchers == watchers_.end()) continue;
      for (Stream* stream : watchers->second) add(*stream, (*event)->text);
    }
    told_ = events->back()->sequence;
  }
  for (Stream* stream : touched) tell(*stream, std::exchange(stream->news, {}));
  woken_ = true;  // until next_news_ nobody needs to call
  next_news_ = Clock::now() + limits_.batch;
}

void EventStreams::take_newcomers() {
  std::vector<std::unique_ptr<Stream>> newcomers;
  {
    const std::lock_guard lock(mutex_);
    newcomers.swap(newcomers_);
  }
  if (newcomers.empty()) return;
  if (streams_.empty()) {
    told_ = hub_.newest();
    next_beat_ = Clock::now() + limits_.heartbeat / kBeatParts;
    hub_.listen([this] {
      if (!woken_.exchange(true)) sockets_.wake();
    });
  }
  for (auto& newcomer : newcomers) welcome(std::move(newcomer));
}

void EventStreams::welcome(std::unique_ptr<Stream> stream) {
  const int fd = stream->fd;
  if (limits_.send_buffer > 0)
    ::setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &limits_.send_buffer, sizeof limits_.send_buffer);
  ::setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &kDeadPeerMs, sizeof kDeadPeerMs);
  if (!sockets_.add(fd, EPOLLIN | EPOLLRDHUP)) return;
  const EventQuestion& question = *stream->ticket.question;
  stream->watched.push_back(watch_key(question.site, {}));
  for (const std::string& page : question.pages) stream->watched.push_back(watch_key(question.site, page));
  std::sort(stream->watched.begin(), stream->watched.end());
  stream->watched.erase(std::unique(stream->watched.begin(), stream->watched.end()), stream->watched.end());
  for (const std::string& key : stream->watched) watchers_[key].push_back(stream.get());
  std::string first = catch_up(hub_, question, told_);
  if (first.size() > limits_.max_waiting / 2) first = event_reset(hub_.id_of(told_));
  Stream& adopted = *stream;
  streams_[fd] = std::move(stream);
  ++open_;
  tell(adopted, first);
}

void EventStreams::beat(Clock::time_point now) {
  if (streams_.empty() || now < next_beat_) return;
  next_beat_ = now + limits_.heartbeat / kBeatParts;
  ++beats_;
  // The id goes along so that a watcher of a quiet page does not fall out of the buffer.
  const std::string text = ":\n" + event_position(hub_.id_of(told_));
  std::vector<Stream*> due;
  for (const auto& [fd, stream] : streams_)
    if (static_cast<std::uint64_t>(fd) % kBeatParts == beats_ % kBeatParts) due.push_back(stream.get());
  for (Stream* stream : due) tell(*stream, text);
}

void EventStreams::advance(Stream& stream, std::uint32_t ready) {
  if ((ready & (EPOLLHUP | EPOLLERR | EPOLLRDHUP)) != 0) return end(stream.fd);
  if ((ready & EPOLLIN) != 0) {
    std::array<char, 1024> ignored;
    for (std::size_t reads = 0; reads < kMostRead; ++reads) {
      const auto count = ::recv(stream.fd, ignored.data(), ignored.size(), 0);
      if (count > 0) continue;
      if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) break;
      return end(stream.fd);
    }
  }
  if ((ready & EPOLLOUT) == 0) return;
  if (!flush(stream)) return end(stream.fd);
  if (stream.waiting.empty()) watch(stream, false);
}

void EventStreams::tell(Stream& stream, std::string_view text) {
  const bool waited = !stream.waiting.empty();
  if (stream.ticket.chunked)
    append_chunk(stream.waiting, text);
  else
    stream.waiting += text;
  if (waited) {
    if (stream.waiting.size() <= limits_.max_waiting) return;
    ++dropped_;
    return end(stream.fd);
  }
  if (!flush(stream)) return end(stream.fd);
  if (!stream.waiting.empty()) watch(stream, true);
}

// False: the connection is gone.
bool EventStreams::flush(Stream& stream) {
  std::size_t sent = 0;
  bool alive = true;
  while (sent < stream.waiting.size()) {
    const auto count = ::send(stream.fd, stream.waiting.data() + sent, stream.waiting.size() - sent,
                              MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      alive = errno == EAGAIN || errno == EWOULDBLOCK;
      break;
    }
    sent += static_cast<std::size_t>(count);
  }
  if (sent == stream.waiting.size())
    std::string().swap(stream.waiting);  // thousands may idle
  else
    stream.waiting.erase(0, sent);
  return alive;
}

void EventStreams::watch(Stream& stream, bool writable) {
  sockets_.change(stream.fd, EPOLLIN | EPOLLRDHUP | (writable ? EPOLLOUT : 0u));
}

void EventStreams::end(int fd) {
  const auto found = streams_.find(fd);
  for (const std::string& key : found->second->watched) {
    const auto watchers = watchers_.find(key);
    std::erase(watchers->second, found->second.get());
    if (watchers->second.empty()) watchers_.erase(watchers);
  }
  streams_.erase(found);
  --open_;
  if (streams_.empty()) hub_.listen({});
}

void EventStreams::say_goodbye(Stream& stream) {
  if (stream.ticket.chunked) stream.waiting += "0\r\n\r\n";
  flush(stream);
  ::shutdown(stream.fd, SHUT_WR);
}

void EventStreams::end_all() {
  take_newcomers();
  hub_.listen({});
  watchers_.clear();
  for (const auto& [fd, stream] : streams_) say_goodbye(*stream);
  open_ -= streams_.size();
  streams_.clear();
}

}  // namespace parvis::server
