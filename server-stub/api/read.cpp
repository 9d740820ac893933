// GET /v1/read and GET /v1/paint: what everybody may see of a page.
#include "api/answers.hpp"
#include "api/page_question.hpp"
#include "api/paint.hpp"
#include "base/json.hpp"
#include "parvis/version.hpp"
#include "protocol/items_wire.hpp"
#include "view/patch.hpp"

namespace parvis::server {

namespace {

bool tells_time(const Item& item) { return std::holds_alternative<ThreadItem>(item); }

ApiResponse answer_page(Service& service, const ApiRequest& request, bool painted) {
  auto question = read_question(request);
  if (!question) return problem(question.error(), asked_language(request));
  const std::string& language = question.value().language;
  const std::int64_t now = service.now();
  auto answered = answer_question(service, question.value(), now);
  if (!answered) return problem(answered.error(), language);

  const view::ViewContext context{language, service.public_url(request), now};
  bool timed = false;
  JsonWriter out;
  out.begin_object().member("build", build_id());
  if (painted) {
    out.member("format", view::kPaintFormat);
    write_words(out, language);
  }
  out.key("items").begin_array();
  for (std::size_t i = 0; i < answered.value().items.size(); ++i) {
    const Item& item = answered.value().items[i];
    out.begin_object();
    write_item_members(out, item);
    if (painted) {
      write_paint(out, item, question.value().elements[i].descriptor, context);
      timed = timed || tells_time(item);
    }
    out.end_object();
  }
  out.end_array().end_object();

  // The time goes in last, because the version does not know it.
  constexpr std::int64_t kMinute = 60'000;
  const std::string version_material = out.text() + (timed ? std::to_string(now / kMinute) : "");
  ApiResponse response = json_answer("{\"now\":" + std::to_string(now) + "," + out.text().substr(1));
  make_cacheable(response, request, version_material);
  return response;
}

}  // namespace

ApiResponse answer_read(Service& service, const ApiRequest& request) {
  return answer_page(service, request, false);
}

ApiResponse answer_paint(Service& service, const ApiRequest& request) {
  return answer_page(service, request, true);
}

}  // namespace parvis::server
