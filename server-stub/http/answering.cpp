#include "http/answering.hpp"

#include <exception>
#include <utility>

#include "http/access_log.hpp"
#include "http/api_request.hpp"
#include "http/compress.hpp"

namespace parvis::server {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::string_view kMetricsPath = "/metrics";

// Whatever else a request says, the answers that are kept do not depend on it. The host does: the server's
// own address is made from it where none is configured.
std::string cache_key(const RequestHead& head) {
  const Coding coding = choose_coding(head.field("accept-encoding"));
  std::string key(coding_name(coding));
  return key.append(" ").append(head.field("host")).append(head.path).append("?").append(head.query);
}

bool is_plain_get(const RequestHead& head) {
  return head.method == "GET" && head.content_length == 0 && !head.chunked;
}

bool holds(std::string_view if_none_match, std::string_view etag) {
  return if_none_match == "*" || if_none_match.find(etag) != std::string_view::npos;
}

std::string header_of(const ApiResponse& response, std::string_view lower_name) {
  const std::string* value = find_header(response, lower_name);
  return value == nullptr ? std::string() : *value;
}

}  // namespace

Answering::Answering(const AnsweringOptions& options, Respond respond, EventStreams* streams)
    : options_(options), respond_(std::move(respond)), streams_(streams), cache_(options.cache_bytes) {}

bool Answering::answer_quickly(const RequestHead& head, Outgoing& outgoing) {
  if (options_.cache_bytes == 0 || !is_plain_get(head) || finishing_ || head.path == kMetricsPath)
    return false;
  const auto start = Steady::now();
  const auto kept = cache_.find(cache_key(head));
  if (!kept || !kept->still_true()) return false;
  const std::string tags = head.field("if-none-match");
  const bool unchanged = !tags.empty() && holds(tags, kept->etag);
  // The client may hold it in another coding: answer() knows what to say.
  if (!tags.empty() && !unchanged && holds(plain_etags(tags), plain_etags(kept->etag))) return false;
  outgoing.keep_alive = head.keep_alive;
  const std::string& lines = unchanged ? kept->unchanged : kept->head;
  constexpr std::size_t kRoomForDate = 80;
  outgoing.bytes.reserve(lines.size() + kRoomForDate);
  outgoing.bytes = lines;
  finish_head(outgoing.bytes, head.keep_alive, head.minor_version);
  if (!unchanged) outgoing.body = std::shared_ptr<const std::string>(kept, &kept->body);
  cache_.count(true);
  end(head, unchanged ? 304 : 200, start, outgoing.bytes.size() + (unchanged ? 0 : kept->body.size()));
  return true;
}

ApiResponse Answering::respond_safely(const ApiRequest& request) const {
  try {
    return respond_(request);
  } catch (const std::exception&) {
    // The text may hold what the request held: it is not repeated, neither here nor in the log.
    access_log_error("a request ended with an exception");
    return problem({500, ErrorCode::kInternal, "The server failed; try again."});
  }
}

KeptAnswerPtr Answering::keepable(ApiResponse response, const RequestHead& head) const {
  auto kept = std::make_shared<KeptAnswer>();
  compress_answer(response, head.field("accept-encoding"), {});
  add_missing_headers(response, options_.default_headers);
  kept->etag = header_of(response, "etag");
  kept->head = head_lines(response, false);
  std::erase_if(response.headers, [](const auto& one) { return to_lower(one.first) == "content-encoding"; });
  kept->body = std::move(response.body);
  response.status = 304;
  kept->unchanged = head_lines(response, false);
  kept->still_true = std::move(response.still_true);
  return kept;
}

// An answer that can be kept is made whole, whatever the asker holds; what they hold is compared afterwards.
ApiResponse Answering::respond_and_keep(ApiRequest& request, const RequestHead& head) {
  if (options_.cache_bytes == 0 || !is_plain_get(head)) return respond_safely(request);
  const std::string key = cache_key(head);
  std::string tags;
  if (cache_.find(key)) {
    const auto found = request.headers.find("if-none-match");
    if (found != request.headers.end()) {
      tags = std::move(found->second);
      request.headers.erase(found);
    }
  }
  ApiResponse response = respond_safely(request);
  if (response.status != 200) return response;
  if (response.still_true) {
    cache_.count(false);
    cache_.keep(key, keepable(response, head));
  }
  if (!tags.empty() && holds(tags, header_of(response, "etag"))) {
    response.status = 304;
    response.body.clear();
  }
  return response;
}

