#include "http/connection.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>
#include <variant>

#include "http/address.hpp"

namespace parvis::server {
namespace {

constexpr int kFairShare = 16;  // pipelined requests in one go
constexpr std::size_t kReadSize = 16 * 1024;

SteadyTime now() { return std::chrono::steady_clock::now(); }

}  // namespace

Connection::Connection(int fd, Exchange& exchange, const ConnectionLimits& limits)
    : fd_(fd), exchange_(exchange), limits_(limits), peer_(peer_address(fd)), deadline_(now() + limits.idle) {
  ::fcntl(fd_, F_SETFL, ::fcntl(fd_, F_GETFL) | O_NONBLOCK);
  ::fcntl(fd_, F_SETFD, FD_CLOEXEC);
  // Without this Nagle's algorithm and delayed ACKs make every second small answer wait 40 ms.
  const int on = 1;
  ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Connection::~Connection() {
  if (fd_ >= 0) ::close(fd_);
}

int Connection::release() { return std::exchange(fd_, -1); }

Connection::Next Connection::advance(Effort effort) {
  drained_ = false;
  for (int served = 0;;) {
    if (lingering_) return linger();
    if (!flush()) return broken_ ? Next::kClosed : Next::kWritable;
    if (stream_) return Next::kStream;
    if (closing_) return linger();
    if (served == kFairShare) return Next::kAgain;
    switch (take_request()) {
      case Taken::kRequest:
        if (!answer(effort)) return Next::kWork;
        if (broken_) return Next::kClosed;
        ++served;
        continue;
      case Taken::kRefused:
        continue;
      case Taken::kIncomplete:
        break;
    }
    if (!out_.empty()) continue;  // "100 Continue" goes out before we wait for the body
    const Received received = receive();
    if (received == Received::kNothing) return Next::kReadable;
    if (received == Received::kEnd) return Next::kClosed;
  }
}

Connection::Next Connection::expire() {
  const bool half_sent = out_.empty() && !lingering_ && (head_ || !in_.empty());
  if (!half_sent) return Next::kClosed;
  refuse({408, ErrorCode::kMalformed, "The request took too long to arrive."});
  return advance(Effort::kQuick);
}

Connection::Taken Connection::take_request() {
  if (!head_) {
    const Taken taken = take_head();
    if (taken != Taken::kRequest) return taken;
  }
  if (whole_) return Taken::kRequest;
  switch (body_.feed(in_)) {
    case BodyReader::Progress::kComplete:
      whole_ = true;
      return Taken::kRequest;
    case BodyReader::Progress::kRefused:
      return refuse(body_.refusal());
    case BodyReader::Progress::kMore:
      break;
  }
  if (head_->expects_continue) {
    head_->expects_continue = false;
    out_ += "HTTP/1.1 100 Continue\r\n\r\n";
  }
  return Taken::kIncomplete;
}

Connection::Taken Connection::take_head() {
  // An empty line before a request is a leftover of old clients (RFC 9112 2.2).
  const auto start = in_.find_first_not_of("\r\n");
  if (start != 0) {
    in_.erase(0, std::min(start, in_.size()));
    scanned_ = 0;
  }
  const auto end = find_head_end(in_, scanned_);
  if (std::min(end, in_.size()) > limits_.head.max_head) {
    const bool line_alone = in_.find('\n') > limits_.head.max_head;
    return refuse({line_alone ? 414 : 431, ErrorCode::kTooLong, "The request's head is too large."});
  }
  // TLS on the plain port, or worse: no need to wait for an end that will not come.
  if (!in_.empty() && !is_token(in_.substr(0, 1)))
    return refuse({400, ErrorCode::kMalformed, "This is not HTTP."});
  if (end == std::string::npos) {
    scanned_ = in_.size() < 3 ? 0 : in_.size() - 3;
    return Taken::kIncomplete;
  }
  auto checked = check_head(std::string_view(in_).substr(0, end), limits_.head);
  if (auto* refusal = std::get_if<Refusal>(&checked)) return refuse(*refusal);
  head_ = std::move(std::get<RequestHead>(checked));
  body_ = BodyReader(*head_, limits_.max_body);
  in_.erase(0, end);
  scanned_ = 0;
  deadline_ = now() + limits_.body;
  return Taken::kRequest;
}

Connection::Taken Connection::refuse(const Refusal& refusal) {
  out_ += exchange_.refuse(refusal);
  closing_ = true;  // where the next request would begin is anyone's guess
  deadline_ = now() + limits_.write;
  return Taken::kRefused;
}

Connection::Received Connection::receive() {
  if (drained_) return Received::kNothing;
  std::array<char, kReadSize> bytes;
  for (;;) {
    const auto count = ::recv(fd_, bytes.data(), bytes.size(), 0);
    if (count > 0) {
      drained_ = static_cast<std::size_t>(count) < bytes.size();
      if (in_.empty() && !head_ && !lingering_) deadline_ = now() + limits_.header;
      in_.append(bytes.data(), static_cast<std::size_t>(count));
      return Received::kBytes;
    }
    if (count == 0) return Received::kEnd;
    if (errno == EINTR) continue;
    return errno == EAGAIN || errno == EWOULDBLOCK ? Received::kNothing : Received::kEnd;
  }
}

// False: it takes more effort than this.
bool Connection::answer(Effort effort) {
  Outgoing outgoing;
  if (!exchange_.answer_quickly(*head_, outgoing)) {
    if (effort == Effort::kQuick) return false;
    outgoing = exchange_.answer(*head_, body_.take(), peer_);
  }
  if (outgoing.deliver) {
    outgoing.deliver(fd_, outgoing.bytes);
    broken_ = true;
    return true;
  }
  out_.append(outgoing.bytes);
  body_out_ = std::move(outgoing.body);
  closing_ = !outgoing.keep_alive;
  stream_ = std::move(outgoing.stream);
  head_.reset();
  whole_ = false;
  deadline_ = now() + limits_.write;
  return true;
}

bool Connection::flush() {
  for (;;) {
    const std::size_t body_size = body_out_ ? body_out_->size() : 0;
    if (sent_ == out_.size() + body_size) break;
    std::array<iovec, 2> parts{};
    std::size_t count = 0;
    if (sent_ < out_.size()) parts[count++] = {out_.data() + sent_, out_.size() - sent_};
    const std::size_t of_body = sent_ - std::min(sent_, out_.size());
    if (of_body < body_size)
      parts[count++] = {const_cast<char*>(body_out_->data()) + of_body, body_size - of_body};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = count;
    const auto taken = ::sendmsg(fd_, &message, MSG_NOSIGNAL);
    if (taken < 0 && errno == EINTR) continue;
    if (taken < 0) {
      broken_ = errno != EAGAIN && errno != EWOULDBLOCK;
      return false;
    }
    sent_ += static_cast<std::size_t>(taken);
    deadline_ = now() + limits_.write;
  }
  if (sent_ > 0) rest_after_answer();
  return true;
}

void Connection::rest_after_answer() {
  out_.clear();
  body_out_.reset();
  if (out_.capacity() > kReadSize) out_.shrink_to_fit();  // thousands may idle with their largest answer
  sent_ = 0;
  // A head that is already (partly) here must hurry; otherwise the client may take its time.
  if (!head_) deadline_ = now() + (in_.empty() ? limits_.idle : limits_.header);
}

// Closing a socket with unread bytes in it makes the kernel send a reset, and the client loses our last
// answer. So: say that we are done, and read on until the client is, too.
Connection::Next Connection::linger() {
  if (!lingering_) {
    lingering_ = true;
    ::shutdown(fd_, SHUT_WR);
    deadline_ = now() + limits_.linger;
  }
  for (int reads = 0; reads < kFairShare; ++reads) {
    in_.clear();
    const Received received = receive();
    if (received == Received::kNothing) return Next::kReadable;
    if (received == Received::kEnd) return Next::kClosed;
  }
  return now() < deadline_ ? Next::kAgain : Next::kClosed;
}

}  // namespace parvis::server
