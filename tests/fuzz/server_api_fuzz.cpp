#include "api/handler.hpp"
#include "base/json.hpp"
#include "base/url.hpp"
#include "fuzz_check.hpp"
#include "rules/seed_demo.hpp"
#include "store/memory_store.hpp"

using namespace parvis;

namespace {

struct Server {
  Server() {
    (void)server::seed_demo(*store, {1'790'000'000'000, {}});
    server::HandlerOptions options;
    options.rate_limits = false;
    options.public_url = "https://c.example";
    handler = std::make_unique<server::Handler>(*store, std::move(options));
  }
  std::unique_ptr<server::Store> store = server::make_memory_store();
  std::unique_ptr<server::Handler> handler;
};

}  // namespace

// The first line is the method and target, the rest the body. No input is ever the server's fault, and every
// answer is whole.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Server server;
  const std::string_view text = test::as_text(data, size);
  const std::string_view line = text.substr(0, text.find('\n'));
  server::ApiRequest request;
  request.method = line.substr(0, line.find(' '));
  const std::string_view target = line.substr(std::min(line.size(), request.method.size() + 1));
  request.path = target.substr(0, target.find('?'));
  if (target.size() > request.path.size())
    request.query = parse_query(target.substr(request.path.size() + 1));
  if (line.size() < text.size()) request.body = text.substr(line.size() + 1);
  const server::ApiResponse response = server.handler->handle(request);
  FUZZ_CHECK(response.status >= 200 && response.status < 500);
  if (response.content_type.find("json") != std::string::npos && !response.body.empty())
    FUZZ_CHECK(JsonDocument::parse(response.body).ok());
  return 0;
}
