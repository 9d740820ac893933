// Faults by rule: which requests they hit, how often, and what then goes wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/request.hpp"
#include "base/json.hpp"

namespace parvis::server {

struct Fault {
  enum class Drop : std::uint8_t { kNo, kBefore, kAfter };  // the write took effect
  static constexpr std::int64_t kAll = -1;

  std::int64_t delay_ms = 0;
  std::int64_t jitter_ms = 0;  // up to this much more
  Drop drop = Drop::kNo;
  int status = 0;  // of an answer in place of the server's, which never sees the request; 0: none
  std::string body;
  std::string content_type;
  std::vector<std::pair<std::string, std::string>> headers;
  std::int64_t truncate = kAll;  // bytes of the body that still go out
  bool garbage = false;          // bytes that mean nothing in place of the body
  std::int64_t drip_bytes = 0;   // so many at a time,
  std::int64_t drip_ms = 0;      // this far apart; 0: all at once
};

struct FaultRule {
  std::int64_t id = 0;
  std::string site;    // empty: any
  std::string method;  // empty: any
  std::string path = "*";
  std::string body_part;   // the body holds this; empty: any body
  std::int64_t skip = 0;   // matches let through at first
  std::int64_t every = 1;  // then each so-many-th
  std::int64_t times = 0;  // faults in all; 0: no end
  std::int64_t chance = 100;
  Fault fault;
  std::int64_t matched = 0, hit = 0;
};

// From the body of POST /stub/faults; an unknown member is an error, for a misspelt fault is no fault.
Result<FaultRule> read_fault_rule(JsonValue rule);

// A rule with '*' at its end matches every path that begins so.
bool matches(const FaultRule& rule, const ApiRequest& request, const std::string& site);

// Counts a matching request; true when it is to fail. `dice` is 0 to 99; `taken`: another rule hits it.
bool falls_due(FaultRule& rule, std::int64_t dice, bool taken);

}  // namespace parvis::server
