// POST /v1/like and the other verbs of visitors.
#include "api/answers.hpp"
#include "api/asking.hpp"
#include "api/fields.hpp"
#include "api/rates.hpp"
#include "base/utf8.hpp"
#include "parvis/text.hpp"
#include "protocol/items_wire.hpp"
#include "rules/counters.hpp"
#include "rules/events.hpp"
#include "rules/limits.hpp"
#include "rules/markdown.hpp"
#include "rules/names.hpp"
#include "rules/refusal.hpp"
#include "rules/threads.hpp"
#include "rules/visits.hpp"

namespace parvis::server {

namespace {

// A write whose fields are known to be right; `act` does it inside the transaction.
struct Wish {
  std::string meaning;  // the verb's own part of Visit::meaning
  std::function<Result<std::string>(Writer&, const Site&, RowId visitor)> act;
  std::function<std::string(Reader&, const Site&, const std::string& kept)> answer = {};  // see Deed
  bool comments = false;
};

// One text out of many, unambiguous whatever they hold.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string all;
  for (std::string_view part : parts) all.append(std::to_string(part.size())).append(":").append(part);
  return all;
}

PageName required_page(Fields& fields) {
  auto name = page_name(fields.page());
  if (!name) {
    fields.fail(name.error());
    return {};
  }
  return std::move(name).value();
}

std::string thread_json(const ThreadChange& change, std::string_view id) {
  JsonWriter out;
  out.begin_object().member("page", change.page).member("total", change.total);
  if (!id.empty()) out.member("id", id);
  out.key("comment");
  if (change.comment)
    write_comment(out, *change.comment);
  else
    out.null();
  out.end_object();
  return out.take();
}

Wish read_like(Fields& fields, std::int64_t now, EventHub& events) {
  const PageName page = required_page(fields);
  const bool on = fields.required_bool("on");
  return {joined({"like", page.key, on ? "1" : "0"}),
          [=, &events](Writer& writer, const Site& site, RowId visitor) -> Result<std::string> {
            const Counted counted = set_like(writer, site, visitor, page, on, now);
            JsonWriter out;
            out.begin_object().member("page", counted.page).member("count", counted.count);
            events.publish_after(writer, site.id, {counted.page, "like", out.text() + "}", ""});
            out.member_bool("liked", on).end_object();
            return out.take();
          }};
}

Wish read_share(Fields& fields, std::int64_t now, EventHub& events) {
  const PageName page = required_page(fields);
  const std::string name = fields.required_text("network", 32);
  const auto network = network_from_name(name);
  if (!network) fields.fail(invalid("network", "not a network"));
  return {joined({"share", page.key, name}),
          [=, &events](Writer& writer, const Site& site, RowId visitor) -> Result<std::string> {
            const Counted counted = add_share(writer, site, visitor, page, *network, now);
            JsonWriter out;
            out.begin_object().member("page", counted.page).member("network", name);
            out.member("count", counted.count).member("total", counted.total).end_object();
            events.publish_after(writer, site.id, {counted.page, "share", out.text(), name});
            return out.take();
          }};
}

Wish read_fan(Fields& fields, std::int64_t now, EventHub& events) {
  const std::string community = trimmed(fields.text("community", limits::kCommunity));
  if (has_control(community)) fields.fail(invalid("community", "control characters"));
  const bool on = fields.required_bool("on");
  return {joined({"fan", community, on ? "1" : "0"}),
          [=, &events](Writer& writer, const Site& site, RowId visitor) -> Result<std::string> {
            const Counted counted = set_fan(writer, site, visitor, community, on, now);
            JsonWriter out;
            out.begin_object().member("community", community).member("count", counted.count);
            events.publish_after(writer, site.id, {"", "fans", out.text() + "}", community});
            out.member_bool("joined", on).end_object();
            return out.take();
          }};
}

Wish read_comment_wish(Fields& fields, std::int64_t now, const RandomBytes& random, EventHub& events) {
  const PageName page = required_page(fields);
  NewComment wanted;
  wanted.parent = fields.text("parent", 64);
  auto name = clean_name(fields.text("name", limits::kName));
  if (name)
    wanted.name = std::move(name).value();
  else
    fields.fail(name.error());
  wanted.text = clean_text(fields.text("text", limits::kCommentText));
  if (trimmed(wanted.text).empty())
    fields.fail(invalid("text", "is required"));
  else if (!shows_text(parse_markdown(wanted.text)))
    fields.fail(invalid("text", "shows nothing to read"));
  return {joined({"comment", page.key, wanted.parent, wanted.name, wanted.text}),
          [=, &events](Writer& writer, const Site& site, RowId visitor) -> Result<std::string> {
            auto id = post_comment(writer, site, visitor, page, wanted, now, random);
            if (!id) return id;
            const ThreadChange change = posted_comment(writer, site, id.value());
            events.publish_after(writer, site.id, {change.page, "comment", thread_json(change, {})});
            return id;
          },
          [](Reader& reader, const Site& site, const std::string& id) {
            return thread_json(posted_comment(reader, site, id), {});
          },
          true};
}

Wish read_delete(Fields& fields, EventHub& events) {
  const std::string id = fields.required_text("id", 64);
  return {joined({"comment/delete", id}),
          [=, &events](Writer& writer, const Site& site, RowId visitor) -> Result<std::string> {
            auto change = delete_comment(writer, site, visitor, id);
            if (!change) return change.error();
            std::string answer = thread_json(change.value(), id);
            events.publish_after(writer, site.id, {change.value().page, "delete", answer});
            return answer;
          }};
}

Wish read_comment_like(Fields& fields, std::int64_t now) {
  const std::string id = fields.required_text("id", 64);
  const bool on = fields.required_bool("on");
  return {joined({"comment/like", id, on ? "1" : "0"}),
          [=](Writer& writer, const Site& site, RowId visitor) -> Result<std::string> {
            const auto likes = like_comment(writer, site, visitor, id, on, now);
            if (!likes) return likes.error();
            JsonWriter out;
            out.begin_object().member("id", id).member("count", likes.value().count);
            out.member_bool("liked", likes.value().liked).end_object();
            return out.take();
          }};
}

Wish read_wish(Service& service, std::string_view path, Fields& fields, std::int64_t now) {
  EventHub& events = service.events();
  if (path == "/v1/like") return read_like(fields, now, events);
  if (path == "/v1/share") return read_share(fields, now, events);
  if (path == "/v1/fan") return read_fan(fields, now, events);
  if (path == "/v1/comment") return read_comment_wish(fields, now, service.options.random, events);
  if (path == "/v1/comment/delete") return read_delete(fields, events);
  return read_comment_like(fields, now);
}

Result<std::string> write(Service& service, const ApiRequest& request, Fields& fields) {
  Visit visit;
  visit.now_ms = service.now();
  const std::string site_name = fields.text("site", limits::kSiteName);
  const std::string token = fields.token();
  visit.key = fields.idempotency_key(true);
  const PageRef page = fields.page();
  const Wish wish = read_wish(service, request.path, fields, visit.now_ms);
  if (fields.error()) return *fields.error();

  Deed deed;
  deed.act = [&](Writer& writer, RowId visitor) { return wish.act(writer, visit.site, visitor); };
  if (wish.answer)
    deed.answer = [&](Reader& reader, const std::string& kept) {
      return wish.answer(reader, visit.site, kept);
    };
  deed.forever = wish.comments;

  const std::string_view origin = header(request, "origin");
  Status found = refuse(ErrorCode::kUnavailable, "the store cannot be read");
  std::optional<std::string> known;
  const Status read = service.store.read([&](Reader& reader) {
    auto site = asked_site(reader, site_name, page, origin);
    found = site ? check_origin(site.value(), origin) : Status(site.error());
    if (!found) return;
    visit.site = std::move(site).value();
    visit.token_hash = token_hash(token);
    visit.meaning = joined({visit.site.name, wish.meaning});
    known = answered_before(reader, visit, deed);
  });
  if (!read) return read.error();
  if (!found) return found.error();

  // A client that lost the answer may ask for it again; that costs as much as reading a page.
  const Status fine =
      known ? check_reads(service, request) : check_writes(service, request, visit, wish.comments);
  if (!fine) return fine.error();
  return known ? Result<std::string>(std::move(*known)) : once(service.store, visit, deed);
}

}  // namespace

ApiResponse answer_write(Service& service, const ApiRequest& request) {
  auto body = Fields::of_body(request);
  if (!body) return problem(body.error());
  auto written = write(service, request, body.value());
  if (!written) return problem(written.error(), body.value().language());
  return json_answer(std::move(written).value());
}

}  // namespace parvis::server
