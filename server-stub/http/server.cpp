#include "http/server.hpp"

#include <httplib.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <exception>

#include "http/access_log.hpp"
#include "http/api_request.hpp"
#include "http/compress.hpp"
#include "http/parking.hpp"

namespace parvis::server {
namespace {

constexpr int kBacklog = 4096;  // the library asks for 5, and drops the sixth simultaneous visitor

// Without the library's SO_REUSEPORT, with which a second server would silently share the port.
void reuse_address_only(socket_t fd) {
  const int on = 1;
  ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
}

Error cannot_listen(const HttpOptions& options, int reason) {
  const std::string where = options.host + " port " + std::to_string(options.port);
  if (reason == EADDRINUSE) return {ErrorCode::kUnavailable, where + " is already in use by another program"};
  if (reason == EACCES)
    return {ErrorCode::kUnavailable, where + " needs more rights: ports below 1024 are for root"};
  return {ErrorCode::kUnavailable, "cannot listen on " + where + ": " + std::strerror(reason)};
}

}  // namespace

HeaderList public_headers() {
  return {{"Access-Control-Allow-Origin", "*"},
          {"Access-Control-Expose-Headers", "Retry-After, ETag"},
          {"Cross-Origin-Resource-Policy", "cross-origin"},
          {"X-Content-Type-Options", "nosniff"},
          {"Referrer-Policy", "no-referrer"}};
}

class HttpServer::Impl : private httplib::Server, private Exchange {
 public:
  Impl(HttpOptions options, Respond respond) : options_(std::move(options)), respond_(std::move(respond)) {
    set_socket_options(reuse_address_only);
    new_task_queue = [this] { return new Workers(*this); };
  }

  ~Impl() override {
    finish();
    if (listener_ >= 0) ::close(listener_);
  }

  Result<int> bind();
  bool run();
  void stop();

  const HttpOptions& options() const { return options_; }
  int port() const { return port_; }
  std::size_t parked() const { return parking_ ? parking_->size() : 0; }
  std::size_t streams() const { return streams_ ? streams_->size() : 0; }

 private:
  // What the library's accept loop hands sockets to: the pool outlives that loop.
  class Workers : public httplib::TaskQueue {
   public:
    explicit Workers(Impl& server) : server_(server) {}
    void enqueue(std::function<void()> job) override { server_.enqueue(std::move(job)); }
    void shutdown() override {}

   private:
    Impl& server_;
  };

  void finish();
  void enqueue(std::function<void()> job);
  void enqueue(std::unique_ptr<Connection> connection, Parking::Why why);
  void serve(std::unique_ptr<Connection> connection, Parking::Why why);
  ApiResponse respond_safely(const ApiRequest& request) const;

  bool process_and_close_socket(socket_t fd) override {
    Exchange& exchange = *this;
    serve(std::make_unique<Connection>(fd, exchange, options_.limits), Parking::Why::kReady);
    return true;
  }
  Outgoing answer(const RequestHead& head, std::string body, const std::string& peer) override;
  bool begins_stream(ApiResponse& response, const ApiRequest& request, Outgoing& outgoing);
  std::string refuse(const Refusal& refusal) override;