// Turns an answer that goes on into its head and a ticket, or into a refusal. False: there is no stream.
bool Answering::begins_stream(ApiResponse& response, const ApiRequest& request, Outgoing& outgoing) {
  if (!response.events || streams_ == nullptr) return false;
  auto admitted = streams_->admit(request.client_address);
  if (const auto* refusal = std::get_if<Refusal>(&admitted)) {
    constexpr const char* kTryAgain = "30";  // seconds
    response = problem(*refusal);
    response.headers.emplace_back("Retry-After", kTryAgain);
    return false;
  }
  outgoing.stream.emplace();
  outgoing.stream->seat = std::move(std::get<0>(admitted));
  outgoing.stream->question = response.events;
  return true;
}

Outgoing Answering::answer(const RequestHead& head, std::string body, const std::string& peer) {
  const auto start = Steady::now();
  Outgoing outgoing;
  WireOptions wire;
  wire.head_only = head.method == "HEAD";
  wire.minor_version = head.minor_version;
  ApiResponse response;
  if (head.method == "OPTIONS") {
    response = options_answer();
  } else if (auto request = to_api_request(head, std::move(body), peer, options_.trusted_proxies)) {
    response = may_read_metrics(*request, head) ? metrics() : respond_and_keep(*request, head);
    wire.streams = !wire.head_only && begins_stream(response, *request, outgoing);
    if (!wire.streams) compress_answer(response, head.field("accept-encoding"), head.field("if-none-match"));
  } else {
    response = problem({400, ErrorCode::kBadUtf8, "The query is not valid percent-encoded UTF-8."});
  }
  add_missing_headers(response, options_.default_headers);
  wire.keep_alive = outgoing.keep_alive = head.keep_alive && !finishing_ && !response.deliver;
  if (wire.streams) outgoing.stream->chunked = wire.minor_version > 0;
  if (wire.streams && wire.minor_version == 0) wire.keep_alive = false;
  outgoing.bytes = to_wire(response, wire);
  end(head, response.status, start, outgoing.bytes.size());
  outgoing.deliver = std::move(response.deliver);
  return outgoing;
}

void Answering::end(const RequestHead& head, int status, Steady::time_point start, std::size_t bytes) {
  metrics_.route(head.path, status).count(status, Steady::now() - start);
  if (options_.access_log) access_log(head.method, head.path, status, start, bytes);
}

std::string Answering::refuse(const Refusal& refusal) {
  auto response = problem(refusal);
  add_missing_headers(response, options_.default_headers);
  WireOptions wire;
  wire.keep_alive = false;
  const auto bytes = to_wire(response, wire);
  metrics_.route({}, refusal.status).count(refusal.status, {});
  if (options_.access_log) access_log_refusal(refusal, bytes.size());
  return bytes;
}

bool Answering::may_read_metrics(const ApiRequest& request, const RequestHead& head) const {
  if (request.path != kMetricsPath || request.method != "GET") return false;
  if (!options_.metrics_token.empty()) {
    const auto said = request.headers.find("authorization");
    if (said != request.headers.end() && said->second == "Bearer " + options_.metrics_token) return true;
  }
  // A proxy on this machine speaks for others.
  const bool proxied =
      !(head.field("x-forwarded-for") + head.field("forwarded") + head.field("x-real-ip")).empty();
  return !proxied && (request.client_address.starts_with("127.") || request.client_address == "::1");
}

ApiResponse Answering::metrics() const {
  ApiResponse response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.headers = {{"Cache-Control", "no-store"}};
  response.body = metrics_.text();
  response.body +=
      metric("parvis_cache_hits_total", "Answers that were kept from before.", "counter", cache_.hits());
  response.body += metric("parvis_cache_misses_total", "Answers that were made and then kept.", "counter",
                          cache_.misses());
  if (streams_ != nullptr) {
    response.body += metric("parvis_streams", "Open event streams.", "gauge", streams_->size());
    response.body += metric("parvis_streams_dropped_total", "Streams ended for reading too slowly.",
                            "counter", streams_->dropped());
  }
  if (options_.more_metrics) response.body += options_.more_metrics();
  return response;
}

}  // namespace parvis::server
