#include "worker.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <exception>

#include "parvis/version.hpp"

namespace parvis {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostConnections = 4;
constexpr std::size_t kLongestAnswer = std::size_t{16} << 20;  // no honest server sends more
constexpr const char* kBodyType = "text/plain;charset=UTF-8";

std::string origin_of(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) return {};
  return url.substr(0, url.find_first_of("/?#", scheme + 3));
}

std::string target_of(const std::string& url, std::size_t origin_length) {
  std::string target = url.substr(origin_length);
  return target.empty() || target.front() != '/' ? "/" + target : target;
}

std::int64_t retry_after_ms(const httplib::Response& response) {
  const std::string text = response.get_header_value("Retry-After");
  std::int64_t seconds = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (read.ec != std::errc() || seconds < 0 || seconds > 86'400 * 365) return 0;
  return seconds * 1000;
}

}  // namespace

Worker::~Worker() {
  while (!connections_.empty()) forget_oldest();
}

Result<HttpResponse> Worker::carry(const HttpRequest& request) {
  try {
    return attempt(request);
  } catch (const std::exception& problem) {
    return Error{ErrorCode::kNetwork, problem.what(), 0};
  }
}

Result<HttpResponse> Worker::attempt(const HttpRequest& request) {
  std::string body;
  httplib::Request wire;
  wire.method = request.method;
  if (request.method == "POST") {
    wire.body = request.body;
    wire.set_header("Content-Type", kBodyType);
  }
  const auto latest = Clock::now() + std::chrono::milliseconds(options_.total_timeout_ms);
  bool late = false;
  wire.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
    body.append(data, size);
    late = Clock::now() > latest;
    return body.size() <= kLongestAnswer && !late;
  };
  Result<HttpResponse> answer = perform(request.url, wire, body);
  return late && !stopped() ? Error{ErrorCode::kTimeout, "the answer came too slowly", 0} : std::move(answer);
}

Result<HttpResponse> Worker::listen(const std::string& url, const std::string& last_event_id,
                                    const Receive& receive) {
  std::string body;
  httplib::Request wire;
  wire.method = "GET";
  wire.set_header("Accept", "text/event-stream");
  if (!last_event_id.empty()) wire.set_header("Last-Event-ID", last_event_id);
  int status = 0;
  wire.response_handler = [&](const httplib::Response& response) {
    status = response.status;
    return true;
  };
  wire.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
    if (status == 200) receive({data, size});
    return true;
  };
  try {
    return perform(url, wire, body);
  } catch (const std::exception& problem) {
    return Error{ErrorCode::kNetwork, problem.what(), 0};
  }
}

Result<HttpResponse> Worker::perform(const std::string& url, httplib::Request& wire, std::string& body) {
  const std::string origin = origin_of(url);
  if (origin.empty()) return Error{ErrorCode::kNetwork, "no absolute address: " + url, 0};
  wire.path = target_of(url, origin.size());
  wire.set_header("User-Agent",
                  options_.user_agent.empty() ? "parvis/" + std::string(version()) : options_.user_agent);
  httplib::Client& client = connection_to(origin);
  if (!client.is_valid()) return Error{ErrorCode::kNetwork, "this address cannot be used: " + origin, 0};
  if (stopped()) return Error{ErrorCode::kCancelled, {}, 0};
  const auto started = Clock::now();
  const httplib::Result result = client.send(wire);
  const auto elapsed = Clock::now() - started;
  if (!result) {
    return failure(result.error(), std::chrono::duration_cast<std::chrono::milliseconds>(elapsed).count());
  }
  return HttpResponse{result->status, retry_after_ms(*result), std::move(body)};
}

httplib::Client& Worker::connection_to(const std::string& origin) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (auto place = connections_.begin(); place != connections_.end(); ++place) {
      if (place->origin != origin) continue;
      connections_.splice(connections_.begin(), connections_, place);
      return *place->client;
    }
    connections_.push_front({origin, std::make_unique<httplib::Client>(origin)});
  }
  if (connections_.size() > kMostConnections) forget_oldest();
  if (connections_.front().client->is_valid()) configure(connections_.front());
  return *connections_.front().client;
}

void Worker::configure(Connection& connection) {
  httplib::Client& client = *connection.client;
  client.set_keep_alive(true);
  client.set_tcp_nodelay(true);
  client.set_url_encode(false);  // addresses come encoded, and must arrive as they were made
  client.set_connection_timeout(std::chrono::milliseconds(options_.connect_timeout_ms));
  client.set_read_timeout(std::chrono::milliseconds(options_.answer_timeout_ms));
  client.set_write_timeout(std::chrono::milliseconds(options_.answer_timeout_ms));
  if (!options_.ca_file.empty()) client.set_ca_cert_path(options_.ca_file);
  client.enable_server_certificate_verification(true);
  if (const std::optional<Proxy> proxy = proxies_.find(connection.origin)) {
    client.set_proxy(proxy->host, proxy->port);
    if (!proxy->user.empty()) client.set_proxy_basic_auth(proxy->user, proxy->password);
  }
  client.set_socket_options([this, &connection](socket_t socket) { watch(connection, socket); });
}

void Worker::forget_oldest() {
  const int watched = connections_.back().watched;
  std::list<Connection> oldest;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    oldest.splice(oldest.begin(), connections_, std::prev(connections_.end()));
  }
  oldest.clear();  // closes the connection, outside the lock
  if (watched >= 0) close(watched);
}

// httplib's own stop() waits while a connection is being made, name lookup included; shutting the socket down
// does not. The duplicate is ours, so its number cannot come to mean another file while we use it. Called by
// httplib with a lock of its own held.
void Worker::watch(Connection& connection, socket_t socket) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (connection.watched >= 0) close(connection.watched);
  connection.watched = dup(socket);
  if (stopped_) shutdown(socket, SHUT_RDWR);
}

void Worker::stop() {
  const std::lock_guard<std::mutex> lock(mutex_);
  stopped_ = true;
  for (const Connection& connection : connections_) {
    if (connection.watched >= 0) shutdown(connection.watched, SHUT_RDWR);
  }
}

bool Worker::stopped() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return stopped_;
}

Error Worker::failure(httplib::Error error, std::int64_t elapsed_ms) {
  if (stopped()) return Error{ErrorCode::kCancelled, {}, 0};
  // httplib reports a silent server and a broken connection alike.
  const bool silent = error == httplib::Error::Read && elapsed_ms >= options_.answer_timeout_ms;
  const bool timeout = silent || error == httplib::Error::ConnectionTimeout;
  if (error == httplib::Error::SSLServerVerification) {
    return Error{ErrorCode::kNetwork, "the certificate of the server is not valid or not its own", 0};
  }
  return Error{timeout ? ErrorCode::kTimeout : ErrorCode::kNetwork, httplib::to_string(error), 0};
}

}  // namespace parvis
