// The thread that empties the queue of webhooks, and does once a minute what no request may come to do.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "api/handler.hpp"
#include "http/outbound.hpp"

namespace parvis::server {

class WebhookSender {
 public:
  // Both must outlive this.
  WebhookSender(Store& store, Handler& handler, const OutboundOptions& options);
  // Waits for the delivery under way.
  ~WebhookSender();

 private:
  void work();

  Store& store_;
  Handler& handler_;
  const OutboundOptions options_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace parvis::server
