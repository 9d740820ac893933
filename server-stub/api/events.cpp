// GET /v1/events: what changes on some pages, as it changes. Here it is looked up and what can be told at
// once is written; the http layer keeps the stream.
#include "rules/events.hpp"
#include "api/answers.hpp"
#include "api/asking.hpp"
#include "base/utf8.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/page_key.hpp"
#include "rules/refusal.hpp"

namespace parvis::server {

namespace {

struct Asked {
  std::string site;
  PageRef page;  // by which the site is found when it is not named
  std::vector<std::string> pages;
  std::string after;
};

Status check_text(std::string_view name, std::string_view text, std::size_t limit) {
  if (!utf8_valid(text) || has_control(text)) return invalid(name, "not plain UTF-8");
  if (utf8_length(text) > limit) return too_long(name, limit);
  return Unit{};
}

Result<Asked> read_asked(const ApiRequest& request) {
  Asked asked;
  for (const auto& [name, value] : request.query) {
    if (const Status fine = check_text(name, value, limits::kPageField); !fine) return fine.error();
    if (name == "site") asked.site = value;
    if (name == "address") asked.page.address = value;
    if (name == "after") asked.after = value;
    if (name != "p") continue;
    if (asked.pages.size() == limits::kElements)
      return invalid("p", "at most " + std::to_string(limits::kElements) + " pages");
    PageRef page;
    page.key = value;
    auto key = page_name(page);
    if (!key) return key.error();
    asked.pages.push_back(std::move(key).value().key);
  }
  if (asked.pages.empty()) return invalid("p", "at least one page");
  // A browser that connects again by itself repeats the address, but knows better by then.
  if (const auto last = header(request, "last-event-id"); !last.empty()) asked.after = last;
  return asked;
}

}  // namespace

ApiResponse answer_events(Service& service, const ApiRequest& request) {
  auto asked = read_asked(request);
  if (!asked) return problem(asked.error(), asked_language(request));
  auto question = std::make_shared<EventQuestion>();
  question->after = std::move(asked.value().after);
  // What happens until the stream stands must not fall between.
  if (question->after.empty()) question->after = service.events().newest_id();
  std::optional<Error> refused;
  const Status done = service.store.read([&](Reader& reader) {
    const auto site = asked_site(reader, asked.value().site, asked.value().page, header(request, "origin"));
    if (!site) return void(refused = site.error());
    question->site = site.value().id;
    // Events carry a page's own key, whatever alias was asked for.
    for (std::string& key : asked.value().pages) {
      const auto page = reader.page(question->site, key);
      question->pages.push_back(page ? page->key : std::move(key));
    }
  });
  if (!done) return problem(done.error(), asked_language(request));
  if (refused) return problem(*refused, asked_language(request));
  ApiResponse response;
  response.content_type = "text/event-stream; charset=utf-8";
  response.headers = {{"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}};
  response.body = catch_up(service.events(), *question, service.events().newest());
  response.events = std::move(question);
  return response;
}

}  // namespace parvis::server
