#include "http/server.hpp"

#include <httplib.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "http/access_log.hpp"
#include "http/parking.hpp"
#include "http/worker_pool.hpp"

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

class HttpServer::Impl : private httplib::Server {
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
  std::size_t parked() const;
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
  void enqueue(std::unique_ptr<Connection> connection);
  void serve(std::unique_ptr<Connection> connection);
  void hand_on(std::unique_ptr<Connection> connection, Connection::Next next);
  // Descriptors may come in steps of two: they are mixed first.
  Parking& lot_of(const Connection& connection) {
    return *lots_[(static_cast<std::uint32_t>(connection.fd()) * 2'654'435'761u >> 16) % lots_.size()];
  }
  std::string figures() const;

  bool process_and_close_socket(socket_t fd) override {
    serve(std::make_unique<Connection>(fd, *answering_, options_.limits));
    return true;
  }

  HttpOptions options_;
  const Respond respond_;
  int port_ = 0;
  int listener_ = -1;  // a second descriptor of the listening socket, so that it outlives the accept loop
  std::atomic<bool> stopping_{false};
  std::atomic<bool> closed_{false};
  std::atomic<std::size_t> busy_{0};       // jobs queued or running
  std::unique_ptr<EventStreams> streams_;  // outlives the connections, which may hold seats
  std::unique_ptr<Answering> answering_;
  std::unique_ptr<WorkerPool> pool_;
  std::vector<std::unique_ptr<Parking>> lots_;
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
  options_.more_metrics = [this, more = std::move(options_.more_metrics)] {
    return figures() + (more ? more() : "");
  };
  answering_ = std::make_unique<Answering>(options_, respond_, streams_.get());
  pool_ = std::make_unique<WorkerPool>(options_.workers);
  for (std::size_t i = 0; i < options_.lots; ++i) {
    lots_.push_back(
        std::make_unique<Parking>(options_.max_connections / options_.lots,
                                  [this](std::unique_ptr<Connection> connection, Connection::Next next) {
                                    if (!closed_) hand_on(std::move(connection), next);
                                  }));
  }
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
  const auto until = std::chrono::steady_clock::now() + options_.drain;
  answering_->finish();
  for (const auto& lot : lots_) lot->drain(until, [this] { return busy_.load(); });
  finish();
  return stopping_;
}

void HttpServer::Impl::finish() {
  if (!pool_ || closed_.exchange(true)) return;
  pool_->stop();
  for (const auto& lot : lots_) lot->stop();
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

void HttpServer::Impl::enqueue(std::unique_ptr<Connection> connection) {
  // The pool's jobs must be copyable. It drops those that come after its last worker has gone: the connection
  // goes with its job.
  auto held = std::make_shared<std::unique_ptr<Connection>>(std::move(connection));
  enqueue([this, held = std::move(held)] { serve(std::move(*held)); });
}

void HttpServer::Impl::serve(std::unique_ptr<Connection> connection) {
  const auto next = connection->advance(Connection::Effort::kAll);
  hand_on(std::move(connection), next);
}

void HttpServer::Impl::hand_on(std::unique_ptr<Connection> connection, Connection::Next next) {
  if (next == Connection::Next::kAgain || next == Connection::Next::kWork) {
    enqueue(std::move(connection));
  } else if (next == Connection::Next::kStream) {
    const int fd = connection->release();
    streams_->adopt(fd, connection->take_ticket());
  } else if (next != Connection::Next::kClosed) {
    Parking& lot = lot_of(*connection);
    lot.park(std::move(connection), next);
  }
}

std::size_t HttpServer::Impl::parked() const {
  std::size_t all = 0;
  for (const auto& lot : lots_) all += lot->size();
  return all;
}

std::string HttpServer::Impl::figures() const {
  return metric("parvis_connections_waiting", "Connections between requests or slow ones.", "gauge",
                parked()) +
         metric("parvis_queue_depth", "Requests that wait for a thread.", "gauge", pool_->waiting()) +
         metric("parvis_workers", "Threads that answer.", "gauge", pool_->threads());
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
