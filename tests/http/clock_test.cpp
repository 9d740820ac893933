// The machine's wall clock jumps while connections and streams are open: what waits goes by the steady clock.
#include <doctest/doctest.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <chrono>

#include "http_fixture.hpp"
#include "rules/events.hpp"

using namespace parvis::server;
using namespace parvis::test;
using namespace std::chrono_literals;

namespace {

std::atomic<time_t> jump{0};  // seconds by which the wall clock is off

}  // namespace

// Takes the C library's place for this whole program, so that std::chrono::system_clock jumps.
extern "C" int clock_gettime(clockid_t clock, struct timespec* time) noexcept {
  const long outcome = ::syscall(SYS_clock_gettime, clock, time);
  if (clock == CLOCK_REALTIME) time->tv_sec += jump;
  return static_cast<int>(outcome);
}

namespace {

constexpr time_t kYear = 365 * 24 * 3'600;

struct ClockSetRightAgain {
  ~ClockSetRightAgain() { jump = 0; }
};

ApiResponse plain_or_stream(const ApiRequest& request) {
  ApiResponse response;
  response.body = "well";
  if (request.path != "/stream") return response;
  auto question = std::make_shared<EventQuestion>();
  question->site = 1;
  response.events = std::move(question);
  return response;
}

}  // namespace

TEST_CASE("deadlines, heartbeats and events go on when the clock jumps, and the server still ends") {
  for (const time_t by : {-kYear, kYear}) {
    CAPTURE(by);
    const ClockSetRightAgain afterwards;
    EventHub hub{"e"};
    HttpOptions options = RunningServer::quick();
    options.events = &hub;
    options.streams.heartbeat = 200ms;
    options.streams.batch = 5ms;
    RunningServer running(options, plain_or_stream);
    RawClient idle(running.port()), slow(running.port()), reader(running.port());
    CHECK(idle.exchange(get("/")).status == 200);
    CHECK(reader.exchange(get("/stream")).status == 200);
    CHECK(reader.receive_until("id: e.0"));
    slow.send("GET / HTTP/1.1\r\nHos");
    CHECK(running.parks(2));
    const auto before = std::chrono::system_clock::now();
    jump = by;
    CHECK(std::chrono::abs(std::chrono::system_clock::now() - before) > 24h);
    CHECK(slow.receive().status == 408);
    CHECK(slow.closed());
    CHECK(idle.exchange(get("/")).status == 200);
    hub.publish(1, {"", "like", "{\"count\":1}", ""});
    CHECK(reader.receive_until("\"count\":1"));
    hub.publish(1, {"elsewhere", "like", "{\"count\":2}", ""});
    CHECK(reader.receive_until(":\nid: e.2"));
  }
}
