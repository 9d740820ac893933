// POST /v1/preview: how a text would look as a comment. Keeps nothing.
#include "api/answers.hpp"
#include "api/asking.hpp"
#include "api/fields.hpp"
#include "api/rates.hpp"
#include "protocol/items_wire.hpp"
#include "rules/limits.hpp"
#include "rules/mentions.hpp"
#include "rules/page_key.hpp"
#include "rules/present.hpp"

namespace parvis::server {

ApiResponse answer_preview(Service& service, const ApiRequest& request) {
  if (const Status fine = check_previews(service, request); !fine)
    return problem(fine.error(), asked_language(request));
  auto body = Fields::of_body(request);
  if (!body) return problem(body.error());
  Fields& fields = body.value();
  const std::string site_name = fields.text("site", limits::kSiteName);
  const PageRef page = fields.page();
  const std::string text = fields.text("text", limits::kCommentText);
  if (fields.error()) return problem(*fields.error(), fields.language());

  std::optional<Error> refused;
  JsonWriter out;
  const Status done = service.store.read([&](Reader& reader) {
    const auto site = asked_site(reader, site_name, page, header(request, "origin"));
    if (!site) return void(refused = site.error());
    const auto name = page_name(page);
    const auto known = name ? reader.page(site.value().id, name.value().key) : std::nullopt;
    const std::string mentions = known ? pack_mentions(reader, known->id, text) : std::string();
    out.begin_object().key("body");
    write_rich(out, Presenter(reader, site.value()).body(text, mentions));
    out.end_object();
  });
  if (!done) return problem(done.error(), fields.language());
  if (refused) return problem(*refused, fields.language());
  return json_answer(out.take());
}

}  // namespace parvis::server
