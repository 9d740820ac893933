// POST /v1/me/export and /v1/me/forget, and GET and POST /me: the same as a page for people, without scripts.
#include "api/answers.hpp"
#include "api/fields.hpp"
#include "api/service.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "parvis/text.hpp"
#include "rules/belongings.hpp"
#include "rules/limits.hpp"
#include "rules/refusal.hpp"
#include "rules/visits.hpp"

namespace parvis::server {

namespace {

// Reading all of a visitor's things is dear, and nobody needs it twice a minute.
Status check_rate(Service& service, const std::string& hash) {
  if (!service.options.rate_limits) return Unit{};
  const std::int64_t wait = service.limiter.take("m" + hash, limits::kMePerVisitor, service.now());
  if (wait == 0) return Unit{};
  Error error = refuse(ErrorCode::kRateLimited, "too often in a short time");
  error.retry_after_ms = wait;
  return error;
}

Result<std::string> export_mine(Service& service, std::string_view token) {
  const std::string hash = token_hash(token);
  if (const Status fine = check_rate(service, hash); !fine) return fine.error();
  std::string json;
  const Status read =
      service.store.read([&](Reader& reader) { json = belongings_json(reader, reader.visitor(hash)); });
  if (!read) return read.error();
  return json;
}

Result<Forgotten> forget_me(Service& service, std::string_view token) {
  const std::string hash = token_hash(token);
  if (const Status fine = check_rate(service, hash); !fine) return fine.error();
  Forgotten forgotten;
  const Status done = service.store.write([&](Writer& writer) -> Status {
    forgotten = forget_visitor(writer, writer.visitor(hash), service.now());
    return Unit{};
  });
  if (!done) return done.error();
  return forgotten;
}

std::string forgotten_json(const Forgotten& forgotten) {
  JsonWriter out;
  out.begin_object().member_bool("ok", true).member("comments", forgotten.comments);
  out.member("others", forgotten.others).end_object();
  return out.take();
}

// The page.
struct Form {
  std::string token, act, language;
  bool sure = false;
};

Form read_form(const ApiRequest& request) {
  Form form{{}, {}, asked_language(request)};
  if (request.method != "POST" || request.body.size() > limits::kBody) return form;
  for (const auto& [name, value] : parse_query(request.body)) {
    if (name == "token") form.token = value;
    if (name == "act") form.act = value;
    if (name == "lang" && utf8_valid(value)) form.language = known_language(value);
    if (name == "sure") form.sure = true;
  }
  return form;
}

std::string words(std::string_view key, const Form& form) { return escape_html(message(key, form.language)); }

std::string form_html(const Form& form, const std::string& notice) {
  const std::string language = escape_html(form.language);
  return "<h1>" + words("me.title", form) + "</h1><p>" + words("me.intro", form) + "</p>" +
         (notice.empty() ? "" : "<p role=\"status\"><strong>" + escape_html(notice) + "</strong></p>") +
         "<form method=\"post\" action=\"me\"><input type=\"hidden\" name=\"lang\" value=\"" + language +
         "\"><label>" + words("me.token", form) +
         "<input name=\"token\" type=\"password\" required minlength=\"43\" maxlength=\"43\" "
         "autocomplete=\"off\" value=\"" +
         escape_html(form.token) + "\"></label><button name=\"act\" value=\"export\">" +
         words("me.show", form) + "</button><label class=\"check\"><input type=\"checkbox\" name=\"sure\">" +
         words("me.sure", form) + "</label><button name=\"act\" value=\"forget\">" +
         words("me.forget", form) + "</button></form>";
}

std::string thing_html(JsonValue thing, const Form& form) {
  std::string html = "<li><strong>" + words("me." + std::string(thing["kind"].text()), form) + "</strong>";
  const bool vote = thing["kind"].text() == "vote";  // which says it in English
  for (const char* part : {"page", "network", "community", "name", vote ? "" : "text"})
    if (!thing[part].text().empty()) html += " <span>" + escape_html(thing[part].text()) + "</span>";
  return html + "</li>";
}

std::string things_html(const std::string& json, const Form& form) {
  const auto document = JsonDocument::parse(json);
  const JsonValue sites = document ? document.value().root()["sites"] : JsonValue();
  if (!sites.first()) return "<p>" + words("me.nothing", form) + "</p>";
  std::string html;
  for (JsonValue site = sites.first(); site; site = site.next()) {
    html += "<h2>" + escape_html(site["site"].text()) + "</h2><ul>";
    for (JsonValue thing = site["things"].first(); thing; thing = thing.next())
      html += thing_html(thing, form);
    html += "</ul>";
  }
  return html + "<details><summary>JSON</summary><pre>" + escape_html(json) + "</pre></details>";
}

ApiResponse page_of(const Form& form, const std::string& notice, const std::string& below, int status = 200) {
  ApiResponse response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.headers.emplace_back("Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
                                "base-uri 'none'; frame-ancestors 'none'");
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body =
      "<!doctype html><html lang=\"" + form.language + "\" dir=\"" + words("text.direction", form) +
      "\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
      "<meta name=\"robots\" content=\"noindex\"><title>" +
      words("me.title", form) +
      "</title><style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;"
      "margin:3rem auto;padding:0 1rem}input,button{font:inherit;padding:.5rem .75rem;box-sizing:border-box}"
      "label{display:block;margin:1rem 0 .5rem}label>input:not([type=checkbox]){width:100%;display:block}"
      ".check{display:flex;gap:.5rem;align-items:baseline}pre{white-space:pre-wrap;overflow-wrap:anywhere}"
      "li{overflow-wrap:anywhere}</style><main>" +
      form_html(form, notice) + below + "</main></html>";
  return response;
}

ApiResponse failed_page(const Form& form, const Error& error) {
  return page_of(form, error_sentence(error, form.language), "", error_status(error.code));
}

}  // namespace

ApiResponse answer_me(Service& service, const ApiRequest& request) {
  auto body = Fields::of_body(request);
  if (!body) return problem(body.error());
  const std::string token = body.value().token();
  if (body.value().error()) return problem(*body.value().error(), body.value().language());
  if (request.path == "/v1/me/export") {
    auto exported = export_mine(service, token);
    return exported ? json_answer(std::move(exported).value())
                    : problem(exported.error(), body.value().language());
  }
  const auto forgotten = forget_me(service, token);
  if (!forgotten) return problem(forgotten.error(), body.value().language());
  return json_answer(forgotten_json(forgotten.value()));
}

ApiResponse answer_me_page(Service& service, const ApiRequest& request) {
  Form form = read_form(request);
  if (request.method != "POST") return page_of(form, "", "");
  if (!is_visitor_token(form.token)) {
    form.token.clear();
    return failed_page(form, invalid("token", ""));
  }
  if (form.act != "forget") {
    const auto exported = export_mine(service, form.token);
    return exported ? page_of(form, "", things_html(exported.value(), form))
                    : failed_page(form, exported.error());
  }
  if (!form.sure) return page_of(form, message("me.unsure", form.language), "", 422);
  const auto forgotten = forget_me(service, form.token);
  if (!forgotten) return failed_page(form, forgotten.error());
  form.token.clear();
  return page_of(form, message("me.forgotten", form.language), "");
}

}  // namespace parvis::server
