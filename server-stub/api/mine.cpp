// POST /v1/mine: what one visitor did on a page. Changes nothing and registers nobody.
#include "api/answers.hpp"
#include "api/asking.hpp"
#include "api/fields.hpp"
#include "api/page_question.hpp"
#include "rules/capability.hpp"
#include "rules/ids.hpp"
#include "rules/limits.hpp"
#include "rules/refusal.hpp"
#include "rules/threads.hpp"
#include "rules/visits.hpp"

namespace parvis::server {

namespace {

void write_ids(JsonWriter& out, std::string_view name, const std::vector<std::string>& ids) {
  out.key(name).begin_array();
  for (const std::string& id : ids) out.string(id);
  out.end_array();
}

void write_mine_of_thread(JsonWriter& out, Reader& reader, const Site& site, RowId visitor, RowId page) {
  std::vector<std::string> mine, liked, down, page_reacted;
  std::vector<std::pair<std::string, std::string>> reacted;
  if (page != 0) {
    mine = reader.comments_by(page, visitor, limits::kMineIds);
    liked = reader.comments_voted_by(page, visitor, 1, limits::kMineIds);
    down = reader.comments_voted_by(page, visitor, -1, limits::kMineIds);
    reacted = reader.reacted_by(page, visitor, limits::kMineIds);
  }
  write_ids(out, "mine", mine);
  write_ids(out, "liked", liked);
  write_ids(out, "down", down);
  out.key("reacted").begin_array();
  for (const auto& [comment, emoji] : reacted) {
    if (comment.empty())
      page_reacted.push_back(emoji);
    else
      out.begin_array().string(comment).string(emoji).end_array();
  }
  out.end_array();
  write_ids(out, "page_reacted", page_reacted);
  const Member member = visitor != 0 ? reader.member(site.id, visitor) : Member{};
  if (!member.role.empty()) out.member("role", member.role);
  if (visitor != 0) out.member("feed", replies_capability(site, visitor));
}

// What others wrote since the reader was here.
void write_new(JsonWriter& out, Reader& reader, RowId page, RowId visitor, std::int64_t since_ms) {
  const NewComments found =
      page == 0 ? NewComments()
                : reader.new_comments(page, first_id_at(since_ms + 1), visitor, limits::kNewIds);
  out.key("new").begin_object().member("count", found.count);
  write_ids(out, "ids", found.ids);
  out.end_object();
}

void write_mine(JsonWriter& out, Reader& reader, const Site& site, RowId visitor, const Element& element) {
  const Descriptor& asked = element.descriptor;
  const auto page = element.page.key.empty() ? std::nullopt : reader.page(site.id, element.page.key);
  const bool known = page && visitor != 0;
  out.begin_object();
  switch (asked.kind) {
    case WidgetKind::kLike:
      out.member_bool("liked", known && reader.likes_page(page->id, visitor));
      break;
    case WidgetKind::kFans:
      out.member_bool("joined", visitor != 0 && reader.is_fan(site.id, asked.community, visitor));
      break;
    case WidgetKind::kCount:
    case WidgetKind::kRecent:
      break;  // nobody's own
    case WidgetKind::kShare:
      write_ids(out, "shared", known ? reader.shared_by(page->id, visitor) : std::vector<std::string>{});
      break;
    case WidgetKind::kComments: {
      write_mine_of_thread(out, reader, site, visitor, known ? page->id : 0);
      if (asked.since_ms > 0) write_new(out, reader, page ? page->id : 0, visitor, asked.since_ms);
      break;
    }
  }
  out.end_object();
}

Result<PageQuestion> read_mine_question(Fields& fields) {
  PageQuestion question;
  question.site = fields.text("site", limits::kSiteName);
  question.page.address = fields.text("address", limits::kPageField);
  question.page.canonical = fields.text("canonical", limits::kPageField);
  const JsonValue elements = fields.raw("e");
  if (!elements.is_array()) fields.fail(invalid("e", "must be a list"));
  if (fields.error()) return *fields.error();
  for (JsonValue one = elements.first(); one; one = one.next()) {
    if (!one.is_string()) return invalid("e", "must be a list of texts");
    if (const Status fine = add_element(question, one.text()); !fine) return fine.error();
  }
  return question;
}

}  // namespace

ApiResponse answer_mine(Service& service, const ApiRequest& request) {
  auto body = Fields::of_body(request);
  if (!body) return problem(body.error());
  Fields& fields = body.value();
  const std::string token = fields.token();
  auto question = read_mine_question(fields);
  if (!question) return problem(question.error(), fields.language());

  std::optional<Error> refused;
  JsonWriter out;
  const Status done = service.store.read([&](Reader& reader) {
    auto site = asked_site(reader, question.value().site, question.value().page, header(request, "origin"));
    if (!site) return void(refused = site.error());
    const RowId visitor = reader.visitor(token_hash(token));
    const Member member = visitor != 0 ? reader.member(site.value().id, visitor) : Member{};
    out.begin_object().member("name", member.name).key("items").begin_array();
    for (const Element& element : question.value().elements)
      write_mine(out, reader, site.value(), visitor, element);
    out.end_array().end_object();
  });
  if (!done) return problem(done.error(), fields.language());
  if (refused) return problem(*refused, fields.language());
  return json_answer(out.take());
}

// The Markdown of one's own comment, to be edited.
ApiResponse answer_source(Service& service, const ApiRequest& request) {
  auto body = Fields::of_body(request);
  if (!body) return problem(body.error());
  Fields& fields = body.value();
  const std::string token = fields.token();
  const std::string site_name = fields.text("site", limits::kSiteName);
  const PageRef page = fields.page();
  const std::string id = fields.required_text("id", 64);
  if (fields.error()) return problem(*fields.error(), fields.language());

  std::optional<Error> refused;
  JsonWriter out;
  const Status done = service.store.read([&](Reader& reader) {
    auto site = asked_site(reader, site_name, page, header(request, "origin"));
    if (!site) return void(refused = site.error());
    const auto found = find_comment(reader, site.value(), id, "id");
    if (!found) return void(refused = found.error());
    const CommentRow& row = found.value().comment;
    if (row.visitor != reader.visitor(token_hash(token)))
      return void(refused = refuse(ErrorCode::kNotAllowed, "this comment is somebody else's"));
    if (row.status != CommentRow::Status::kPublished)
      return void(refused = refuse(ErrorCode::kNotFound, "the comment is gone", "id"));
    out.begin_object().member("id", id).member("text", row.source).end_object();
  });
  if (!done) return problem(done.error(), fields.language());
  if (refused) return problem(*refused, fields.language());
  return json_answer(out.take());
}

}  // namespace parvis::server
