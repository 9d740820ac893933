#include "stub/fault.hpp"

#include "rules/refusal.hpp"

namespace parvis::server {

namespace {

constexpr std::int64_t kLongest = 600'000;  // ms; a test that waits longer hangs

Error wrong(std::string_view member, const std::string& why) { return invalid(member, why); }

struct Reader {
  FaultRule& rule;
  std::optional<Error> error = {};

  void number(JsonValue value, std::int64_t& into, std::int64_t most, std::int64_t least = 0) {
    if (!value.is_integer() || value.integer() < least || value.integer() > most)
      error = wrong(value.key(),
                    "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    else
      into = value.integer();
  }
  void text(JsonValue value, std::string& into) {
    if (value.is_string())
      into = value.text();
    else
      error = wrong(value.key(), "must be text");
  }
  void route(JsonValue value) {
    std::string both;
    text(value, both);
    const auto space = both.find(' ');
    if (space != std::string::npos) rule.method = both.substr(0, space);
    rule.path = space == std::string::npos ? both : both.substr(space + 1);
    if (!rule.path.starts_with('/') && rule.path != "*")
      error = wrong("route", "write it as \"POST /v1/like\", \"/v1/*\" or \"*\"");
  }
  void drop(JsonValue value) {
    if (value.text() == "before")
      rule.fault.drop = Fault::Drop::kBefore;
    else if (value.text() == "after")
      rule.fault.drop = Fault::Drop::kAfter;
    else
      error = wrong("drop", "must be \"before\" or \"after\" the write took effect");
  }
  void headers(JsonValue value) {
    if (!value.is_object()) error = wrong("headers", "must be an object");
    for (JsonValue one = value.first(); one; one = one.next())
      rule.fault.headers.emplace_back(
          one.key(), one.is_integer() ? std::to_string(one.integer()) : std::string(one.text()));
  }
  void retry_after(JsonValue value) {
    std::int64_t seconds = 0;
    number(value, seconds, kLongest / 1000);
    rule.fault.headers.emplace_back("Retry-After", std::to_string(seconds));
  }
  void drip(JsonValue value) {
    if (!value.is_object()) error = wrong("drip", "must be {\"bytes\":…,\"every_ms\":…}");
    rule.fault.drip_bytes = value["bytes"].integer(1);
    rule.fault.drip_ms = value["every_ms"].integer(20);
    if (rule.fault.drip_bytes < 1 || rule.fault.drip_ms < 1 || rule.fault.drip_ms > kLongest)
      error = wrong("drip", "must be {\"bytes\":…,\"every_ms\":…}");
  }
  void member(JsonValue value);
};

void Reader::member(JsonValue value) {
  const std::string_view name = value.key();
  Fault& fault = rule.fault;
  std::int64_t status = 0;
  if (name == "route") return route(value);
  if (name == "site") return text(value, rule.site);
  if (name == "body_part") return text(value, rule.body_part);
  if (name == "skip") return number(value, rule.skip, INT64_MAX);
  if (name == "every") return number(value, rule.every, INT64_MAX, 1);
  if (name == "times") return number(value, rule.times, INT64_MAX);
  if (name == "chance") return number(value, rule.chance, 100);
  if (name == "delay_ms") return number(value, fault.delay_ms, kLongest);
  if (name == "jitter_ms") return number(value, fault.jitter_ms, kLongest);
  if (name == "drop") return drop(value);
  if (name == "status") {
    number(value, status, 599, 200);
    fault.status = static_cast<int>(status);
    return;
  }
  if (name == "retry_after") return retry_after(value);
  if (name == "headers") return headers(value);
  if (name == "body") return text(value, fault.body);
  if (name == "content_type") return text(value, fault.content_type);
  if (name == "truncate") return number(value, fault.truncate, INT64_MAX);
  if (name == "garbage") {
    fault.garbage = value.boolean();
    return;
  }
  if (name == "drip") return drip(value);
  error = wrong(name, "is no part of a fault rule");
}

}  // namespace

Result<FaultRule> read_fault_rule(JsonValue given) {
  FaultRule rule;
  Reader reader{rule};
  for (JsonValue member = given.first(); member && !reader.error; member = member.next())
    reader.member(member);
  if (reader.error) return *reader.error;
  return rule;
}

bool matches(const FaultRule& rule, const ApiRequest& request, const std::string& site) {
  if (!rule.site.empty() && rule.site != site) return false;
  if (!rule.method.empty() && rule.method != request.method) return false;
  if (request.body.find(rule.body_part) == std::string::npos) return false;
  if (rule.path.ends_with('*'))
    return request.path.starts_with(std::string_view(rule.path).substr(0, rule.path.size() - 1));
  return rule.path == request.path;
}

bool falls_due(FaultRule& rule, std::int64_t dice, bool taken) {
  const std::int64_t number = rule.matched++ - rule.skip;
  if (taken || number < 0 || (number + 1) % rule.every != 0) return false;
  if (rule.times > 0 && rule.hit >= rule.times) return false;
  if (dice >= rule.chance) return false;
  ++rule.hit;
  return true;
}

}  // namespace parvis::server
