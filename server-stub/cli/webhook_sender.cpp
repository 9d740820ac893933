#include "cli/webhook_sender.hpp"

#include <spdlog/spdlog.h>

#include <chrono>

#include "rules/system.hpp"
#include "rules/webhooks.hpp"

namespace parvis::server {

WebhookSender::WebhookSender(Store& store, Handler& handler, const OutboundOptions& options)
    : store_(store), handler_(handler), options_(options), thread_([this] { work(); }) {}

WebhookSender::~WebhookSender() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void WebhookSender::work() {
  constexpr std::chrono::seconds kPause{1};
  const auto post = [&](const WebhookDelivery& delivery) {
    const bool arrived = post_outside(
        {delivery.url,
         {{"X-Parvis-Timestamp", delivery.timestamp}, {"X-Parvis-Signature", delivery.signature}},
         delivery.body},
        options_);
    if (!arrived) spdlog::warn("webhook {} did not take the news; it comes again later", delivery.url);
    return arrived;
  };
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, kPause, [this] { return stopping_; })) {
    lock.unlock();
    handler_.tidy();
    (void)deliver_webhooks(store_, post, system_clock_ms);
    lock.lock();
  }
}

}  // namespace parvis::server
