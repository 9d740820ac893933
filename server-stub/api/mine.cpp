// POST /v1/mine: what one visitor did on a page. Changes nothing and registers nobody.
#include "api/answers.hpp"
#include "api/asking.hpp"
#include "api/fields.hpp"
#include "api/page_question.hpp"
#include "rules/limits.hpp"
#include "rules/refusal.hpp"
#include "rules/visits.hpp"

namespace parvis::server {

namespace {

void write_ids(JsonWriter& out, std::string_view name, const std::vector<std::string>& ids) {
  out.key(name).begin_array();
  for (const std::string& id : ids) out.string(id);
  out.end_array();
}

void write_mine(JsonWriter& out, Reader& reader, const Site& site, RowId visitor, const Element& element) {
  const Descriptor& asked = element.descriptor;
  const auto page = asked.kind == WidgetKind::kFans ? std::nullopt : reader.page(site.id, element.page.key);
  const bool known = page && visitor != 0;
  out.begin_object();
  switch (asked.kind) {
    case WidgetKind::kLike:
      out.member_bool("liked", known && reader.likes_page(page->id, visitor));
      break;
    case WidgetKind::kFans:
      out.member_bool("joined", visitor != 0 && reader.is_fan(site.id, asked.community, visitor));
      break;
    case WidgetKind::kShare:
      write_ids(out, "shared", known ? reader.shared_by(page->id, visitor) : std::vector<std::string>{});
      break;
    case WidgetKind::kComments: {
      std::vector<std::string> mine, liked;
      if (known) {
        mine = reader.comments_by(page->id, visitor, limits::kMineIds);
        liked = reader.comments_liked_by(page->id, visitor, limits::kMineIds);
      }
      write_ids(out, "mine", mine);
      write_ids(out, "liked", liked);
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

}  // namespace parvis::server
