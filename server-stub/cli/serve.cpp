// serve: the API and the SDK's files at one address, example pages at another, until a signal comes.
#include <malloc.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <thread>

#include "api/handler.hpp"
#include "base/json.hpp"
#include "cli/command_line.hpp"
#include "cli/webhook_sender.hpp"
#include "http/server.hpp"
#include "http/static_files.hpp"
#include "parvis/version.hpp"
#include "rules/events.hpp"
#include "rules/limits.hpp"
#include "rules/seed_demo.hpp"

namespace parvis::server {
namespace {

// Raises the limit on open files as far as allowed; answers how many connections that leaves room for.
std::size_t connection_capacity() {
  constexpr rlim_t kOurOwnFiles = 128;
  constexpr rlim_t kEnough = 16'384;
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = std::min(limit.rlim_max, std::max(limit.rlim_cur, kEnough));
  ::setrlimit(RLIMIT_NOFILE, &limit);
  ::getrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<std::size_t>(std::clamp<rlim_t>(limit.rlim_cur, 2 * kOurOwnFiles, kEnough) -
                                  kOurOwnFiles);
}

void log_to_stderr() {
  // stdout is for the addresses, which programs read.
  spdlog::set_default_logger(spdlog::stderr_logger_mt("parvis"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
}

sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

Result<std::vector<Network>> read_networks(const std::vector<std::string>& texts) {
  std::vector<Network> networks;
  for (const auto& text : texts) {
    const auto network = Network::parse(text);
    if (!network)
      return Error{ErrorCode::kInvalidArgument, "--trusted-proxy " + text + " is no network", 0, {}};
    networks.push_back(*network);
  }
  return networks;
}

bool is_own_machine(const std::string& host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

std::string store_figures(const StoreFigures& figures) {
  return metric("parvis_commits_total", "Durable commits; one holds many writes.", "counter",
                figures.commits) +
         metric("parvis_writes_total", "Writes that were kept.", "counter", figures.writes) +
         metric("parvis_writes_refused_total", "Writes that the disk did not take.", "counter",
                figures.refused) +
         metric("parvis_writes_waiting", "Writes that wait for the next commit.", "gauge", figures.waiting);
}

// The two servers and what they stand on, in the order in which they come to be.
class Service {
 public:
  Service(Store& store, const ServeOptions& options) : store_(store), options_(options) {}

  Status start();
  bool run();
  Status announce() const;

 private:
  Status start_api(HttpOptions http);
  Status start_shop(HttpOptions http);
  ApiResponse respond(const ApiRequest& request);
  std::string shop_url() const { return "http://localhost:" + std::to_string(shop_->port()); }

  Store& store_;
  const ServeOptions& options_;
  EventHub events_{new_epoch(system_random)};
  StaticFiles web_;
  std::unique_ptr<Handler> handler_;
  std::optional<HttpServer> api_, shop_;
  std::optional<WebhookSender> webhooks_;
};

Status Service::start() {
  auto proxies = read_networks(options_.trusted_proxies);
  if (!proxies) return proxies.error();
  HttpOptions http;
  http.host = options_.host;
  http.port = options_.port;
  http.trusted_proxies = std::move(proxies).value();
  http.access_log = !options_.quiet;
  http.limits.max_body = limits::kBody;
  http.max_connections = connection_capacity() / (options_.shop.empty() ? 1 : 2);
  http.default_headers = public_headers();
  http.streams.total = std::min(http.streams.total, http.max_connections / 2);
  if (const auto started = start_api(http); !started) return started.error();
  return options_.shop.empty() ? Status(Unit{}) : start_shop(http);
}

Status Service::start_api(HttpOptions http) {
  if (!options_.web.empty()) {
    StaticOptions files;
    files.max_age_seconds = options_.web_max_age;
    files.page_policy = kPagePolicy;
    auto loaded = StaticFiles::load(options_.web, files);
    if (!loaded) return loaded.error();
    web_ = std::move(loaded).value();
  }
  http.events = &events_;
  http.metrics_token = options_.metrics_token;
  http.more_metrics = [this] { return store_figures(store_.figures()); };
  http.streams.per_network = options_.streams_per_network;
  api_.emplace(std::move(http), [this](const ApiRequest& request) { return respond(request); });
  if (const auto port = api_->bind(); !port) return port.error();
  HandlerOptions options;
  options.events = &events_;
  options.public_url = options_.public_url;
  if (options.public_url.empty() && is_own_machine(options_.host)) options.public_url = api_->url();
  while (options.public_url.ends_with('/')) options.public_url.pop_back();
  handler_ = std::make_unique<Handler>(store_, options);
  OutboundOptions outbound;
  outbound.private_targets = options_.webhook_private;
  webhooks_.emplace(store_, *handler_, outbound);
  return Unit{};
}

// They live on "localhost" and the API on 127.0.0.1, for two names are two sites to a browser, as a shop and
// its server will be.
Status Service::start_shop(HttpOptions http) {
  auto pages = shop_pages(options_.shop, options_.public_url.empty() ? api_->url() : options_.public_url);
  if (!pages) return pages.error();
  http.host = "127.0.0.1";
  http.port = options_.shop_port;
  http.workers = 2;
  http.default_headers = {{"X-Content-Type-Options", "nosniff"}};
  shop_.emplace(http, std::move(pages).value());
  if (const auto port = shop_->bind(); !port) return port.error();
  return Unit{};
}

ApiResponse Service::respond(const ApiRequest& request) {
  if (request.method == "GET")
    if (auto file = web_.find(request)) return *file;
  return handler_->handle(request);
}

// Each address on a line of its own: people and scripts read this. Connections wait from here on.
Status Service::announce() const {
  std::cout << "api " << api_->url() << '\n';
  if (shop_) std::cout << "shop " << shop_url() << '\n';
  std::cout << std::flush;
  if (options_.ready_file.empty()) return Unit{};
  JsonWriter json;
  json.begin_object().member("url", api_->url());
  if (shop_) json.member("shop", shop_url());
  json.end_object();
  // Readers must never see half of it.
  const std::string draft = options_.ready_file + ".new";
  std::ofstream(draft) << json.text() << '\n';
  std::error_code failure;
  std::filesystem::rename(draft, options_.ready_file, failure);
  if (failure) return Error{ErrorCode::kStorage, "cannot write " + options_.ready_file, 0, {}};
  return Unit{};
}

// False when it ended because it could listen no more, so that whoever watches the process starts it again.
bool Service::run() {
  std::atomic<bool> failed{false};
  const auto run_one = [&failed](HttpServer& server) {
    if (server.run()) return;
    failed = true;
    ::kill(::getpid(), SIGTERM);
  };
  std::vector<std::thread> threads;
  threads.emplace_back(run_one, std::ref(*api_));
  if (shop_) threads.emplace_back(run_one, std::ref(*shop_));
  wait_for_end();
  spdlog::info("stopping");
  api_->stop();
  if (shop_) shop_->stop();
  for (auto& thread : threads) thread.join();
  return !failed;
}

}  // namespace

void hold_signals() {
  // A heap of its own for every thread would cost more memory than it saves time.
  ::mallopt(M_ARENA_MAX, 4);
  std::signal(SIGPIPE, SIG_IGN);
  const sigset_t signals = ending_signals();
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

void wait_for_end() {
  const sigset_t signals = ending_signals();
  int received = 0;
  sigwait(&signals, &received);
}

int serve(Store& store, const ServeOptions& options) {
  log_to_stderr();
  if (options.seed == "demo") {
    const auto seeded = seed_demo(store, {});
    if (!seeded) return complain(seeded.error());
  }
  Service service(store, options);
  if (const auto started = service.start(); !started) return complain(started.error());
  if (const auto announced = service.announce(); !announced) return complain(announced.error());
  spdlog::info("parvis-server {} is listening", version());
  if (options.web.empty()) spdlog::warn("no --web folder: parvis.js is not served");
  const bool well = service.run();
  spdlog::info("stopped");
  return well ? kDone : kFailed;
}

}  // namespace parvis::server
