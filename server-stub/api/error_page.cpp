// GET /docs/errors: what the `type` of every problem document leads to.
#include <array>

#include "api/answers.hpp"
#include "api/service.hpp"
#include "base/sha256.hpp"
#include "base/utf8.hpp"
#include "parvis/text.hpp"

namespace parvis::server {

namespace {

constexpr std::int64_t kLastNumber = 99;
constexpr std::string_view kStyle =
    ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;"
    "padding:0 1rem}h2{font-size:1.1rem;margin:2rem 0 0}h2 "
    "a{color:inherit;text-decoration:none}p{margin:.25rem 0}"
    "section:target{outline:2px solid;outline-offset:.5rem}";

struct Advice {
  ErrorCode code;
  std::string_view text;
};

constexpr std::array<Advice, 20> kAdvice = {{
    {ErrorCode::kBadUtf8, "Percent-encode the query as UTF-8."},
    {ErrorCode::kStorage, "Look at the server's log: it cannot use its database."},
    {ErrorCode::kMalformed,
     "Send one JSON object with whole numbers only, in UTF-8, every member once. \"detail\" says where it "
     "broke."},
    {ErrorCode::kInvalidField, "Correct the part of the request that \"field\" names, as \"detail\" says."},
    {ErrorCode::kTooLong, "Shorten the part that \"field\" names; \"detail\" holds the limit."},
    {ErrorCode::kTooLarge, "Send a smaller body; \"detail\" holds the limit."},
    {ErrorCode::kUnknownSite,
     "Name a site of this server in \"site\", or add the page's origin to one: parvis-server site origins."},
    {ErrorCode::kNotFound, "Check the address and the id. What was deleted is not found either."},
    {ErrorCode::kOriginNotAllowed,
     "Add the page's origin, with scheme and port, to the site's list: parvis-server site origins."},
    {ErrorCode::kNotAllowed, "Only the author of a comment, or the owner of the site, may do this."},
    {ErrorCode::kBlocked, "The owner of the site blocked this visitor, and can lift it."},
    {ErrorCode::kThreadClosed,
     "Take no more comments here; the owner of the site can open the thread again."},
    {ErrorCode::kKeyReused,
     "Make a new idempotency key for every wish; keep one only to send the same wish again."},
    {ErrorCode::kRateLimited,
     "Wait for as many seconds as Retry-After says, then send the same request again."},
    {ErrorCode::kMethodNotAllowed, "Use one of the methods in Allow."},
    {ErrorCode::kUnauthorized, "Send the site's owner key; parvis-server site new-key makes a new one."},
    {ErrorCode::kUnsupportedMediaType,
     "Send JSON as text/plain or application/json, without a Content-Encoding."},
    {ErrorCode::kEditWindowOver,
     "One's own comment can be edited and brought back for a time only; edit_window_s of the site says how "
     "long "
     "the first."},
    {ErrorCode::kInternal, "Try again later; the same idempotency key makes that safe."},
    {ErrorCode::kUnavailable,
     "Wait for as many seconds as Retry-After says, then send the same request under the same key."},
}};

std::string_view advice_for(ErrorCode code) {
  for (const Advice& advice : kAdvice)
    if (advice.code == code) return advice.text;
  return {};
}

std::string style_source() {
  const auto hash = sha256(kStyle);
  std::string text = base64url({reinterpret_cast<const char*>(hash.data()), hash.size()});
  for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
  return "'sha256-" + text + "='";
}

void add_section(std::string& page, ErrorCode code) {
  const std::string_view advice = advice_for(code);
  if (advice.empty()) return;
  Error error;
  error.code = code;
  const std::string name(error_name(code));
  const int status = error_status(code);
  page += "<section id=\"" + name + "\"><h2><a href=\"#" + name + "\">" + name + "</a></h2><p>" +
          escape_html(error_sentence(error, "en")) + "</p><p>" + escape_html(advice) + "</p><p><small>code " +
          std::to_string(static_cast<int>(code)) +
          (status == 0 ? std::string() : ", status " + std::to_string(status)) + "</small></p></section>\n";
}

}  // namespace

ApiResponse answer_errors(Service&, const ApiRequest& request) {
  ApiResponse response;
  response.content_type = "text/html; charset=utf-8";
  response.headers.emplace_back("Content-Security-Policy", "default-src 'none'; style-src " + style_source() +
                                                               "; base-uri 'none'; form-action 'none'; "
                                                               "frame-ancestors 'none'");
  std::string& page = response.body;
  page =
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width\"><title>Parvis: errors</title><style>";
  page += kStyle;
  page +=
      "</style></head>\n<body><h1>Errors</h1>\n<p>Every refusal is a problem document (RFC 9457); its "
      "\"type\" "
      "leads here, \"code\" is its stable number.</p>\n";
  for (std::int64_t number = 1; number <= kLastNumber; ++number)
    if (const auto code = error_from_number(number)) add_section(page, *code);
  page += "</body></html>\n";
  make_cacheable(response, request, page);
  return response;
}

}  // namespace parvis::server
