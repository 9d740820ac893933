#include "parvis/testing.hpp"

#include <chrono>
#include <thread>

#include "base/json.hpp"
#include "base/url.hpp"

namespace parvis::testing {

namespace {

void write_drop(JsonWriter& out, Fault::Drop drop) {
  if (drop != Fault::Drop::kNo) out.member("drop", drop == Fault::Drop::kBefore ? "before" : "after");
}

std::string json_of(const Fault& fault, const std::string& site) {
  JsonWriter out;
  out.begin_object().member("site", site).member("route", fault.route).member("body_part", fault.body_part);
  out.member("skip", fault.skip).member("every", fault.every).member("times", fault.times);
  out.member("chance", fault.chance);
  out.member("delay_ms", fault.delay_ms).member("jitter_ms", fault.jitter_ms);
  write_drop(out, fault.drop);
  if (fault.status != 0) out.member("status", static_cast<std::int64_t>(fault.status));
  out.member("body", fault.body).member("content_type", fault.content_type);
  out.key("headers").begin_object();
  for (const auto& [name, value] : fault.headers) out.member(name, value);
  out.end_object();
  if (fault.truncate >= 0) out.member("truncate", fault.truncate);
  if (fault.garbage) out.member_bool("garbage", true);
  if (fault.drip_ms > 0) {
    out.key("drip").begin_object().member("bytes", fault.drip_bytes).member("every_ms", fault.drip_ms);
    out.end_object();
  }
  out.end_object();
  return out.take();
}

std::string about(const std::string& site, std::string_view what = {}) {
  JsonWriter out;
  out.begin_object().member("site", site);
  if (!what.empty()) out.member("what", what);
  out.end_object();
  return out.take();
}

SeenRequest seen_of(JsonValue value) {
  SeenRequest seen;
  seen.at = value["at"].integer();
  seen.method = value["method"].text();
  seen.path = value["path"].text();
  seen.body = value["body"].text();
  for (JsonValue one = value["query"].first(); one; one = one.next())
    seen.query.emplace_back(one[std::size_t{0}].text(), one[std::size_t{1}].text());
  for (JsonValue one = value["headers"].first(); one; one = one.next())
    seen.headers.emplace_back(one.key(), one.text());
  seen.status = static_cast<int>(value["status"].integer());
  seen.failed = value["fault"].integer() != 0;
  return seen;
}

}  // namespace

Site::Site(Stub& stub, const SiteOptions& options) : stub_(stub) {
  JsonWriter out;
  out.begin_object();
  if (options.lines.empty())
    out.member("seed", options.seed);
  else
    out.member("lines", options.lines);
  if (options.now != 0) out.member("now", options.now);
  out.end_object();
  const auto made = JsonDocument::parse(stub_.control("/stub/sites", out.text()));
  if (!made) return;
  name_ = made.value().root()["site"].text();
  owner_key_ = made.value().root()["owner_key"].text();
  client_now_ = made.value().root()["now"].integer();
}

void Site::fault(const Fault& fault) { (void)stub_.control("/stub/faults", json_of(fault, name_)); }
void Site::clear_faults() { (void)stub_.control("/stub/forget", about(name_, "faults")); }
void Site::reset() { (void)stub_.control("/stub/reset", about(name_)); }

void Site::advance(std::int64_t milliseconds) {
  JsonWriter out;
  out.begin_object().member("site", name_).member("advance_ms", milliseconds).end_object();
  (void)stub_.control("/stub/clock", out.text());
}

std::vector<SeenRequest> Site::requests(std::string_view path) {
  const auto answer = JsonDocument::parse(
      stub_.control("/stub/requests?site=" + percent_encode(name_) + "&path=" + percent_encode(path)));
  std::vector<SeenRequest> all;
  if (!answer) return all;
  for (JsonValue one = answer.value().root()["requests"].first(); one; one = one.next())
    all.push_back(seen_of(one));
  return all;
}

bool Site::poll_until(Client& client, const std::function<bool()>& holds) {
  using namespace std::chrono;
  constexpr std::int64_t kStep = 100;  // the client's milliseconds for one of ours
  const auto end = steady_clock::now() + seconds(10);
  while (steady_clock::now() < end) {
    client.poll(client_now_ += kStep);
    if (holds()) return true;
    std::this_thread::sleep_for(milliseconds(1));
  }
  return false;
}

}  // namespace parvis::testing
