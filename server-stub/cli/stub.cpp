// --stub: the test double. Only the command line can ask for it, and never beside anything of a real server.
#include <sys/prctl.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <thread>

#include "cli/command_line.hpp"
#include "http/server.hpp"
#include "http/static_files.hpp"
#include "parvis/version.hpp"
#include "rules/limits.hpp"
#include "stub/stub.hpp"

namespace parvis::server {
namespace {

constexpr std::size_t kWorkers = 64;  // a delayed answer holds one

struct Asked {
  bool stub_flag = false;
  bool with_parent = false;
  std::string host = "127.0.0.1";
  int port = 0;
  std::string web, shop;
  std::vector<std::string> seeds;
  std::string clock;  // milliseconds, "now" or "running"; empty: the fixed one
  StubOptions stub;
};

void add_options(CLI::App& app, Asked& asked) {
  app.add_flag("--stub", asked.stub_flag,
               "Be a test double: in memory, with faults and a record, steered under /stub");
  app.add_option("--host", asked.host, "Address to listen on: this machine's own only")
      ->check(CLI::IsMember({"127.0.0.1", "::1", "localhost"}));
  app.add_option("--port", asked.port, "Port; 0: any free one")->check(CLI::Range(0, 65535));
  app.add_option("--web", asked.web, "Folder of the SDK's files (parvis.js, assets/)");
  app.add_option("--shop", asked.shop, "Folder of example pages, served at an address of their own");
  app.add_option("--seed", asked.seeds, "\"demo\", or a file of writes, named by its stem; repeatable")
      ->allow_extra_args(false);
  app.add_option("--clock", asked.clock, "Milliseconds since 1970, \"now\" (stands still) or \"running\"");
  app.add_option("--luck", asked.stub.luck, "What ids and keys grow from; equal numbers, equal ids");
  app.add_flag("--with-parent", asked.with_parent, "End when the program that started this one ends");
  app.add_flag("--rate-limits", asked.stub.rate_limits, "Enforce the rate limits, too");
}

Status read_clock(Asked& asked) {
  if (asked.clock.empty()) return Unit{};
  asked.stub.running = asked.clock == "running";
  if (asked.stub.running || asked.clock == "now") {
    asked.stub.now = system_clock_ms();
    return Unit{};
  }
  char* end = nullptr;
  asked.stub.now = std::strtoll(asked.clock.c_str(), &end, 10);
  if (*end == '\0') return Unit{};
  return Error{ErrorCode::kInvalidArgument, "--clock " + asked.clock + " is no time", 0, {}};
}

// The site "demo" is always there; the first seed fills it, each further one makes a site of its name.
Status add_sites(Stub& stub, const Asked& asked) {
  WorldOptions options = stub.defaults();
  if (!asked.seeds.empty() && asked.seeds.front() == "demo") options.seed = "demo";
  const auto add = [&](const std::string& name, const std::string& seed) {
    options.name = name;
    options.seed = seed;
    return stub.add_site(options);
  };
  if (const Status added = add("demo", options.seed); !added) return added.error();
  for (const auto& [name, text] : asked.stub.seeds)
    if (const Status added = add(name, text); !added) return added.error();
  return Unit{};
}

Status read_seeds(Asked& asked) {
  for (const std::string& seed : asked.seeds) {
    if (seed == "demo") continue;
    std::ifstream file(seed, std::ios::binary);
    if (!file) return Error{ErrorCode::kStorage, "cannot read " + seed, 0, {}};
    asked.stub.seeds[std::filesystem::path(seed).stem().string()] = {std::istreambuf_iterator<char>(file),
                                                                     {}};
  }
  return Unit{};
}

Result<StaticFiles> read_web(const Asked& asked) {
  if (asked.web.empty()) return StaticFiles();
  StaticOptions files;
  files.max_age_seconds = 0;
  files.page_policy = kPagePolicy;
  return StaticFiles::load(asked.web, files);
}

// The first line of output, which programs read.
void announce(const HttpServer& http, int shop_port, Stub& stub) {
  JsonWriter out;
  out.begin_object().member("url", http.url()).member("control", http.url() + "/stub");
  if (shop_port != 0) out.member("shop", "http://localhost:" + std::to_string(shop_port));
  out.member("version", version());
  stub.write_sites(out);
  out.end_object();
  std::cout << out.text() << std::endl;
}

HttpOptions http_options(const Asked& asked) {
  HttpOptions http;
  http.host = asked.host;
  http.port = asked.port;
  http.workers = kWorkers;
  http.access_log = false;
  http.cache_bytes = 0;  // a fault may hit any request
  http.drain = std::chrono::milliseconds(500);
  http.limits.max_body = limits::kBody;
  http.default_headers = public_headers();
  // Tests play visitors from elsewhere; nobody else can reach this address.
  for (const char* own : {"127.0.0.0/8", "::1"}) http.trusted_proxies.push_back(*Network::parse(own));
  return http;
}

// The example pages, when there are any.
Status open_shop(const Asked& asked, const std::string& server, std::optional<HttpServer>& shop) {
  if (asked.shop.empty()) return Unit{};
  auto pages = shop_pages(asked.shop, server);
  if (!pages) return pages.error();
  HttpOptions http = http_options(asked);
  http.port = 0;
  http.default_headers = {};
  shop.emplace(http, std::move(pages).value());
  const auto port = shop->bind();
  if (!port) return port.error();
  return Unit{};
}

int run(Asked& asked) {
  auto web = read_web(asked);
  if (!web) return complain(web.error());
  EventHub events("stub");
  HttpOptions http = http_options(asked);
  http.events = asked.stub.events = &events;
  std::unique_ptr<Stub> stub;
  HttpServer server(http, [&](const ApiRequest& request) {
    if (request.method == "GET")
      if (auto file = web.value().find(request)) return *file;
    return stub->respond(request);
  });
  if (const auto port = server.bind(); !port) return complain(port.error());
  asked.stub.public_url = server.url();
  stub = std::make_unique<Stub>(asked.stub);
  if (const Status added = add_sites(*stub, asked); !added) return complain(added.error());
  std::optional<HttpServer> shop;
  if (const Status opened = open_shop(asked, server.url(), shop); !opened) return complain(opened.error());
  announce(server, shop ? shop->port() : 0, *stub);
  std::vector<std::thread> serving;
  serving.emplace_back([&] { (void)server.run(); });
  if (shop) serving.emplace_back([&] { (void)shop->run(); });
  wait_for_end();
  stub->stop();
  server.stop();
  if (shop) shop->stop();
  for (auto& thread : serving) thread.join();
  return kDone;
}

// Whatever speaks of a real server: data that lasts, a public address, proxies, a configuration file.
std::string production_sign(const std::vector<std::string>& words) {
  for (const std::string& word : words)
    for (const std::string_view sign :
         {"--db", "--public-url", "--trusted-proxy", "--config", "--ready-file"})
      if (word == sign || word.starts_with(std::string(sign) + "=")) return std::string(sign);
  return std::getenv("PARVIS_PRODUCTION") != nullptr ? "the environment's PARVIS_PRODUCTION" : "";
}

}  // namespace

bool asks_for_stub(int argc, char** argv) {
  for (int i = 1; i < argc; ++i)
    if (std::string_view(argv[i]) == "--stub") return true;
  return false;
}

int run_stub(int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  if (const std::string sign = production_sign(words); !sign.empty()) {
    complain("--stub is for tests and is refused together with " + sign);
    return kMisused;
  }
  std::erase_if(words, [](const std::string& word) { return word == "serve" || word == "--memory"; });
  std::reverse(words.begin(), words.end());  // as the library takes them
  Asked asked;
  CLI::App app("The Parvis test double", "parvis-server --stub");
  add_options(app, asked);
  try {
    app.parse(words);
  } catch (const CLI::Success& wish) {
    return app.exit(wish);
  } catch (const CLI::ParseError& mistake) {
    app.exit(mistake);
    return kMisused;
  }
  if (const Status fine = read_clock(asked); !fine) return complain(fine.error());
  if (const Status fine = read_seeds(asked); !fine) return complain(fine.error());
  hold_signals();
  if (asked.with_parent) ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  return run(asked);
}

}  // namespace parvis::server
