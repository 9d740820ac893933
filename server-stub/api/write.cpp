// POST /v1/like and the other verbs of visitors.
#include "api/announce.hpp"
#include "api/answers.hpp"
#include "api/asking.hpp"
#include "api/fields.hpp"
#include "api/rates.hpp"
#include "api/wish.hpp"
#include "parvis/text.hpp"
#include "rules/counters.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/refusal.hpp"
#include "rules/visits.hpp"

namespace parvis::server {

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

namespace {

Wish read_like(Service& service, Fields& fields, std::int64_t now) {
  const PageName page = required_page(fields);
  const bool on = fields.required_bool("on");
  return {joined({"like", page.key, on ? "1" : "0"}),
          [=, &service](Writer& writer, const Site& site, RowId visitor) -> Result<std::string> {
            const Counted counted = set_like(writer, site, visitor, page, on, now);
            announce(service, writer, site, counted.page, "like", "", [&](JsonWriter& event) {
              event.member("page", counted.page).member("count", counted.count);
            });
            JsonWriter out;
            out.begin_object().member("page", counted.page).member("count", counted.count);
            out.member_bool("liked", on).end_object();
            return out.take();
          }};
}

Wish read_share(Service& service, Fields& fields, std::int64_t now) {
  const PageName page = required_page(fields);
  const std::string name = fields.required_text("network", 32);
  const auto network = network_from_name(name);
  if (!network) fields.fail(invalid("network", "not a network"));
  return {joined({"share", page.key, name}),
          [=, &service](Writer& writer, const Site& site, RowId visitor) -> Result<std::string> {
            const Counted counted = add_share(writer, site, visitor, page, *network, now);
            const auto members = [&](JsonWriter& out) {
              out.member("page", counted.page).member("network", name);
              out.member("count", counted.count).member("total", counted.total);
            };
            announce(service, writer, site, counted.page, "share", name, members);
            JsonWriter out;
            out.begin_object();
            members(out);
            out.end_object();
            return out.take();
          }};
}

Wish read_fan(Service& service, Fields& fields, std::int64_t now) {
  const std::string community = trimmed(fields.text("community", limits::kCommunity));
  if (has_control(community)) fields.fail(invalid("community", "control characters"));
  const bool on = fields.required_bool("on");
  return {joined({"fan", community, on ? "1" : "0"}),
          [=, &service](Writer& writer, const Site& site, RowId visitor) -> Result<std::string> {
            const Counted counted = set_fan(writer, site, visitor, community, on, now);
            announce(service, writer, site, {}, "fans", community, [&](JsonWriter& event) {
              event.member("community", community).member("count", counted.count);
            });
            JsonWriter out;
            out.begin_object().member("community", community).member("count", counted.count);
            out.member_bool("joined", on).end_object();
            return out.take();
          }};
}

Wish read_wish(Service& service, std::string_view path, Fields& fields, std::int64_t now) {
  if (path == "/v1/like") return read_like(service, fields, now);
  if (path == "/v1/share") return read_share(service, fields, now);
  if (path == "/v1/fan") return read_fan(service, fields, now);
  return read_comment_wish(service, path, fields, now);
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
    visit.meaning = joined({token, visit.site.name, wish.meaning});
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
