// Cursors and other words of a descriptor, ids of events, tokens and keys: whatever a client makes of what it
// was given, the server reads what it asked for or refuses it.
#include "api/handler.hpp"
#include "base/json.hpp"
#include "base/url.hpp"
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
    handler = std::make_unique<server::Handler>(*store, options);
  }
  void ask(server::ApiRequest request) {
    const server::ApiResponse response = handler->handle(request);
    FUZZ_CHECK(response.status >= 200 && response.status < 500);
    if (response.content_type.find("json") != std::string::npos && !response.body.empty())
      FUZZ_CHECK(JsonDocument::parse(response.body).ok());
  }
  std::unique_ptr<server::Store> store = server::make_memory_store();
  std::unique_ptr<server::Handler> handler;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Server server;
  const std::string_view text = test::as_text(data, size);
  if (!utf8_valid(text)) return 0;
  const std::string word = percent_encode(text);
  for (const std::string& element :
       {"comments;p=mug;limit=2;after=" + word, "comments;p=mug;o=oldest;after=" + word,
        "comments;p=mug;o=best;after=" + word, "comments;p=mug;reply=" + word, "like;p=" + word})
    server.ask({"GET", "/v1/paint", {{"site", "demo"}, {"e", element}}, {}, {}, {}});
  server.ask(
      {"GET", "/v1/events", {{"site", "demo"}, {"p", "mug"}, {"after", std::string(text)}}, {}, {}, {}});
  for (const char* path : {"/v1/mine", "/v1/me/export", "/v1/like"}) {
    JsonWriter body;
    body.begin_object()
        .member("site", "demo")
        .member("token", text)
        .member("key", text)
        .member_bool("on", true);
    body.key("page").begin_object().member("key", text).end_object();
    body.key("e").begin_array().string(text).end_array().end_object();
    server.ask({"POST", path, {}, {}, body.take(), {}});
  }
  return 0;
}
