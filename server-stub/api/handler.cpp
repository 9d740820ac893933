#include "api/handler.hpp"

#include <array>
#include <atomic>

#include "api/answers.hpp"
#include "api/embed_page.hpp"
#include "api/rates.hpp"
#include "api/service.hpp"
#include "base/json.hpp"
#include "parvis/version.hpp"
#include "rules/refusal.hpp"
#include "rules/threads.hpp"

namespace parvis::server {

namespace {

using Answer = ApiResponse (*)(Service&, const ApiRequest&);

struct Route {
  std::string_view path;
  bool get, post;
  Answer answer;
  bool reads = false;  // counts among the reads of its network
};

constexpr std::array<Route, 40> kRoutes = {{
    {"/v1/health", true, false, answer_health},
    {"/docs/errors", true, false, answer_errors},
    {"/v1/read", true, false, answer_read, true},
    {"/v1/paint", true, false, answer_paint, true},
    {"/v1/events", true, false, answer_events, true},
    {"/v1/feed", true, false, answer_feed, true},
    {"/v1/mastodon", true, true, answer_mastodon, true},
    {"/v1/mine", false, true, answer_mine, true},
    {"/v1/mine/source", false, true, answer_source, true},
    {"/v1/preview", false, true, answer_preview},
    {"/v1/me/export", false, true, answer_me, true},
    {"/v1/me/forget", false, true, answer_me, true},
    {"/me", true, true, answer_me_page, true},
    {"/embed/like", true, false, answer_embed, true},
    {"/embed/share", true, false, answer_embed, true},
    {"/embed/fans", true, false, answer_embed, true},
    {"/embed/comments", true, false, answer_embed, true},
    {"/embed/page", true, false, answer_embed, true},
    {"/embed/act", false, true, answer_embed_act, true},  // it may draw a whole page
    {"/embed/fragment", true, false, answer_fragment, true},
    {"/embed/fragment.css", true, false, answer_fragment_style, true},
    {"/oembed", true, false, answer_oembed, true},
    {"/v1/like", false, true, answer_write},
    {"/v1/share", false, true, answer_write},
    {"/v1/fan", false, true, answer_write},
    {"/v1/comment", false, true, answer_write},
    {"/v1/comment/edit", false, true, answer_write},
    {"/v1/comment/delete", false, true, answer_write},
    {"/v1/comment/restore", false, true, answer_write},
    {"/v1/comment/vote", false, true, answer_write},
    {"/v1/comment/react", false, true, answer_write},
    {"/v1/comment/report", false, true, answer_write},
    {"/v1/owner/comment", false, true, answer_owner},
    {"/v1/owner/page", false, true, answer_owner},
    {"/v1/owner/thread", false, true, answer_owner},
    {"/v1/owner/visitor", false, true, answer_owner},
    {"/v1/owner/role", false, true, answer_owner},
    {"/v1/owner/settings", false, true, answer_owner},
    {"/v1/owner/reports", false, true, answer_owner},
    {"/v1/owner/history", false, true, answer_owner},
}};

const Route* find_route(std::string_view path) {
  for (const Route& route : kRoutes)
    if (route.path == path) return &route;
  return nullptr;
}

ApiResponse preflight() {
  ApiResponse response;
  response.status = 204;
  response.headers = {{"Access-Control-Allow-Methods", "GET, POST, OPTIONS"},
                      {"Access-Control-Allow-Headers", "Content-Type"},
                      {"Access-Control-Max-Age", "86400"}};
  return response;
}

ApiResponse refuse_method(std::string_view allowed) {
  ApiResponse refused = problem(refuse(ErrorCode::kMethodNotAllowed, "not by this method"));
  refused.headers.emplace_back("Allow", allowed);
  return refused;
}

std::string_view allowed_methods(const Route& route) {
  if (!route.get) return "POST, OPTIONS";
  return route.post ? "GET, HEAD, POST, OPTIONS" : "GET, HEAD, OPTIONS";
}

// Whether a reader sees the answer as it is.
bool is_page(const ApiRequest& request) {
  return request.path.starts_with("/embed/") && !request.path.starts_with("/embed/fragment");
}

ApiResponse dispatch(Service& service, const ApiRequest& request) {
  const Route* route = find_route(request.path);
  if (route == nullptr) {
    const bool known = request.method == "GET" || request.method == "HEAD" || request.method == "POST" ||
                       request.method == "OPTIONS";
    return known ? problem(refuse(ErrorCode::kNotFound, "no such address"))
                 : refuse_method("GET, HEAD, OPTIONS");
  }
  if (request.method == "OPTIONS") return preflight();
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (!(reads && route->get) && !(request.method == "POST" && route->post))
    return refuse_method(allowed_methods(*route));
  const std::string_view coding = header(request, "content-encoding");
  if (request.method == "POST" && !coding.empty() && coding != "identity") {
    ApiResponse refused =
        problem(refuse(ErrorCode::kUnsupportedMediaType, "send the body without a Content-Encoding"));
    refused.headers.emplace_back("Accept-Encoding", "identity");
    return refused;
  }
  if (route->reads)
    if (const Status fine = check_reads(service, request); !fine)
      return is_page(request) ? embed_refusal(fine.error(), asked_language(request))
                              : problem(fine.error(), asked_language(request));
  return route->answer(service, request);
}

}  // namespace

std::string Service::public_url(const ApiRequest& request) const {
  if (!options.public_url.empty()) return options.public_url;
  const std::string_view host = header(request, "host");
  return host.empty() ? std::string() : "http://" + std::string(host);
}

ApiResponse answer_health(Service&, const ApiRequest&) {
  JsonWriter out;
  out.begin_object().member("status", "ok").member("version", version()).end_object();
  return json_answer(out.take());
}

struct Handler::Impl {
  Service service;
  std::unique_ptr<EventHub> own_events;
  std::atomic<std::int64_t> tidy_at_ms{0};
};

Handler::Handler(Store& store, HandlerOptions options) : impl_(nullptr) {
  if (!options.clock) options.clock = system_clock_ms;
  if (!options.random) options.random = system_random;
  while (options.public_url.ends_with('/')) options.public_url.pop_back();
  std::unique_ptr<EventHub> own_events;
  if (options.events == nullptr) {
    own_events = std::make_unique<EventHub>(new_epoch(options.random));
    options.events = own_events.get();
  }
  impl_ = new Impl{Service{store, std::move(options)}, std::move(own_events), {}};
}

Handler::~Handler() { delete impl_; }

void Handler::tidy() {
  constexpr std::int64_t kMinute = 60'000;
  const std::int64_t now = impl_->service.now();
  std::int64_t due = impl_->tidy_at_ms.load();
  // A clock that was set back must not stop this.
  const bool early = now < due && due - now <= kMinute;
  if (early || !impl_->tidy_at_ms.compare_exchange_strong(due, now + kMinute)) return;
  impl_->service.limiter.sweep(now);
  impl_->service.store.write_later([now](Writer& writer) -> Status {
    erase_regretted(writer, now);
    return Unit{};
  });
}

ApiResponse Handler::handle(const ApiRequest& request) {
  ApiResponse response;
  try {
    tidy();
    response = dispatch(impl_->service, request);
  } catch (...) {  // out of memory at worst; nothing of ours throws
    response = problem(refuse(ErrorCode::kInternal, ""));
  }
  add_common_headers(response);
  return response;
}

}  // namespace parvis::server
