// Telling the owner of a site: a queue in the store, emptied by the http layer's sender, never in a request's
// way.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "rules/settings.hpp"
#include "store/store.hpp"

namespace parvis::server {

struct WebhookNews {
  std::string event;    // comment or report
  std::string comment;  // its id: the text is looked up when it is sent, and may be gone by then
  RowId reporter = 0;   // what they say is looked up too
};

// Nothing when the site has no webhook.
void queue_webhook(Writer& writer, const Site& site, const SiteSettings& settings, const WebhookNews& news,
                   std::int64_t now_ms);

// What to send, now.
struct WebhookDelivery {
  std::int64_t job = 0;
  std::string url;
  std::string body;       // JSON
  std::string timestamp;  // seconds, X-Parvis-Timestamp
  std::string signature;  // X-Parvis-Signature: HMAC-SHA256 of timestamp "." body by the site's secret
};
// Delivers what is due; `post` answers whether it arrived. One that did not is put off: 10 s, doubled each
// time up to 3 h, given up after a day. Answers how many arrived.
std::size_t deliver_webhooks(Store& store, const std::function<bool(const WebhookDelivery&)>& post,
                             const std::function<std::int64_t()>& clock);

// Jobs that have nothing to say any more, or nobody to say it to, are dropped on the way.
std::vector<WebhookDelivery> due_deliveries(Store& store, std::int64_t now_ms);

void settle_delivery(Store& store, std::int64_t job, bool delivered, std::int64_t now_ms);
std::int64_t webhook_wait_ms(std::int64_t tries);

}  // namespace parvis::server
