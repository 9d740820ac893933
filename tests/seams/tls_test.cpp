// HTTPS: who shows the right certificate is spoken to, and nobody else.
#include "certificates.hpp"
#include "servers.hpp"

using namespace parvis;
using namespace parvis::test;

namespace {

class TlsServer {
 public:
  explicit TlsServer(Pair pair) : pair_(std::move(pair)), server_(pair_.certificate.get(), pair_.key.get()) {
    server_.Get("/port", [](const httplib::Request& request, httplib::Response& response) {
      response.set_content(std::to_string(request.remote_port), "text/plain");
    });
    serving_.emplace(server_, "https");
  }
  std::string address(const std::string& host = "127.0.0.1") const {
    return serving_->address(host) + "/port";
  }

 private:
  Pair pair_;
  httplib::SSLServer server_;
  std::optional<Serving> serving_;
};

HttplibOptions trusting(const Authority& authority) {
  HttplibOptions options;
  options.ca_file = authority.file();
  options.proxy = "direct";
  return options;
}

void check_refused(const Authority& authority, const Pair& pair) {
  TlsServer server(pair);
  HttplibTransport transport(trusting(authority));
  const auto answer = call(transport, server.address());
  CHECK_FALSE(answer.ok());
  if (answer.ok()) return;
  CHECK(answer.error().code == ErrorCode::kNetwork);
  CHECK(answer.error().detail.find("certificate") != std::string::npos);
}

}  // namespace

TEST_CASE("a certificate of a trusted authority is good, and one connection serves several requests") {
  const Authority authority;
  TlsServer server(authority.issue());
  HttplibOptions options = trusting(authority);
  options.connections = 1;
  HttplibTransport transport(options);
  const auto first = call(transport, server.address());
  CHECK(first.ok());
  const auto second = call(transport, server.address());
  CHECK(second.ok());
  if (first.ok() && second.ok()) CHECK(first.value().body == second.value().body);
}

TEST_CASE("a certificate for the name that was asked for is good") {
  const Authority authority;
  TlsServer server(authority.issue({.name = "DNS:localhost"}));
  HttplibTransport transport(trusting(authority));
  CHECK(call(transport, server.address("localhost")).ok());
}

TEST_CASE("an expired certificate is refused") {
  const Authority authority;
  check_refused(authority, authority.issue({.begins_s = -7200, .ends_s = -3600}));
}

TEST_CASE("a certificate of tomorrow is refused") {
  const Authority authority;
  check_refused(authority, authority.issue({.begins_s = 3600, .ends_s = 7200}));
}

TEST_CASE("a certificate for another name is refused") {
  const Authority authority;
  check_refused(authority, authority.issue({.name = "DNS:other.example"}));
  check_refused(authority, authority.issue({.name = "IP:127.0.0.2"}));
}

TEST_CASE("a certificate of an authority that nobody trusts is refused") {
  const Authority trusted, other;
  check_refused(trusted, other.issue());
  TlsServer server(trusted.issue());
  HttplibOptions options;
  options.proxy = "direct";
  HttplibTransport of_the_system(options);
  CHECK_FALSE(call(of_the_system, server.address()).ok());
}
