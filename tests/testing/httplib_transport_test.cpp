// The native transport against a server that misbehaves as told.
#include "parvis/httplib_transport.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <optional>
#include <string>
#include <thread>

#include "parvis/testing.hpp"

using namespace parvis;
using parvis::testing::Fault;
using parvis::testing::StubFixture;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::int64_t kMinute = 60'000;

struct Caller : StubFixture {
  Result<HttpResponse> call(const std::string& address, HttplibOptions options = {}) {
    HttplibTransport transport(std::move(options));
    std::optional<Result<HttpResponse>> got;
    transport.send({"GET", address, {}},
                   [&](Result<HttpResponse> result) { got.emplace(std::move(result)); });
    const auto deadline = Clock::now() + std::chrono::seconds(10);
    while (!got && Clock::now() < deadline) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      transport.poll();
    }
    return got ? std::move(*got)
               : Result<HttpResponse>(Error{ErrorCode::kInternal, "the test waited in vain", 0});
  }
  std::string address(const std::string& path = "/v1/read") const {
    return url() + path + "?e=like;p=mug&site=" + site();
  }
  bool arrived(std::size_t count) {
    const auto deadline = Clock::now() + std::chrono::seconds(10);
    while (requests().size() < count && Clock::now() < deadline)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return requests().size() == count;
  }
};

}  // namespace

TEST_CASE_FIXTURE(Caller, "Retry-After in seconds is told in milliseconds; anything else is not told") {
  const std::pair<const char*, int> cases[] = {{"7", 7000}, {"soon", 0}, {"-5", 0}};
  for (const auto& [value, expected] : cases) {
    fault({.times = 1, .status = 503, .headers = {{"Retry-After", value}}});
    const auto answer = call(address());
    CHECK(answer.ok());
    if (answer.ok()) CHECK(answer.value().retry_after_ms == expected);
  }
}

TEST_CASE_FIXTURE(Caller, "redirects are not followed") {
  fault({.status = 302, .headers = {{"Location", "http://127.0.0.1:1/"}}});
  const auto answer = call(address());
  CHECK(answer.ok());
  if (answer.ok()) CHECK(answer.value().status == 302);
}

TEST_CASE_FIXTURE(Caller,
                  "a server that hangs up, or is not there, or an address that is none, is a network error") {
  fault({.drop = Fault::Drop::kBefore});
  for (const std::string& one : {address(), std::string("http://127.0.0.1:1/"), std::string("nonsense"),
                                 std::string("ftp://127.0.0.1/"), std::string("http://")}) {
    CAPTURE(one);
    const auto answer = call(one);
    CHECK_FALSE(answer.ok());
    if (!answer.ok()) CHECK(answer.error().code == ErrorCode::kNetwork);
  }
}

TEST_CASE_FIXTURE(Caller, "half an answer is a network error, not a short answer") {
  fault({.truncate = 10});
  const auto answer = call(address());
  CHECK_FALSE(answer.ok());
  if (!answer.ok()) CHECK(answer.error().code == ErrorCode::kNetwork);
}

TEST_CASE_FIXTURE(Caller, "an answer that drips in arrives whole") {
  fault({.drip_bytes = 40, .drip_ms = 2});
  const auto answer = call(address());
  CHECK(answer.ok());
  if (answer.ok()) CHECK(answer.value().body.ends_with("\"count\":1284}]}"));
}

TEST_CASE_FIXTURE(Caller, "a silent server is a timeout") {
  fault({.delay_ms = kMinute});
  const auto answer = call(address(), {1000, 200, 1, {}});
  CHECK_FALSE(answer.ok());
  if (!answer.ok()) CHECK(answer.error().code == ErrorCode::kTimeout);
}

TEST_CASE_FIXTURE(
    Caller, "destroying the transport cuts off a waiting request at once, and its answer is not delivered") {
  fault({.delay_ms = kMinute});
  bool called = false;
  std::optional<HttplibTransport> transport(std::in_place);
  for (int i = 0; i < 6; ++i)
    transport->send({"GET", address(), {}}, [&](Result<HttpResponse>) { called = true; });
  CHECK(arrived(4));  // the others wait for a connection
  const auto begun = Clock::now();
  transport.reset();
  CHECK(Clock::now() - begun < std::chrono::seconds(5));
  CHECK_FALSE(called);
}

TEST_CASE_FIXTURE(Caller, "answers wait for poll, and requests run beside each other") {
  fault({.route = "/v1/paint", .delay_ms = kMinute});
  HttplibTransport transport;
  int answers = 0;
  transport.send({"GET", address("/v1/paint"), {}}, [&](Result<HttpResponse>) { ++answers; });
  CHECK(arrived(1));
  transport.send({"GET", address(), {}}, [&](Result<HttpResponse>) { ++answers; });
  CHECK(arrived(2));
  CHECK(answers == 0);
  const auto deadline = Clock::now() + std::chrono::seconds(10);
  while (answers == 0 && Clock::now() < deadline) transport.poll();
  CHECK(answers == 1);
}
