// The routes that steer the test double.
#include <algorithm>

#include "api/answers.hpp"
#include "base/utf8.hpp"
#include "rules/refusal.hpp"
#include "stub/stub.hpp"

namespace parvis::server {

namespace {

constexpr std::string_view kNoJson = "the body must be a JSON object";

std::string value_of(const ApiRequest& request, std::string_view name) {
  for (const auto& [key, value] : request.query)
    if (key == name) return value;
  return {};
}

void write_site(JsonWriter& out, const World& world) {
  out.begin_object().member("site", world.options().name).member("owner_key", world.owner_key());
  out.member("now", world.now()).key("ids").begin_object();
  for (const auto& [name, id] : world.named()) out.member(name, id);
  out.end_object().end_object();
}

std::string done() { return R"({"ok":true})"; }

}  // namespace

void Stub::write_sites(JsonWriter& out) {
  std::lock_guard lock(mutex_);
  out.key("sites").begin_array();
  for (const auto& world : worlds_) write_site(out, *world);
  out.end_array();
}

std::string Stub::overview() {
  JsonWriter out;
  out.begin_object().member_bool("stub", true);
  write_sites(out);
  out.key("seeds").begin_array().string("demo");
  for (const auto& [name, text] : options_.seeds) out.string(name);
  out.end_array().end_object();
  return out.take();
}

Result<std::string> Stub::make_site(JsonValue body) {
  WorldOptions wanted = defaults();
  {
    std::lock_guard lock(mutex_);
    wanted.name = body["site"].text("site-" + std::to_string(++numbers_));
  }
  if (body["origins"].is_array()) wanted.origins.clear();
  for (JsonValue one = body["origins"].first(); one; one = one.next())
    wanted.origins.emplace_back(one.text());
  wanted.now = body["now"].integer(wanted.now);
  wanted.running = body["running"].boolean(wanted.running);
  wanted.luck = body["luck"].integer(wanted.luck);
  wanted.rate_limits = body["rate_limits"].boolean(wanted.rate_limits);
  auto seed = seed_text(body["seed"].text());
  if (!seed) return seed.error();
  wanted.seed = body["lines"].text(seed.value());
  if (const Status added = add_site(wanted); !added) return added.error();
  JsonWriter out;
  write_site(out, *world_named(wanted.name));
  return out.take();
}

// As it was after its start: data, clock, random bytes. Its faults and its record go.
Result<std::string> Stub::reset(JsonValue body) {
  const std::string site(body["site"].text());
  Worlds old;
  {
    std::lock_guard lock(mutex_);
    for (const auto& world : worlds_)
      if (site.empty() || world->options().name == site) old.push_back(world);
  }
  if (old.empty()) return refuse(ErrorCode::kUnknownSite, "no site of this name", "site");
  for (const auto& world : old) {
    auto made = World::make(world->options());
    if (!made) return made.error();
    std::lock_guard lock(mutex_);
    std::replace(worlds_.begin(), worlds_.end(), world, made.value());
  }
  return forget(body);
}

std::string Stub::forget(JsonValue body) {
  const std::string_view site = body["site"].text();
  const std::string_view what = body["what"].text("all");
  std::lock_guard lock(mutex_);
  if (what != "requests")
    std::erase_if(rules_, [&](const FaultRule& rule) { return site.empty() || rule.site == site; });
  if (what != "faults")
    std::erase_if(seen_, [&](const Seen& seen) { return site.empty() || seen.site == site; });
  return done();
}

Result<std::string> Stub::move_clock(JsonValue body) {
  const std::string_view site = body["site"].text();
  Worlds moved;
  {
    std::lock_guard lock(mutex_);
    for (const auto& world : worlds_)
      if (site.empty() || world->options().name == site) moved.push_back(world);
  }
  if (moved.empty()) return refuse(ErrorCode::kUnknownSite, "no site of this name", "site");
  for (const auto& world : moved)
    world->set_clock(body["now"].integer(world->now()) + body["advance_ms"].integer(),
                     body["running"].boolean(false));
  JsonWriter out;
  out.begin_object().member("now", moved.front()->now()).end_object();
  return out.take();
}

Result<std::string> Stub::add_fault(JsonValue body) {
  auto rule = read_fault_rule(body);
  if (!rule) return rule.error();
  if (!rule.value().site.empty() && !world_named(rule.value().site))
    return refuse(ErrorCode::kUnknownSite, "no site of this name", "site");
  std::lock_guard lock(mutex_);
  rule.value().id = ++numbers_;
  rules_.push_back(rule.value());
  return "{\"id\":" + std::to_string(rule.value().id) + "}";
}

std::string Stub::list_faults() {
  std::lock_guard lock(mutex_);
  JsonWriter out;
  out.begin_object().key("faults").begin_array();
  for (const FaultRule& rule : rules_) {
    out.begin_object().member("id", rule.id).member("site", rule.site);
    out.member("route", rule.method.empty() ? rule.path : rule.method + " " + rule.path);
    out.member("matched", rule.matched).member("hit", rule.hit).end_object();
  }
  out.end_array().end_object();
  return out.take();
}

std::string Stub::list_requests(const ApiRequest& request) {
  const std::string site = value_of(request, "site"), path = value_of(request, "path");
  std::lock_guard lock(mutex_);
  JsonWriter out;
  out.begin_object().key("requests").begin_array();
  for (const Seen& seen : seen_) {
    if ((!site.empty() && seen.site != site) || (!path.empty() && seen.request.path != path)) continue;
    out.begin_object().member("number", seen.number).member("at", seen.at).member("site", seen.site);
    out.member("method", seen.request.method).member("path", seen.request.path);
    out.key("query").begin_array();
    for (const auto& [name, value] : seen.request.query)
      out.begin_array().string(name).string(value).end_array();
    out.end_array().key("headers").begin_object();
    for (const auto& [name, value] : seen.request.headers)
      if (utf8_valid(name) && utf8_valid(value)) out.member(name, value);
    out.end_object();
    out.member("body", utf8_valid(seen.request.body) ? std::string_view(seen.request.body) : "(not UTF-8)");
    if (const auto body = JsonDocument::parse(seen.request.body)) out.key("json").raw(seen.request.body);
    out.member("status", static_cast<std::int64_t>(seen.status)).member("fault", seen.fault).end_object();
  }
  out.end_array().end_object();
  return out.take();
}

Result<std::string> Stub::steer(const ApiRequest& request, JsonValue body) {
  const std::string_view path = request.path;
  if (request.method == "GET") {
    if (path == "/stub") return overview();
    if (path == "/stub/requests") return list_requests(request);
    if (path == "/stub/faults") return list_faults();
  } else if (!body.is_object()) {
    return refuse(ErrorCode::kMalformed, std::string(kNoJson));
  } else {
    if (path == "/stub/sites") return make_site(body);
    if (path == "/stub/reset") return reset(body);
    if (path == "/stub/clock") return move_clock(body);
    if (path == "/stub/faults") return add_fault(body);
    if (path == "/stub/forget") return forget(body);
  }
  return refuse(ErrorCode::kNotFound, "no such control; GET /stub tells what there is");
}

ApiResponse Stub::control(const ApiRequest& request) {
  // A page in the tester's browser, of whatever site, must not steer the double.
  if (!header(request, "origin").empty())
    return problem(refuse(ErrorCode::kOriginNotAllowed, "the controls are not for pages in a browser"));
  const auto body = JsonDocument::parse(request.body.empty() ? "{}" : std::string_view(request.body));
  if (!body) return problem(refuse(ErrorCode::kMalformed, std::string(kNoJson)));
  auto answer = steer(request, body.value().root());
  ApiResponse response = answer ? json_answer(std::move(answer).value()) : problem(answer.error());
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace parvis::server
