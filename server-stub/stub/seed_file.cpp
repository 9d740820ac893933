// Seed files: one write a line,
// {"verb":"comment","by":"ana","page":"mug","text":"Hi","as":"first","at":-60000}.
#include <algorithm>
#include <functional>

#include "base/json.hpp"
#include "rules/refusal.hpp"
#include "rules/visits.hpp"
#include "stub/world.hpp"

namespace parvis::server {

namespace {

using Named = std::map<std::string, std::string>;

// "$first" is the id of the comment that an earlier line called "first".
void copy(JsonWriter& out, JsonValue value, const Named& named) {
  switch (value.type()) {
    case JsonValue::Type::kNull:
      out.null();
      return;
    case JsonValue::Type::kBool:
      out.boolean(value.boolean());
      return;
    case JsonValue::Type::kInteger:
      out.integer(value.integer());
      return;
    case JsonValue::Type::kString: {
      const auto text = value.text();
      const auto found = text.starts_with('$') ? named.find(std::string(text.substr(1))) : named.end();
      out.string(found == named.end() ? text : std::string_view(found->second));
      return;
    }
    case JsonValue::Type::kArray:
      out.begin_array();
      for (JsonValue one = value.first(); one; one = one.next()) copy(out, one, named);
      out.end_array();
      return;
    case JsonValue::Type::kObject:
      out.begin_object();
      for (JsonValue one = value.first(); one; one = one.next()) copy(out.key(one.key()), one, named);
      out.end_object();
  }
}

bool ours(std::string_view member) {
  for (const std::string_view own : {"verb", "by", "times", "at", "as"})
    if (member == own) return true;
  return false;
}

std::string body_of(const World& world, JsonValue line, const std::string& visitor, const std::string& key,
                    const Named& named) {
  const bool owner = line["verb"].text().starts_with("owner/");
  JsonWriter out;
  out.begin_object().member("site", world.options().name).member("key", key);
  out.member(owner ? "owner_key" : "token", owner ? world.owner_key() : token_of(visitor));
  if (!line["on"]) out.member_bool("on", true);
  for (JsonValue member = line.first(); member; member = member.next()) {
    if (ours(member.key())) continue;
    out.key(member.key());
    if (member.key() == "page" && member.is_string())
      out.begin_object().member("key", member.text()).end_object();
    else
      copy(out, member, named);
  }
  out.end_object();
  return out.take();
}

Status play_line(World& world, JsonValue line, const std::string& number, Named& named) {
  ApiRequest request;
  request.method = "POST";
  request.path = "/v1/" + std::string(line["verb"].text());
  request.headers["content-type"] = "application/json";
  const std::string by(line["by"].text("somebody"));
  const std::int64_t times = line["times"].integer(1);
  for (std::int64_t i = 1; i <= times; ++i) {
    const std::string visitor = times == 1 ? by : by + "#" + std::to_string(i);
    request.body = body_of(world, line, visitor, "seed-" + number, named);
    const ApiResponse answer = world.handle(request);
    if (answer.status != 200)
      return refuse(ErrorCode::kInvalidField, "seed line " + number + ": " + answer.body);
    if (!line["as"]) continue;
    const auto read = JsonDocument::parse(answer.body);
    if (read) named[std::string(line["as"].text())] = read.value().root()["comment"]["id"].text();
  }
  return Unit{};
}

}  // namespace

Status play_seed(World& world, std::string_view lines, Named& named) {
  const std::int64_t now = world.now();
  for (std::int64_t number = 1; !lines.empty(); ++number) {
    const auto line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const auto document = JsonDocument::parse(line);
    if (!document || !document.value().root().is_object())
      return refuse(ErrorCode::kMalformed, "seed line " + std::to_string(number) + " is no JSON object");
    const JsonValue root = document.value().root();
    const std::int64_t at = root["at"].integer();
    world.set_clock(at > 0 ? at : now + at, false);
    const Status played = play_line(world, root, std::to_string(number), named);
    if (!played) return played.error();
  }
  world.set_clock(now, world.options().running);
  return Unit{};
}

}  // namespace parvis::server
