// GET /v1/read and GET /v1/paint: what everybody may see of a page.
#include "api/answers.hpp"
#include "api/paint.hpp"
#include "api/page_question.hpp"
#include "base/json.hpp"
#include "parvis/version.hpp"
#include "protocol/items_wire.hpp"
#include "view/patch.hpp"

namespace parvis::server {

namespace {

bool tells_time(const Item& item) { return std::holds_alternative<ThreadItem>(item); }

std::string item_json(const Item& item) {
  JsonWriter out;
  write_item(out, item);
  return out.take();
}

ApiResponse answer_page(Service& service, const ApiRequest& request, bool painted) {
  auto question = read_question(request);
  if (!question) return problem(question.error());
  const std::string& language = question.value().language;
  const std::int64_t now = service.now();
  auto answered = answer_question(service, question.value(), header(request, "origin"), now);
  if (!answered) return problem(answered.error(), language);

  const view::ViewContext context{language, service.public_url(request), now};
  bool timed = false;
  std::string rest = ",\"build\":\"" + std::string(build_id()) + "\"";
  if (painted) rest += ",\"format\":" + std::to_string(view::kPaintFormat);
  rest += ",\"items\":[";
  for (std::size_t i = 0; i < answered.value().items.size(); ++i) {
    const Item& item = answered.value().items[i];
    if (i > 0) rest += ',';
    std::string json = item_json(item);
    if (painted) {
      json.pop_back();
      json += paint_members(item, question.value().elements[i].descriptor, context) + "}";
      timed = timed || tells_time(item);
    }
    rest += json;
  }
  rest += "]}";

  constexpr std::int64_t kMinute = 60'000;
  const std::string version_material = rest + (timed ? std::to_string(now / kMinute) : "");
  ApiResponse response = json_answer("{\"now\":" + std::to_string(now) + rest);
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