  const HttpOptions options_;
  const Respond respond_;
  int port_ = 0;
  int listener_ = -1;  // a second descriptor of the listening socket, so that it outlives the accept loop
  std::atomic<bool> stopping_{false};
  std::atomic<bool> closed_{false};
  std::atomic<std::size_t> busy_{0};       // jobs queued or running
  std::unique_ptr<EventStreams> streams_;  // outlives the connections, which may hold seats
  std::unique_ptr<httplib::ThreadPool> pool_;
  std::unique_ptr<Parking> parking_;
};

Result<int> HttpServer::Impl::bind() {
  errno = 0;
  if (options_.port == 0) {
    port_ = bind_to_any_port(options_.host);
  } else {
    port_ = bind_to_port(options_.host, options_.port) ? options_.port : -1;
  }
  if (port_ < 0) return cannot_listen(options_, errno != 0 ? errno : EADDRNOTAVAIL);
  if (::listen(svr_sock_, kBacklog) != 0) return cannot_listen(options_, errno);
  listener_ = ::dup(svr_sock_);
  if (options_.events != nullptr)
    streams_ = std::make_unique<EventStreams>(*options_.events, options_.streams);
  pool_ = std::make_unique<httplib::ThreadPool>(options_.workers);
  parking_ = std::make_unique<Parking>(options_.max_connections,
                                       [this](std::unique_ptr<Connection> connection, Parking::Why why) {
                                         if (!closed_) enqueue(std::move(connection), why);
                                       });
  return port_;
}

bool HttpServer::Impl::run() {
  // The library's loop ends at the first accept() that fails, be it only for want of memory: start it again.
  while (!stopping_) {
    listen_after_bind();
    if (stopping_) break;
    access_log_error("accepting connections failed, trying again");
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    svr_sock_ = ::dup(listener_);
    if (svr_sock_ < 0) break;
  }
  if (streams_) streams_->stop();
  parking_->drain(std::chrono::steady_clock::now() + options_.drain, [this] { return busy_.load(); });
  finish();
  return stopping_;
}

void HttpServer::Impl::finish() {
  if (!pool_ || closed_.exchange(true)) return;
  pool_->shutdown();
  parking_->stop();
}

void HttpServer::Impl::stop() {
  if (stopping_.exchange(true)) return;
  // Wakes accept(), also one that is yet to be called; closing the descriptor here would race with it.
  if (listener_ >= 0) ::shutdown(listener_, SHUT_RDWR);
}

void HttpServer::Impl::enqueue(std::function<void()> job) {
  ++busy_;
  pool_->enqueue([this, job = std::move(job)] {
    job();
    --busy_;
  });
}

void HttpServer::Impl::enqueue(std::unique_ptr<Connection> connection, Parking::Why why) {
  // The pool's jobs must be copyable. It drops those that come after its last worker has gone: the connection
  // goes with its job.
  auto held = std::make_shared<std::unique_ptr<Connection>>(std::move(connection));
  enqueue([this, held = std::move(held), why] { serve(std::move(*held), why); });
}

void HttpServer::Impl::serve(std::unique_ptr<Connection> connection, Parking::Why why) {
  const auto next = why == Parking::Why::kExpired ? connection->expire() : connection->advance();
  if (next == Connection::Next::kAgain) {
    enqueue(std::move(connection), Parking::Why::kReady);
  } else if (next == Connection::Next::kStream) {
    streams_->adopt(connection->release(), connection->take_ticket());
  } else if (next != Connection::Next::kClosed) {
    parking_->park(std::move(connection), next);
  }
}

ApiResponse HttpServer::Impl::respond_safely(const ApiRequest& request) const {
  try {
    return respond_(request);
  } catch (const std::exception&) {
    // The text may hold what the request held: it is not repeated, neither here nor in the log.
    access_log_error("a request ended with an exception");
    return problem({500, ErrorCode::kInternal, "The server failed; try again."});
  }
}

// Turns an answer that goes on into its head and a ticket, or into a refusal. False: there is no stream.
bool HttpServer::Impl::begins_stream(ApiResponse& response, const ApiRequest& request, Outgoing& outgoing) {
  if (!response.events || !streams_) return false;
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

Outgoing HttpServer::Impl::answer(const RequestHead& head, std::string body, const std::string& peer) {
  const auto start = std::chrono::steady_clock::now();
  Outgoing outgoing;
  WireOptions wire;
  wire.head_only = head.method == "HEAD";
  wire.minor_version = head.minor_version;
  ApiResponse response;
  if (head.method == "OPTIONS") {
    response = options_answer();
  } else if (const auto request = to_api_request(head, std::move(body), peer, options_.trusted_proxies)) {
    response = respond_safely(*request);
    wire.streams = !wire.head_only && begins_stream(response, *request, outgoing);
    if (!wire.streams) compress_answer(response, head.field("accept-encoding"), head.field("if-none-match"));
  } else {
    response = problem({400, ErrorCode::kBadUtf8, "The query is not valid percent-encoded UTF-8."});
  }
  add_missing_headers(response, options_.default_headers);
  wire.keep_alive = outgoing.keep_alive = head.keep_alive && !stopping_;
  if (wire.streams) outgoing.stream->chunked = wire.minor_version > 0;
  if (wire.streams && wire.minor_version == 0) wire.keep_alive = false;
  outgoing.bytes = to_wire(response, wire);
  if (options_.access_log) access_log(head.method, head.path, response.status, start, outgoing.bytes.size());
  return outgoing;
}

std::string HttpServer::Impl::refuse(const Refusal& refusal) {
  auto response = problem(refusal);
  add_missing_headers(response, options_.default_headers);
  const auto bytes = to_wire(response, {false, false, 1});
  if (options_.access_log) access_log_refusal(refusal, bytes.size());
  return bytes;
}

HttpServer::HttpServer(HttpOptions options, Respond respond)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(respond))) {}
HttpServer::~HttpServer() = default;
Result<int> HttpServer::bind() { return impl_->bind(); }
bool HttpServer::run() { return impl_->run(); }
void HttpServer::stop() { impl_->stop(); }
int HttpServer::port() const { return impl_->port(); }
std::size_t HttpServer::parked() const { return impl_->parked(); }
std::size_t HttpServer::streams() const { return impl_->streams(); }

std::string HttpServer::url() const {
  const auto& host = impl_->options().host;
  const bool six = host.find(':') != std::string::npos;
  return "http://" + (six ? "[" + host + "]" : host) + ":" + std::to_string(port());
}

}  // namespace parvis::server
