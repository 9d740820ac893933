// GET /embed/like and the like: widgets as pages for readers without scripts, for frames and search engines.
// GET /embed/fragment: the same as a piece of HTML for a page that includes it while it is made.
#include "api/answers.hpp"
#include "api/embed_page.hpp"
#include "api/embed_visitor.hpp"
#include "base/url.hpp"

namespace parvis::server {

namespace {

constexpr std::string_view kPrefix = "/embed/";

std::string shown_by(const std::string& path) {
  const std::string kind = path.substr(kPrefix.size());
  return kind == "page" || kind == "fragment" ? std::string() : kind;
}

}  // namespace

ApiResponse answer_embed(Service& service, const ApiRequest& request) {
  const std::string language = asked_language(request);
  auto view = read_embed_view(request.query, shown_by(request.path));
  if (!view) return embed_refusal(view.error(), language);
  return embed_page(service, request, {std::move(view).value(), language, embed_token(request)});
}

ApiResponse answer_fragment(Service& service, const ApiRequest& request) {
  auto view = read_embed_view(request.query, {});
  if (!view) return problem(view.error(), asked_language(request));
  // Nobody opens anything in a page that is the same for all.
  EmbedView& shown = view.value();
  shown.reply = shown.edit = shown.report = shown.reacting = shown.undo = shown.done = {};
  const auto fragment = embed_fragment(service, shown, service.public_url(request));
  if (!fragment) return problem(fragment.error(), shown.language);
  ApiResponse response;
  response.content_type = "text/html; charset=utf-8";
  response.body = fragment.value().html + fragment.value().json_ld_script() + "\n";
  make_cacheable(response, request, response.body);
  return response;
}

ApiResponse answer_fragment_style(Service&, const ApiRequest& request) {
  ApiResponse response;
  response.content_type = "text/css; charset=utf-8";
  response.body = ".parvis-fallback{" + std::string(embed_style()) + "}\n";
  make_cacheable(response, request, response.body);
  return response;
}

}  // namespace parvis::server
