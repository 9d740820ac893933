// The API on a store in memory that holds the demo: no input is ever its fault, and every answer is whole.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "api/handler.hpp"
#include "base/json.hpp"
#include "fuzz_check.hpp"
#include "rules/seed_demo.hpp"
#include "store/memory_store.hpp"

namespace parvis::test {

class DemoServer {
 public:
  DemoServer() {
    (void)server::seed_demo(*store_, {1'790'000'000'000, {}});
    server::HandlerOptions options;
    options.rate_limits = false;
    options.public_url = "https://c.example";
    handler_ = std::make_unique<server::Handler>(*store_, std::move(options));
  }
  void ask(const server::ApiRequest& request) {
    const server::ApiResponse response = handler_->handle(request);
    FUZZ_CHECK(response.status >= 200 && response.status < 500);
    if (response.content_type.find("json") != std::string::npos && !response.body.empty())
      FUZZ_CHECK(JsonDocument::parse(response.body).ok());
  }

 private:
  std::unique_ptr<server::Store> store_ = server::make_memory_store();
  std::unique_ptr<server::Handler> handler_;
};

}  // namespace parvis::test
