// The same requests over a socket.
#include "../http/http_fixture.hpp"
#include "base/url.hpp"
#include "world.hpp"

namespace parvis::test {

namespace {

class OverHttp final : public Exchange {
 public:
  explicit OverHttp(server::Handler& handler)
      : server_(behind_proxy(),
                [&handler](const server::ApiRequest& request) { return handler.handle(request); }) {}

  server::ApiResponse send(const server::ApiRequest& request) override {
    std::string target = percent_encode_path(request.path);
    char mark = '?';
    for (const auto& [name, value] : request.query) {
      target += mark + percent_encode(name) + "=" + percent_encode(value);
      mark = '&';
    }
    std::string lines;
    lines += "X-Forwarded-For: " + request.client_address + "\r\n";
    for (const auto& [name, value] : request.headers) lines += name + ": " + value + "\r\n";
    RawClient client(server_.port());
    std::string bytes = request.method == "POST" ? post(target, request.body, lines) : get(target, lines);
    if (request.method != "POST") bytes.replace(0, 3, request.method);
    const Answer answer = client.exchange(bytes);
    server::ApiResponse response;
    response.status = answer.status;
    response.content_type = answer.header("content-type");
    response.body = answer.body;
    for (const char* name :
         {"etag", "cache-control", "access-control-allow-origin", "access-control-expose-headers",
          "x-content-type-options", "content-security-policy", "referrer-policy", "set-cookie", "retry-after",
          "location", "allow", "access-control-allow-methods", "access-control-allow-headers"})
      if (const std::string value = answer.header(name); !value.empty())
        response.headers.emplace_back(name, value);
    return response;
  }

 private:
  // So that requests can come from any address.
  static server::HttpOptions behind_proxy() {
    server::HttpOptions options = RunningServer::quick();
    options.trusted_proxies = {*server::Network::parse("127.0.0.1")};
    return options;
  }
  static std::string percent_encode_path(std::string_view path) {
    std::string out;
    for (char c : path) out += c == '/' ? "/" : percent_encode(std::string(1, c));
    return out;
  }

  RunningServer server_;
};

}  // namespace

std::unique_ptr<Exchange> exchange_over_http(server::Handler& handler) {
  return std::make_unique<OverHttp>(handler);
}

}  // namespace parvis::test
