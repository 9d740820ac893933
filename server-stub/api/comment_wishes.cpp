// What visitors do with comments.
#include <array>

#include "api/announce.hpp"
#include "api/wish.hpp"
#include "base/utf8.hpp"
#include "protocol/items_wire.hpp"
#include "rules/limits.hpp"
#include "rules/markdown.hpp"
#include "rules/names.hpp"
#include "rules/refusal.hpp"

namespace parvis::server {

namespace {

constexpr std::size_t kIdField = 64;

std::string change_answer(Reader& reader, const Site& site, const std::string& id) {
  return change_json(posted_comment(reader, site, id), {});
}

std::string page_title(Fields& fields) {
  const std::string_view title = fields.raw("page")["title"].text();
  if (utf8_length(title) > limits::kTitle) fields.fail(too_long("page.title", limits::kTitle));
  return trimmed(has_control(title) ? std::string_view() : title);
}

Wish read_post(Service& service, Fields& fields, std::int64_t now) {
  const PageName page = required_page(fields);
  NewComment wanted;
  wanted.parent = fields.text("parent", kIdField);
  auto name = clean_name(fields.text("name", limits::kName));
  if (name)
    wanted.name = std::move(name).value();
  else
    fields.fail(name.error());
  wanted.text = required_comment_text(fields);
  wanted.page_title = page_title(fields);
  return {joined({"comment", page.key, wanted.parent, wanted.name, wanted.text}),
          [=, &service](Writer& writer, const Site& site, RowId visitor) {
            auto posted = post_comment(writer, site, visitor, page, wanted, now, service.options.random);
            if (posted) announce_comment(service, writer, site, "comment", posted.value());
            return posted;
          },
          change_answer, true};
}

// A change of one's own comment; the answer is how it stands afterwards.
using OwnChange = Status (*)(Writer&, const Site&, RowId, std::string_view, std::int64_t);

Wish read_own_change(Service& service, Fields& fields, std::int64_t now, std::string_view verb,
                     OwnChange change, std::string_view event) {
  const std::string id = fields.required_text("id", kIdField);
  return {joined({verb, id}),
          [=, &service](Writer& writer, const Site& site, RowId visitor) -> Result<std::string> {
            if (const Status done = change(writer, site, visitor, id, now); !done) return done.error();
            announce_comment(service, writer, site, event, id);
            return id;
          },
          change_answer};
}

Wish read_delete(Service& service, Fields& fields, std::int64_t now) {
  Wish wish = read_own_change(service, fields, now, "comment/delete", delete_comment, "delete");
  wish.answer = [](Reader& reader, const Site& site, const std::string& id) {
    return change_json(change_of(reader, site, id), id);
  };
  return wish;
}

Wish read_restore(Service& service, Fields& fields, std::int64_t now) {
  return read_own_change(service, fields, now, "comment/restore", restore_comment, "comment");
}

Wish read_edit(Service& service, Fields& fields, std::int64_t now) {
  const std::string id = fields.required_text("id", kIdField);
  const std::string text = required_comment_text(fields);
  return {joined({"comment/edit", id, text}),
          [=, &service](Writer& writer, const Site& site, RowId visitor) -> Result<std::string> {
            if (const Status done = edit_comment(writer, site, visitor, id, text, now); !done)
              return done.error();
            announce_comment(service, writer, site, "edit", id);
            return id;
          },
          change_answer};
}

Wish read_vote(Service& service, Fields& fields, std::int64_t now) {
  const std::string id = fields.required_text("id", kIdField);
  const JsonValue value = fields.raw("vote");
  const std::int64_t wanted = value.integer();
  if (!value.is_integer() || wanted < -1 || wanted > 1) fields.fail(invalid("vote", "must be 1, 0 or -1"));
  return {joined({"comment/vote", id, std::to_string(wanted)}),
          [=, &service](Writer& writer, const Site& site, RowId visitor) -> Result<std::string> {
            const auto votes = vote(writer, site, visitor, id, static_cast<int>(wanted), now);
            if (!votes) return votes.error();
            const auto members = [&](JsonWriter& out) {
              out.member("id", id).member("likes", votes.value().likes).member("down", votes.value().down);
            };
            announce(service, writer, site, votes.value().page, "vote", id, [&](JsonWriter& event) {
              event.member("page", votes.value().page);
              members(event);
            });
            JsonWriter out;
            out.begin_object();
            members(out);
            out.member("vote", wanted).end_object();
            return out.take();
          }};
}

Wish read_react(Service& service, Fields& fields, std::int64_t now) {
  const std::string id = fields.text("id", kIdField);
  const PageName page = id.empty() ? required_page(fields) : PageName();
  const std::string emoji = fields.required_text("reaction", 16);
  const bool on = fields.required_bool("on");
  return {joined({"comment/react", page.key, id, emoji, on ? "1" : "0"}),
          [=, &service](Writer& writer, const Site& site, RowId visitor) -> Result<std::string> {
            const auto reacted = react(writer, site, visitor, page, id, emoji, on, now);
            if (!reacted) return reacted.error();
            const auto members = [&](JsonWriter& out) {
              out.member("page", reacted.value().page).member("id", id).key("reactions").begin_array();
              for (const Reaction& one : reacted.value().reactions)
                out.begin_array().string(one.emoji).integer(one.count).end_array();
              out.end_array();
            };
            announce(service, writer, site, reacted.value().page, "react", id, members);
            JsonWriter out;
            out.begin_object();
            members(out);
            out.end_object();
            return out.take();
          }};
}

Wish read_report(Service&, Fields& fields, std::int64_t now) {
  constexpr std::array<std::string_view, 4> kReasons = {"spam", "abuse", "illegal", "other"};
  ReportRow report;
  report.comment = fields.required_text("id", kIdField);
  report.reason = fields.required_text("reason", 16);
  report.note = clean_text(fields.text("note", limits::kReportNote));
  report.at_ms = now;
  if (std::find(kReasons.begin(), kReasons.end(), report.reason) == kReasons.end())
    fields.fail(invalid("reason", "must be spam, abuse, illegal or other"));
  return {joined({"comment/report", report.comment, report.reason, report.note}),
          [=](Writer& writer, const Site& site, RowId visitor) -> Result<std::string> {
            ReportRow row = report;
            row.visitor = visitor;
            if (const Status done = report_comment(writer, site, row); !done) return done.error();
            return std::string(R"({"ok":true})");
          }};
}

struct CommentVerb {
  std::string_view path;
  Wish (*read)(Service&, Fields&, std::int64_t now);
};
constexpr CommentVerb kVerbs[] = {{"/v1/comment", read_post},          {"/v1/comment/edit", read_edit},
                                  {"/v1/comment/delete", read_delete}, {"/v1/comment/restore", read_restore},
                                  {"/v1/comment/vote", read_vote},     {"/v1/comment/react", read_react},
                                  {"/v1/comment/report", read_report}};

}  // namespace

std::string required_comment_text(Fields& fields) {
  std::string text = fields.text("text", limits::kCommentText);
  const std::string clean = clean_text(text);
  if (trimmed(clean).empty())
    fields.fail(invalid("text", "is required"));
  else if (!shows_text(parse_markdown(clean)))
    fields.fail(invalid("text", "shows nothing to read"));
  return text;
}

Wish read_comment_wish(Service& service, std::string_view path, Fields& fields, std::int64_t now) {
  for (const CommentVerb& verb : kVerbs)
    if (verb.path == path) return verb.read(service, fields, now);
  fields.fail(refuse(ErrorCode::kNotFound, "no such address"));
  return {};
}

}  // namespace parvis::server
