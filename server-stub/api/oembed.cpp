// GET /oembed: tells programs that show links how to show a page's thread (https://oembed.com).
#include "api/answers.hpp"
#include "api/asking.hpp"
#include "api/embed_view.hpp"
#include "api/service.hpp"
#include "base/decimal.hpp"
#include "base/json.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "rules/limits.hpp"
#include "rules/page_key.hpp"
#include "rules/refusal.hpp"
#include "rules/sites.hpp"

namespace parvis::server {

namespace {

constexpr std::int64_t kWidth = 640, kHeight = 480, kAge = 3'600;  // seconds

struct Asked {
  std::string url, site, format = "json", language;
  std::int64_t width = kWidth, height = kHeight;
};

Result<Asked> read_asked(const ApiRequest& request) {
  Asked asked;
  for (const auto& [name, value] : request.query) {
    if (!utf8_valid(value) || value.size() > limits::kPageField)
      return invalid(name, "not text, or too long");
    if (name == "url") asked.url = value;
    if (name == "site") asked.site = value;
    if (name == "format") asked.format = value;
    if (name == "lang") asked.language = known_language(value);
    std::int64_t* size = name == "maxwidth" ? &asked.width : name == "maxheight" ? &asked.height : nullptr;
    if (size == nullptr) continue;
    const auto most = read_decimal(value);
    if (!most || *most < 1) return invalid(name, "must be a number of pixels");
    *size = std::min(*size, *most);
  }
  if (!parse_url(asked.url)) return invalid("url", "must be an http(s) address");
  if (asked.format != "json" && asked.format != "xml") return invalid("format", "must be json or xml");
  return asked;
}

std::string frame_html(const std::string& address, const Asked& asked, const std::string& title) {
  return "<iframe src=\"" + escape_html(address) + "\" width=\"" + std::to_string(asked.width) +
         "\" height=\"" + std::to_string(asked.height) + "\" title=\"" + escape_html(title) +
         "\" loading=\"lazy\" sandbox=\"allow-forms allow-popups allow-popups-to-escape-sandbox "
         "allow-same-origin "
         "allow-scripts\"></iframe>";
}

}  // namespace

ApiResponse answer_oembed(Service& service, const ApiRequest& request) {
  const auto read = read_asked(request);
  if (!read) return problem(read.error());
  const Asked& asked = read.value();
  EmbedView view;
  view.page.address = asked.url;
  view.language = asked.language;
  std::string title, site_address;
  std::optional<Error> refused;
  const Status done = service.store.read([&](Reader& reader) {
    const auto site = asked_site(reader, asked.site, view.page, {});
    if (!site) return void(refused = site.error());
    if (!lists_origin(site.value(), parse_url(asked.url)->origin()))
      return void(refused = refuse(ErrorCode::kNotFound, "not a page of this site", "url"));
    view.site = site.value().name;
    const auto name = page_name(view.page);
    if (!name) return void(refused = name.error());
    view.page = {name.value().key, {}, {}};
    const auto page = reader.page(site.value().id, name.value().key);
    title = page && !page->title.empty() ? page->title : name.value().key;
    site_address = parse_url(asked.url)->origin();
  });
  if (!done) return problem(done.error());
  if (refused) return problem(*refused);

  const std::string server = service.public_url(request);
  const std::string html = frame_html(server + "/embed/" + view.address(), asked, title);
  const std::pair<std::string_view, std::string> members[] = {{"version", "1.0"},
                                                              {"type", "rich"},
                                                              {"title", title},
                                                              {"provider_name", view.site},
                                                              {"provider_url", site_address},
                                                              {"html", html}};
  const std::pair<std::string_view, std::int64_t> numbers[] = {
      {"cache_age", kAge}, {"width", asked.width}, {"height", asked.height}};
  ApiResponse response;
  if (asked.format == "xml") {
    response.content_type = "text/xml; charset=utf-8";
    response.body = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<oembed>";
    const auto add = [&](std::string_view name, std::string_view value) {
      response.body.append("<").append(name).append(">").append(escape_html(value));
      response.body.append("</").append(name).append(">");
    };
    for (const auto& [name, value] : members) add(name, value);
    for (const auto& [name, value] : numbers) add(name, std::to_string(value));
    response.body += "</oembed>\n";
  } else {
    JsonWriter out;
    out.begin_object();
    for (const auto& [name, value] : members) out.member(name, value);
    for (const auto& [name, value] : numbers) out.member(name, value);
    out.end_object();
    response.body = out.take();
  }
  make_cacheable(response, request, response.body);
  return response;
}

}  // namespace parvis::server
