// From a request's head and body to the bytes of its answer: the API function, what it said before and still
// holds, compression, streams, the log and the figures.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "api/request.hpp"
#include "http/address.hpp"
#include "http/answer_cache.hpp"
#include "http/connection.hpp"
#include "http/event_streams.hpp"
#include "http/metrics.hpp"
#include "http/wire.hpp"

namespace parvis::server {

struct AnsweringOptions {
  std::vector<Network> trusted_proxies;
  HeaderList default_headers;  // on every answer that does not carry them itself
  bool access_log = true;
  std::size_t cache_bytes = 16 * 1024 * 1024;  // for answers that are still true; 0: none are kept
  // Who may read /metrics: this machine, and whoever has the token ("Authorization: Bearer …"), if there is
  // one.
  std::string metrics_token;
  // More figures, in the same format.
  std::function<std::string()> more_metrics;
};

class Answering final : public Exchange {
 public:
  using Respond = std::function<ApiResponse(const ApiRequest&)>;

  // `streams` may be null and must else outlive this.
  Answering(const AnsweringOptions& options, Respond respond, EventStreams* streams);

  bool answer_quickly(const RequestHead& head, Outgoing& outgoing) override;
  Outgoing answer(const RequestHead& head, std::string body, const std::string& peer) override;
  std::string refuse(const Refusal& refusal) override;

  // From now on connections end with their answer.
  void finish() { finishing_ = true; }

 private:
  ApiResponse respond_safely(const ApiRequest& request) const;
  bool begins_stream(ApiResponse& response, const ApiRequest& request, Outgoing& outgoing);
  ApiResponse respond_and_keep(ApiRequest& request, const RequestHead& head);
  KeptAnswerPtr keepable(ApiResponse response, const RequestHead& head) const;
  bool may_read_metrics(const ApiRequest& request, const RequestHead& head) const;
  ApiResponse metrics() const;
  void end(const RequestHead& head, int status, std::chrono::steady_clock::time_point start,
           std::size_t bytes);

  const AnsweringOptions& options_;
  const Respond respond_;
  EventStreams* const streams_;
  AnswerCache cache_;
  Metrics metrics_;
  std::atomic<bool> finishing_{false};
};

}  // namespace parvis::server
