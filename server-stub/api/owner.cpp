// POST /v1/owner/…: what the owner of a site may do, with the site's owner key, and its moderators with their
// token.
#include <array>

#include "api/announce.hpp"
#include "api/answers.hpp"
#include "api/asking.hpp"
#include "api/fields.hpp"
#include "api/rates.hpp"
#include "protocol/items_wire.hpp"
#include "rules/author_tag.hpp"
#include "rules/limits.hpp"
#include "rules/moderation.hpp"
#include "rules/pages.hpp"
#include "rules/refusal.hpp"
#include "rules/sites.hpp"
#include "rules/threads.hpp"
#include "rules/visits.hpp"

namespace parvis::server {

namespace {

using OwnerDeed = std::function<Status(Writer&, const Site&, JsonWriter&)>;

constexpr std::size_t kIdField = 64;

OwnerDeed read_comment_deed(Service& service, Fields& fields) {
  const std::string id = fields.required_text("id", kIdField);
  const auto what = moderation_from_name(fields.required_text("do", 16));
  if (!what) fields.fail(invalid("do", "must be hide, delete, restore, pin, unpin, feature or unfeature"));
  const std::int64_t now = service.now();
  return [=, &service](Writer& writer, const Site& site, JsonWriter& out) -> Status {
    if (const Status done = moderate_comment(writer, site, id, *what, now); !done) return done;
    const bool away = *what == Moderation::kHide || *what == Moderation::kDelete;
    announce_comment(service, writer, site,
                     away                            ? "delete"
                     : *what == Moderation::kRestore ? "comment"
                                                     : "edit",
                     id);
    write_change(out, change_of(writer, site, id), id);
    return Unit{};
  };
}

OwnerDeed read_thread_deed(Service& service, Fields& fields) {
  const auto name = page_name(fields.page());
  if (!name) fields.fail(name.error());
  const bool closed = fields.required_bool("closed");
  const std::int64_t now = service.now();
  return [=, &service](Writer& writer, const Site& site, JsonWriter& out) -> Status {
    const Page page = page_for_writing(writer, site, name.value(), now);
    writer.set_closed(page.id, closed);
    writer.shows_on_page(page.key);
    const auto members = [&](JsonWriter& to) { to.member("page", page.key).member_bool("closed", closed); };
    announce(service, writer, site, page.key, "thread", "", members);
    members(out);
    return Unit{};
  };
}

OwnerDeed read_page_deed(Service&, Fields& fields) {
  const auto now = page_name(fields.page()), was = page_name(fields.page("was"));
  if (!now) fields.fail(now.error());
  if (!was) fields.fail(invalid("was", was.error().detail));
  return [=](Writer& writer, const Site& site, JsonWriter& out) -> Status {
    const auto page = move_page(writer, site, was.value(), now.value());
    if (!page) return page.error();
    out.member("page", page.value().key).member("likes", page.value().likes);
    out.member("comments", page.value().comments);
    return Unit{};
  };
}

OwnerDeed read_visitor_deed(Service&, Fields& fields) {
  const std::string comment = fields.required_text("comment", kIdField);
  const bool blocked = fields.required_bool("blocked");
  return [=](Writer& writer, const Site& site, JsonWriter& out) -> Status {
    const Status done = block_author(writer, site, comment, blocked);
    if (done) out.member("comment", comment).member_bool("blocked", blocked);
    return done;
  };
}

OwnerDeed read_role_deed(Service& service, Fields& fields) {
  const std::string comment = fields.required_text("comment", kIdField);
  const std::string role = fields.text("role", 16);
  return [=, &service](Writer& writer, const Site& site, JsonWriter& out) -> Status {
    const Status done = set_role(writer, site, comment, role);
    if (!done) return done;
    announce_comment(service, writer, site, "edit", comment);
    out.member("comment", comment).member("role", role);
    return Unit{};
  };
}

OwnerDeed read_settings_deed(Service& service, Fields& fields) {
  const JsonValue wanted = fields.raw("settings");
  if (!wanted.is_null() && !wanted.is_object()) fields.fail(invalid("settings", "must be an object"));
  return [=, &service](Writer& writer, const Site& site, JsonWriter& out) -> Status {
    auto settings = changed_settings(settings_of(site), wanted);
    if (!settings) return settings.error();
    SettingsChange change{std::move(settings).value(), {}};
    if (wanted.is_null())
      writer.shows_nowhere();
    else
      change = save_settings(writer, site, std::move(change.settings), service.options.random);
    out.key("settings").begin_object();
    write_settings(out, change.settings);
    out.end_object();
    if (!change.new_secret.empty()) out.member("webhook_secret", change.new_secret);
    return Unit{};
  };
}

OwnerDeed read_reports_deed(Service&, Fields&) {
  return [](Writer& writer, const Site& site, JsonWriter& out) -> Status {
    writer.shows_nowhere();
    out.key("reports").begin_array();
    for (const ReportRow& report : writer.reports(site.id, limits::kListed)) {
      out.begin_object().member("id", report.comment).member("reason", report.reason);
      out.member("note", report.note).member("at", report.at_ms);
      out.member("by", author_tag(site, report.visitor));
      write_change(out, change_of(writer, site, report.comment), {});
      out.end_object();
    }
    out.end_array();
    return Unit{};
  };
}

OwnerDeed read_history_deed(Service&, Fields& fields) {
  const std::string id = fields.required_text("id", kIdField);
  return [=](Writer& writer, const Site& site, JsonWriter& out) -> Status {
    const auto versions = history(writer, site, id);
    if (!versions) return versions.error();
    writer.shows_nowhere();
    out.member("id", id).key("versions").begin_array();
    for (const CommentVersion& version : versions.value())
      out.begin_object().member("at", version.at_ms).member("text", version.source).end_object();
    out.end_array();
    return Unit{};
  };
}

struct OwnerVerb {
  std::string_view path;
  OwnerDeed (*read)(Service&, Fields&);
  bool moderators;  // may do it too
};
constexpr OwnerVerb kVerbs[] = {
    {"/v1/owner/comment", read_comment_deed, true},  {"/v1/owner/thread", read_thread_deed, true},
    {"/v1/owner/visitor", read_visitor_deed, true},  {"/v1/owner/page", read_page_deed, false},
    {"/v1/owner/role", read_role_deed, false},       {"/v1/owner/settings", read_settings_deed, false},
    {"/v1/owner/reports", read_reports_deed, false}, {"/v1/owner/history", read_history_deed, false}};

const OwnerVerb& verb_of(std::string_view path) {
  return *std::find_if(std::begin(kVerbs), std::end(kVerbs),
                       [&](const OwnerVerb& verb) { return verb.path == path; });
}

// Guessing keys is hopeless at 256 bits, but it need not be free either.
Error refuse_owner(Service& service, const ApiRequest& request, std::string_view field) {
  if (const Status fine = check_owner_failures(service, request); !fine) return fine.error();
  return refuse(ErrorCode::kUnauthorized,
                field == "token" ? "not a moderator of this site" : "not the owner key of this site", field);
}

struct Credentials {
  std::string owner_key, token;
};

Credentials read_credentials(Fields& fields, const OwnerVerb& verb) {
  if (verb.moderators && !fields.raw("token").is_null()) return {{}, fields.token()};
  return {fields.required_text("owner_key", 64), {}};
}

Status check_credentials(Service& service, const ApiRequest& request, Reader& reader, const Site& site,
                         const Credentials& given) {
  if (given.token.empty())
    return is_owner(site, given.owner_key) ? Status(Unit{}) : refuse_owner(service, request, "owner_key");
  return is_moderator(reader, site, reader.visitor(token_hash(given.token)))
             ? Status(Unit{})
             : refuse_owner(service, request, "token");
}

Result<std::string> act(Service& service, const ApiRequest& request, Fields& fields) {
  const OwnerVerb& verb = verb_of(request.path);
  const std::string site_name = fields.required_text("site", limits::kSiteName);
  const Credentials given = read_credentials(fields, verb);
  (void)fields.idempotency_key(false);
  const OwnerDeed deed = verb.read(service, fields);
  if (fields.error()) return *fields.error();

  JsonWriter out;
  out.begin_object().member_bool("ok", true);
  const Status done = service.store.write([&](Writer& writer) -> Status {
    const auto site = asked_site(writer, site_name, {}, {});
    if (!site) return site.error();
    if (const Status fine = check_credentials(service, request, writer, site.value(), given); !fine)
      return fine;
    if (const Status fine = check_origin(site.value(), header(request, "origin")); !fine) return fine;
    return deed(writer, site.value(), out);
  });
  if (!done) return done.error();
  out.end_object();
  return out.take();
}

}  // namespace

ApiResponse answer_owner(Service& service, const ApiRequest& request) {
  auto body = Fields::of_body(request);
  if (!body) return problem(body.error());
  auto acted = act(service, request, body.value());
  if (!acted) return problem(acted.error(), body.value().language());
  return json_answer(std::move(acted).value());
}

}  // namespace parvis::server
