// GET /v1/read and GET /v1/paint: what everybody may see of a page.
#include "api/answers.hpp"
#include "api/page_question.hpp"
#include "api/paint.hpp"
#include "base/json.hpp"
#include "model/messages.hpp"
#include "parvis/version.hpp"
#include "protocol/items_wire.hpp"
#include "view/patch.hpp"

namespace parvis::server {

namespace {

bool tells_time(const PageItem& item) {
  const auto* kept = std::get_if<Item>(&item);
  return std::holds_alternative<RecentItem>(item) ||
         (kept != nullptr && std::holds_alternative<ThreadItem>(*kept));
}

std::string with_event(std::string text, std::string_view event) {
  // As JSON writes kEventMark.
  constexpr std::string_view kMember = "\"event\":\"\\u0001\"";
  const std::string member = "\"event\":\"" + std::string(event) + "\"";
  for (auto at = text.find(kMember); at != std::string::npos; at = text.find(kMember, at + member.size()))
    text.replace(at, kMember.size(), member);
  return text;
}

ApiResponse answer_page(Service& service, const ApiRequest& request, bool painted) {
  auto question = read_question(request);
  if (!question) return problem(question.error(), asked_language(request));
  const std::string& language = question.value().language;
  const std::int64_t now = service.now();
  auto answered = answer_question(service, question.value(), now);
  if (!answered) return problem(answered.error(), language);

  std::optional<GivenMessages> own;
  if (painted && !question.value().words.empty()) {
    auto words = own_words(question.value().words);
    if (!words) return problem(words.error(), language);
    own.emplace(language, std::move(words).value()).use();
  }
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
    const PageItem& item = answered.value().items[i];
    out.begin_object();
    write_page_item(out, item);
    if (painted) {
      write_paint(out, item, question.value().elements[i].descriptor, context);
      timed = timed || tells_time(item);
    }
    out.end_object();
  }
  out.end_array().end_object();

  // The time and the event go in last, because the version does not know them.
  constexpr std::int64_t kMinute = 60'000;
  const std::string version_material = out.text() + (timed ? std::to_string(now / kMinute) : "");
  const std::string body = with_event(out.text().substr(1), answered.value().event);
  ApiResponse response = json_answer("{\"now\":" + std::to_string(now) + "," + body);
  make_cacheable(response, request, version_material);
  const Versions& versions = service.store.versions();
  if (versions.settled(answered.value().versions))
    response.still_true = [&service, &versions, minute = now / kMinute, seen = answered.value().versions,
                           event = service.events().newest()] {
      // Whoever goes on from the event in the answer must find those after it.
      return service.now() / kMinute == minute && versions.still_true(seen) &&
             service.events().newest() - event < EventHub::kEvents / 2;
    };
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
