#include "api/embed_page.hpp"

#include "api/answers.hpp"
#include "base/sha256.hpp"
#include "base/url.hpp"
#include "parvis/text.hpp"
#include "rules/settings.hpp"

namespace parvis::server {

namespace {

std::string base64(std::string_view bytes) {
  std::string text = base64url(bytes);
  for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
  while (text.size() % 4 != 0) text += '=';
  return text;
}

std::string source_of(std::string_view style) {
  const auto hash = sha256(style);
  return "'sha256-" + base64({reinterpret_cast<const char*>(hash.data()), hash.size()}) + "'";
}

std::string policy(const Site* site) {
  static const std::string style = source_of(embed_style());
  std::string text = "default-src 'none'; style-src " + style + "; base-uri 'none'";
  if (site == nullptr) return text + "; form-action 'none'; frame-ancestors 'none'";
  text += "; script-src 'self'; form-action 'self'";
  std::string images, frames;
  for (const std::string& host : settings_of(*site).image_hosts) images += " https://" + host;
  for (const std::string& origin : site->origins) frames += " " + origin;
  if (!images.empty()) text += "; img-src" + images;
  return text + "; frame-ancestors" + (frames.empty() ? " 'none'" : frames);
}

std::string link(std::string_view relation, const std::string& address) {
  return "<link rel=\"" + std::string(relation) + "\" href=\"" + escape_html(address) + "\">";
}

std::string script_of(const std::string& json) {
  return "<script type=\"application/ld+json\">" + json + "</script>";
}

ApiResponse shell(const Site* site, const std::string& language, const std::string& head,
                  const std::string& body, int status) {
  ApiResponse response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.headers = {{"Content-Security-Policy", policy(site)},
                      {"Cache-Control", "private, no-cache"},
                      {"Vary", "Cookie, Accept-Language"},
                      // With less, browsers would not say where a form came from.
                      {"Referrer-Policy", "same-origin"}};
  response.body = "<!doctype html>\n<html lang=\"" + language + "\" dir=\"" +
                  message("text.direction", language) +
                  "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">" +
                  head + "<style>";
  response.body.append(embed_style());
  response.body += "</style></head>\n<body>" + body + "</body></html>\n";
  return response;
}

std::string back_link(const EmbedView& view, const EmbedDrawing& drawing, const std::string& language) {
  if (view.page.address.empty() || drawing.address.empty()) return {};
  return "<p class=\"back\"><a target=\"_top\" href=\"" + escape_html(drawing.address) + "\">" +
         escape_html(message("embed.back", language)) + "</a></p>";
}

std::string mark_of(const EmbedView& view) {
  const auto hash = sha256(view.address());
  return "-" + hex({reinterpret_cast<const char*>(hash.data()), 4});
}

}  // namespace

ApiResponse embed_html(const Site& site, const std::string& language, const std::string& head,
                       const std::string& body, int status) {
  return shell(&site, language, head, body, status);
}

ApiResponse embed_refusal(const Error& error, const std::string& language) {
  const std::string sentence = escape_html(error_sentence(error, language));
  const int status = error_status(error.code);
  ApiResponse response =
      shell(nullptr, language, "<title>" + sentence + "</title>",
            "<main class=\"ask\"><p role=\"alert\">" + sentence + "</p></main>", status == 0 ? 500 : status);
  if (error.retry_after_ms > 0)
    response.headers.emplace_back("Retry-After", std::to_string((error.retry_after_ms + 999) / 1'000));
  return response;
}

ApiResponse embed_page(Service& service, const ApiRequest& request, EmbedQuestion question, int status) {
  const auto drawn = draw_embed(service, question, service.public_url(request));
  if (!drawn) return embed_refusal(drawn.error(), question.language);
  const EmbedDrawing& drawing = drawn.value();
  std::string head = "<title>" + escape_html(drawing.title) + "</title>";
  if (!drawing.address.empty()) head += link("canonical", drawing.address);
  if (!drawing.next.empty()) {
    EmbedView next = question.view;
    next.after = drawing.next;
    head += link("next", next.address());
  }
  if (!question.view.height.empty()) head += "<script async src=\"../parvis-embed.js\"></script>";
  head += script_of(drawing.json_ld);
  return shell(&drawing.site, question.language, head,
               "<main><h1 class=\"unseen\">" + escape_html(drawing.title) + "</h1>" +
                   back_link(question.view, drawing, question.language) + drawing.html + "</main>",
               status);
}

Result<EmbedFragment> embed_fragment(Service& service, const EmbedView& view, const std::string& server) {
  EmbedQuestion question{view, view.language.empty() ? "en" : view.language, {}};
  question.base = server + "/embed/";
  question.mark = mark_of(view);
  auto drawn = draw_embed(service, question, server);
  if (!drawn) return drawn.error();
  EmbedDrawing& drawing = drawn.value();
  return EmbedFragment{drawing.site, "<div class=\"parvis-fallback\">" + drawing.html + "</div>",
                       drawing.json_ld};
}

std::string EmbedFragment::json_ld_script() const { return script_of(json_ld); }

}  // namespace parvis::server
