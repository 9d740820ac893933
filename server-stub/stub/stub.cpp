#include "stub/stub.hpp"

#include <algorithm>

#include "api/answers.hpp"
#include "api/form_body.hpp"
#include "base/url.hpp"
#include "rules/refusal.hpp"

namespace parvis::server {

namespace {

constexpr std::size_t kMostSeen = 10'000;

std::string query_of(const ApiRequest& request, std::string_view name) {
  for (const auto& [key, value] : request.query)
    if (key == name) return value;
  return {};
}

// What names the site of a request: itself, or else the addresses that it may be found by.
struct Hints {
  std::string site;
  std::vector<std::string> addresses;
};

Hints hints_of(const ApiRequest& request) {
  Hints hints{query_of(request, "site"), {query_of(request, "address"), query_of(request, "canonical")}};
  if (const auto body = JsonDocument::parse(request.body)) {
    const JsonValue root = body.value().root();
    if (hints.site.empty()) hints.site = root["site"].text();
    for (const JsonValue one :
         {root["address"], root["canonical"], root["page"]["address"], root["page"]["canonical"]})
      hints.addresses.emplace_back(one.text());
  }
  if (const auto form = FormBody::read(request)) {  // of a page without scripts
    for (const auto& [name, value] : parse_query(form.value()["view"])) {
      if (name == "site" && hints.site.empty()) hints.site = value;
      if (name == "address" || name == "canonical") hints.addresses.push_back(value);
    }
  }
  hints.addresses.emplace_back(header(request, "origin"));
  return hints;
}

ErrorCode code_of_status(int status) {
  for (int number = 20; number <= 51; ++number) {
    const auto code = error_from_number(number);
    if (code && error_status(*code) == status) return *code;
  }
  return ErrorCode::kInternal;
}

}  // namespace

Stub::Stub(StubOptions options) : options_(std::move(options)) {}

WorldOptions Stub::defaults() const {
  WorldOptions options;
  options.now = options_.now;
  options.running = options_.running;
  options.luck = options_.luck;
  options.rate_limits = options_.rate_limits;
  options.public_url = options_.public_url;
  options.events = options_.events;
  return options;
}

Result<std::string> Stub::seed_text(std::string_view name) const {
  if (name.empty() || name == "demo") return std::string(name);
  const auto found = options_.seeds.find(std::string(name));
  if (found != options_.seeds.end()) return found->second;
  return invalid("seed", "no seed of this name: start with --seed FILE");
}

Status Stub::add_site(WorldOptions wanted) {
  {
    std::lock_guard lock(mutex_);
    wanted.number = ++sites_;
  }
  auto made = World::make(wanted);
  if (!made) return made.error();
  std::lock_guard lock(mutex_);
  for (const auto& world : worlds_)
    if (world->options().name == wanted.name) return invalid("site", "a site of this name exists");
  worlds_.push_back(std::move(made).value());
  return Unit{};
}

std::shared_ptr<World> Stub::world_named(std::string_view name) {
  std::lock_guard lock(mutex_);
  for (const auto& world : worlds_)
    if (world->options().name == name) return world;
  return nullptr;
}

std::shared_ptr<World> Stub::world_of(const ApiRequest& request) {
  const Hints hints = hints_of(request);
  Worlds worlds;
  {
    std::lock_guard lock(mutex_);
    worlds = worlds_;
  }
  for (const auto& world : worlds)
    if (world->options().name == hints.site) return world;
  if (hints.site.empty())
    for (const std::string& address : hints.addresses) {
      const auto url = parse_url(address);
      if (!url) continue;
      for (const auto& world : worlds)
        if (world->lists(url->origin())) return world;
    }
  return worlds.front();
}

std::int64_t Stub::record(const ApiRequest& request, const World& world, std::int64_t fault) {
  std::lock_guard lock(mutex_);
  if (seen_.size() == kMostSeen) seen_.pop_front();
  seen_.push_back({++numbers_, world.now(), world.options().name, request, 0, fault});
  return numbers_;
}

void Stub::note_status(std::int64_t number, int status) {
  std::lock_guard lock(mutex_);
  for (auto seen = seen_.rbegin(); seen != seen_.rend(); ++seen)
    if (seen->number == number) return void(seen->status = status);
}

std::optional<FaultRule> Stub::fault_for(const ApiRequest& request, World& world) {
  std::lock_guard lock(mutex_);
  std::optional<FaultRule> due;
  // Every rule counts what it matches; the first that is due hits.
  for (FaultRule& rule : rules_) {
    if (!matches(rule, request, world.options().name)) continue;
    if (falls_due(rule, rule.chance < 100 ? world.dice() : 0, due.has_value())) due = rule;
  }
  return due;
}

ApiResponse Stub::fail(const FaultRule& rule, const ApiRequest& request, World& world) {
  const Fault& fault = rule.fault;
  const std::int64_t more = fault.jitter_ms * world.dice() / 99;
  if (fault.delay_ms + more > 0) (void)patience_.wait(std::chrono::milliseconds(fault.delay_ms + more));
  ApiResponse response;
  if (fault.drop == Fault::Drop::kBefore) {
    drop_connection(response);
    return response;
  }
  if (fault.status == 0) {
    response = world.handle(request);
  } else {
    Error error = refuse(code_of_status(fault.status), "a fault of the test double");
    response = problem(error);
    response.status = fault.status;
    if (!fault.body.empty()) response.body = fault.body;
    if (!fault.content_type.empty()) response.content_type = fault.content_type;
    add_common_headers(response);
  }
  for (const auto& header : fault.headers) response.headers.push_back(header);
  if (fault.drop == Fault::Drop::kAfter)
    drop_connection(response);
  else
    spoil(response, fault, patience_);
  return response;
}

ApiResponse Stub::respond(const ApiRequest& request) {
  if (request.path == "/stub" || request.path.starts_with("/stub/")) return control(request);
  const auto world = world_of(request);
  const auto rule = fault_for(request, *world);
  const std::int64_t number = record(request, *world, rule ? rule->id : 0);
  ApiResponse response = rule ? fail(*rule, request, *world) : world->handle(request);
  const bool dropped = rule && rule->fault.drop != Fault::Drop::kNo;
  note_status(number, dropped ? 0 : response.status);
  return response;
}

}  // namespace parvis::server
