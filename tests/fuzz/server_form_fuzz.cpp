// Forms in both encodings, and what they become: the first line is the media type, the rest the body. No
// input is ever the server's fault, and every answer to a form is a page or a redirection.
#include "api/form_body.hpp"
#include "api/handler.hpp"
#include "base/utf8.hpp"
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

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Server server;
  const std::string_view text = test::as_text(data, size);
  const std::string_view line = text.substr(0, text.find('\n'));
  server::ApiRequest request;
  request.method = "POST";
  request.path = "/embed/act";
  request.headers = {{"content-type", std::string(line)}, {"origin", "https://c.example"}};
  if (line.size() < text.size()) request.body = text.substr(line.size() + 1);
  if (const auto form = server::FormBody::read(request)) {
    for (const auto& [name, value] : form.value().fields()) {
      FUZZ_CHECK(utf8_valid(name) && utf8_valid(value));
      FUZZ_CHECK(value.find('\r') == std::string::npos);
    }
  }
  const server::ApiResponse response = server.handler->handle(request);
  FUZZ_CHECK(response.status >= 200 && response.status < 500);
  FUZZ_CHECK(response.content_type.starts_with("text/html"));
  FUZZ_CHECK(response.status == 303 || response.body.ends_with("</html>\n"));
  return 0;
}
