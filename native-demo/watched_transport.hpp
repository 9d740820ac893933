// Stands between the client and its real transport: keeps what went by, and makes go wrong what a developer
// wants to see going wrong.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "parvis/host.hpp"

namespace parvis::demo {

struct SeenRequest {
  std::int64_t number = 0;
  std::int64_t sent_ms = 0;
  std::int64_t took_ms = -1;  // -1: no answer yet
  HttpRequest request;
  int status = 0;  // 0: none arrived
  std::string answer;
};

class WatchedTransport final : public Transport {
 public:
  // `inner` must outlive this object.
  WatchedTransport(Transport& inner, std::function<std::int64_t()> clock);
  ~WatchedTransport() override;

  void send(HttpRequest request, Done done) override;
  void poll() override;

  // The latest at the end.
  const std::deque<SeenRequest>& seen() const { return seen_; }
  void forget() { seen_.clear(); }
  int under_way() const { return under_way_; }
  std::int64_t changes() const { return changes_; }  // grows with every request and answer
  // When something that waits is to be delivered.
  std::int64_t next_due() const;

  bool offline = false;
  int fail_next = 0;  // so many requests are answered 503 and never sent
  int lose_next = 0;  // so many take effect, but their answers are lost
  std::int64_t delay_ms = 0;

 private:
  struct Held {
    std::int64_t due_ms;
    Result<HttpResponse> result;
    Done done;
  };

  void arrived(std::int64_t number, bool lost, Result<HttpResponse> result, Done done);
  void deliver(std::int64_t number, const Result<HttpResponse>& result);

  Transport& inner_;
  std::function<std::int64_t()> clock_;
  std::deque<SeenRequest> seen_;
  std::vector<Held> held_;
  int under_way_ = 0;
  std::int64_t changes_ = 0;
  std::int64_t last_number_ = 0;
  // Answers that arrive after this object is gone find this expired.
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace parvis::demo
