// POST /v1/owner/…: what the owner of a site may do to its comments, with the site's owner key.
#include "api/answers.hpp"
#include "api/asking.hpp"
#include "api/fields.hpp"
#include "api/rates.hpp"
#include "protocol/items_wire.hpp"
#include "rules/limits.hpp"
#include "rules/pages.hpp"
#include "rules/refusal.hpp"
#include "rules/sites.hpp"
#include "rules/threads.hpp"
#include "rules/visits.hpp"

namespace parvis::server {

namespace {

using OwnerDeed = std::function<Status(Writer&, const Site&, JsonWriter&)>;

OwnerDeed read_comment_deed(Fields& fields) {
  const std::string id = fields.required_text("id", 64);
  const std::string verb = fields.required_text("do", 16);
  CommentRow::Status status = CommentRow::Status::kPublished;
  if (verb == "hide")
    status = CommentRow::Status::kHidden;
  else if (verb == "delete")
    status = CommentRow::Status::kRemoved;
  else if (verb != "restore")
    fields.fail(invalid("do", "must be hide, delete or restore"));
  return [=](Writer& writer, const Site& site, JsonWriter& out) -> Status {
    const auto change = moderate_comment(writer, site, id, status);
    if (!change) return change.error();
    out.member("page", change.value().page).member("total", change.value().total).member("id", id);
    out.key("comment");
    if (change.value().comment)
      write_comment(out, *change.value().comment);
    else
      out.null();
    return Unit{};
  };
}

OwnerDeed read_thread_deed(Fields& fields) {
  const auto name = page_name(fields.page());
  if (!name) fields.fail(name.error());
  const bool closed = fields.required_bool("closed");
  return [=](Writer& writer, const Site& site, JsonWriter& out) -> Status {
    const Page page = page_for_writing(writer, site, name.value());
    writer.set_closed(page.id, closed);
    out.member("page", page.key).member_bool("closed", closed);
    return Unit{};
  };
}

OwnerDeed read_page_deed(Fields& fields) {
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

OwnerDeed read_visitor_deed(Fields& fields) {
  const std::string comment = fields.required_text("comment", 64);
  const bool blocked = fields.required_bool("blocked");
  return [=](Writer& writer, const Site& site, JsonWriter& out) -> Status {
    const Status done = block_author(writer, site, comment, blocked);
    if (done) out.member("comment", comment).member_bool("blocked", blocked);
    return done;
  };
}

OwnerDeed read_deed(std::string_view path, Fields& fields) {
  if (path == "/v1/owner/comment") return read_comment_deed(fields);
  if (path == "/v1/owner/thread") return read_thread_deed(fields);
  if (path == "/v1/owner/page") return read_page_deed(fields);
  return read_visitor_deed(fields);
}

// Guessing keys is hopeless at 256 bits, but it need not be free either.
Error refuse_owner(Service& service, const ApiRequest& request) {
  if (const Status fine = check_owner_failures(service, request); !fine) return fine.error();
  return refuse(ErrorCode::kUnauthorized, "not the owner key of this site", "owner_key");
}

Result<std::string> act(Service& service, const ApiRequest& request, Fields& fields) {
  const std::string site_name = fields.required_text("site", limits::kSiteName);
  const std::string owner_key = fields.required_text("owner_key", 64);
  (void)fields.idempotency_key(false);
  const OwnerDeed deed = read_deed(request.path, fields);
  if (fields.error()) return *fields.error();

  JsonWriter out;
  out.begin_object().member_bool("ok", true);
  const Status done = service.store.write([&](Writer& writer) -> Status {
    const auto site = asked_site(writer, site_name, {}, {});
    if (!site) return site.error();
    if (!is_owner(site.value(), owner_key)) return refuse_owner(service, request);
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
