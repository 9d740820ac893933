// Through a proxy, by option and by the environment, and past it where that says so.
#include "proxy.hpp"

#include <cstdlib>

#include "certificates.hpp"
#include "local_proxy.hpp"
#include "servers.hpp"

using namespace parvis;
using namespace parvis::test;

namespace {

void greet(httplib::Server& server) {
  server.Get("/hello", [](const httplib::Request&, httplib::Response& response) {
    response.set_content("hello", "text/plain");
  });
}

// The environment as a test wants it, and as it was afterwards.
class Environment {
 public:
  Environment(std::string name, const std::string& value) : name_(std::move(name)) {
    if (const char* before = std::getenv(name_.c_str())) before_ = before;
    setenv(name_.c_str(), value.c_str(), 1);
  }
  ~Environment() {
    if (before_) {
      setenv(name_.c_str(), before_->c_str(), 1);
    } else {
      unsetenv(name_.c_str());
    }
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  std::string name_;
  std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("a plain request goes through the proxy, with the proxy's own password") {
  httplib::Server server;
  greet(server);
  Serving serving(server, "http");
  LocalProxy proxy;
  HttplibOptions options;
  options.proxy = proxy.address("ana:secret");
  HttplibTransport transport(options);
  const auto answer = call(transport, serving.address() + "/hello");
  CHECK(answer.ok());
  if (answer.ok()) CHECK(answer.value().body == "hello");
  CHECK(proxy.heads().size() == 1);
  if (!proxy.heads().empty()) CHECK(proxy.heads()[0].find("Proxy-Authorization: Basic") != std::string::npos);
}

TEST_CASE("an encrypted request goes through a tunnel, and the certificate is looked at all the same") {
  const Authority authority;
  for (const bool good : {true, false}) {
    const Pair pair = authority.issue({.name = good ? "IP:127.0.0.1" : "DNS:other.example"});
    httplib::SSLServer server(pair.certificate.get(), pair.key.get());
    greet(server);
    Serving serving(server, "https");
    LocalProxy proxy;
    HttplibOptions options;
    options.proxy = proxy.address();
    options.ca_file = authority.file();
    HttplibTransport transport(options);
    CHECK(call(transport, serving.address() + "/hello").ok() == good);
    CHECK(proxy.heads().size() == 1);
    if (!proxy.heads().empty()) CHECK(proxy.heads()[0].starts_with("CONNECT 127.0.0.1:"));
  }
}

TEST_CASE("the environment's proxy carries what is not on this machine") {
  LocalProxy proxy;
  const Environment plain("http_proxy", proxy.address());
  const Environment none("no_proxy", "");
  httplib::Server server;
  greet(server);
  Serving serving(server, "http");
  HttplibTransport transport;
  CHECK(call(transport, serving.address() + "/hello").ok());
  CHECK(proxy.heads().empty());
  CHECK(call(transport, "http://nowhere.example:" + std::to_string(serving.port()) + "/hello").ok());
  CHECK(proxy.heads().size() == 1);
}

TEST_CASE("which proxy a server gets") {
  const Environment plain("http_proxy", "http://plain.example:3128");
  const Environment secure("https_proxy", "secure.example");
  const Environment none("no_proxy", "intern.example,.local");
  const ProxyRules rules("");
  CHECK(rules.find("http://a.example").value_or(Proxy()).port == 3128);
  CHECK(rules.find("https://a.example:8443").value_or(Proxy()).host == "secure.example");
  CHECK_FALSE(rules.find("https://intern.example"));
  CHECK_FALSE(rules.find("https://deep.intern.example:1"));
  CHECK(rules.find("https://notintern.example"));
  CHECK_FALSE(rules.find("http://printer.local"));
  for (const char* here :
       {"http://localhost:80", "https://127.0.0.1", "http://[::1]:8080", "http://x.localhost"}) {
    CHECK_FALSE(rules.find(here));
    CHECK(ProxyRules("http://host:1").find(here));
  }
  CHECK_FALSE(ProxyRules("direct").find("http://a.example"));
  CHECK_FALSE(ProxyRules("http://host:99999").find("http://a.example"));
  const Proxy full = ProxyRules("http://ana:p@ss@host:8080/").find("https://a.example").value_or(Proxy());
  CHECK(full.host == "host");
  CHECK(full.user == "ana");
  CHECK(full.password == "p@ss");
}
