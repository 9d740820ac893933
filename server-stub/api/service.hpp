// What every route works with.
#pragma once

#include <string>
#include <string_view>

#include "api/handler.hpp"
#include "rules/rate_limit.hpp"

namespace parvis::server {

struct Service {
  Store& store;
  HandlerOptions options;  // clock, random and events are set
  RateLimiter limiter{};

  EventHub& events() const { return *options.events; }
  std::int64_t now() const { return options.clock(); }
  // Address of this server as the asking browser knows it, no slash at the end.
  std::string public_url(const ApiRequest& request) const;
};

// Routes; the handler has checked the method and adds the headers that all answers share.
ApiResponse answer_health(Service& service, const ApiRequest& request);
ApiResponse answer_read(Service& service, const ApiRequest& request);
ApiResponse answer_paint(Service& service, const ApiRequest& request);
ApiResponse answer_events(Service& service, const ApiRequest& request);
ApiResponse answer_mine(Service& service, const ApiRequest& request);
ApiResponse answer_source(Service& service, const ApiRequest& request);
ApiResponse answer_preview(Service& service, const ApiRequest& request);
ApiResponse answer_feed(Service& service, const ApiRequest& request);
ApiResponse answer_me(Service& service, const ApiRequest& request);
ApiResponse answer_me_page(Service& service, const ApiRequest& request);
ApiResponse answer_write(Service& service, const ApiRequest& request);
ApiResponse answer_owner(Service& service, const ApiRequest& request);
ApiResponse answer_errors(Service& service, const ApiRequest& request);
ApiResponse answer_embed(Service& service, const ApiRequest& request);
ApiResponse answer_embed_act(Service& service, const ApiRequest& request);
ApiResponse answer_fragment(Service& service, const ApiRequest& request);
ApiResponse answer_fragment_style(Service& service, const ApiRequest& request);
ApiResponse answer_oembed(Service& service, const ApiRequest& request);
ApiResponse answer_mastodon(Service& service, const ApiRequest& request);

}  // namespace parvis::server
