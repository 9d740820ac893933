// /v1/mastodon: GET asks a reader without scripts for their instance, POST leads there.
#include "api/answers.hpp"
#include "api/service.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "model/share_links.hpp"
#include "parvis/text.hpp"
#include "rules/limits.hpp"

namespace parvis::server {

namespace {

struct Question {
  std::string text, instance, language;
};

Question read(const ApiRequest& request) {
  Question question{{}, {}, asked_language(request)};
  const auto take = [&](const std::pair<std::string, std::string>& field) {
    if (!utf8_valid(field.second)) return;
    if (field.first == "text") question.text = utf8_prefix(field.second, limits::kPageField);
    if (field.first == "instance") question.instance = utf8_prefix(field.second, 253);
    if (field.first == "lang") question.language = known_language(field.second);
  };
  for (const auto& field : request.query) take(field);
  if (request.method == "POST" && request.body.size() <= limits::kBody)
    for (const auto& field : parse_query(request.body)) take(field);
  return question;
}

ApiResponse page(const Question& question, bool wrong) {
  const auto word = [&](std::string_view key) { return escape_html(message(key, question.language)); };
  ApiResponse response;
  response.status = wrong ? 422 : 200;
  response.content_type = "text/html; charset=utf-8";
  response.headers.emplace_back("Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' https:; "
                                "frame-ancestors 'none'");
  response.body =
      "<!doctype html><html lang=\"" + question.language + "\" dir=\"" + word("text.direction") +
      "\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
      "<meta name=\"robots\" content=\"noindex\"><title>Mastodon</title>"
      "<style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:28rem;"
      "margin:4rem auto;padding:0 1rem}input,button{font:inherit;padding:.5rem .75rem;width:100%;"
      "box-sizing:border-box;margin-top:.5rem}</style><form method=\"post\" action=\"mastodon\">" +
      (wrong ? "<p role=\"alert\">" + word("share.instance.invalid") + "</p>" : "") + "<label>" +
      word("share.instance.label") +
      "<input name=\"instance\" required placeholder=\"mastodon.social\" autocomplete=\"url\" value=\"" +
      escape_html(question.instance) + "\"></label><input type=\"hidden\" name=\"text\" value=\"" +
      escape_html(question.text) + "\"><input type=\"hidden\" name=\"lang\" value=\"" + question.language +
      "\"><button>" + word("share.instance.go") + "</button></form></html>";
  return response;
}

}  // namespace

ApiResponse answer_mastodon(Service&, const ApiRequest& request) {
  const Question question = read(request);
  // Only the form leads away: as a link, this would lead anybody anywhere in the server's name.
  if (request.method != "POST") return page(question, false);
  const std::string host = mastodon_host(question.instance);
  if (host.empty()) return page(question, true);
  ApiResponse response;
  response.status = 303;
  response.content_type = "text/html; charset=utf-8";
  response.headers.emplace_back("Location",
                                "https://" + host + "/share?text=" + percent_encode(question.text));
  return response;
}

}  // namespace parvis::server
