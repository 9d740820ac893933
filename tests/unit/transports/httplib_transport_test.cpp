#include "parvis/httplib_transport.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <vector>

using namespace parvis;
using Clock = std::chrono::steady_clock;

namespace {

// Accepts connections and plays one scripted answer per request, on a thread of its own.
class ScriptedServer {
 public:
  explicit ScriptedServer(std::vector<std::string> answers, bool accepting = true)
      : answers_(std::move(answers)) {
    listener_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof(address));
    listen(listener_, 8);
    socklen_t length = sizeof(address);
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
    port_ = ntohs(address.sin_port);
    if (accepting) thread_ = std::thread([this] { serve(); });
  }
  ~ScriptedServer() {
    stopping_ = true;
    shutdown(listener_, SHUT_RDWR);
    if (connection_ >= 0) shutdown(connection_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
    close(listener_);
  }
  std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }

  std::atomic<int> connections = 0;
  std::string seen;  // everything received; read it after the server is gone or quiet

 private:
  void serve() {
    while (!stopping_ && next_ < answers_.size() + 1) {
      connection_ = accept(listener_, nullptr, nullptr);
      if (connection_ < 0) return;
      ++connections;
      talk();
      close(connection_);
      connection_ = -1;
    }
  }
  void talk() {
    char buffer[4096];
    std::string request;
    while (true) {
      const ssize_t got = recv(connection_, buffer, sizeof(buffer), 0);
      if (got <= 0) return;
      request.append(buffer, static_cast<std::size_t>(got));
      seen.append(buffer, static_cast<std::size_t>(got));
      const std::size_t end = request.find("\r\n\r\n");
      if (end == std::string::npos) continue;
      if (request[0] == 'P' && request.size() == end + 4) continue;  // the body is still to come
      request.clear();
      if (next_ >= answers_.size()) continue;  // silence
      const std::string& answer = answers_[next_++];
      if (answer.empty()) return;  // hangs up
      send(connection_, answer.data(), answer.size(), MSG_NOSIGNAL);
    }
  }

  std::vector<std::string> answers_;
  std::size_t next_ = 0;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<int> connection_ = -1;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

std::string http(int status, const std::string& body, const std::string& headers = "") {
  return "HTTP/1.1 " + std::to_string(status) + " X\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

struct Caller {
  explicit Caller(HttplibOptions options = {}) : transport(std::in_place, std::move(options)) {}

  Result<HttpResponse> call(const std::string& method, const std::string& url, const std::string& body = {}) {
    std::optional<Result<HttpResponse>> got;
    transport->send({method, url, body},
                    [&](Result<HttpResponse> result) { got.emplace(std::move(result)); });
    const auto deadline = Clock::now() + std::chrono::seconds(10);
    while (!got && Clock::now() < deadline) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      transport->poll();
    }
    return got ? std::move(*got)
               : Result<HttpResponse>(Error{ErrorCode::kInternal, "the test waited in vain", 0});
  }
  std::optional<HttplibTransport> transport;
};

}  // namespace

TEST_CASE("requests arrive as they were made, over one kept connection") {
  std::string seen;
  {
    ScriptedServer server({http(200, "one"), http(404, "two")});
    Caller caller({5000, 5000, 1, "test/1"});
    const auto first = caller.call("GET", server.address() + "/v1/read?e=like;p=%2Fa%2520b&site=x%26y");
    CHECK(first.ok());
    if (first.ok()) CHECK(first.value().body == "one");
    const auto second = caller.call("POST", server.address() + "/v1/like", R"({"on":true})");
    CHECK(second.ok());
    if (second.ok()) CHECK(second.value().status == 404);
    if (second.ok()) CHECK(second.value().body == "two");
    CHECK(server.connections == 1);
    seen = server.seen;
  }
  CHECK(seen.find("GET /v1/read?e=like;p=%2Fa%2520b&site=x%26y HTTP/1.1\r\n") != std::string::npos);
  CHECK(seen.find("User-Agent: test/1\r\n") != std::string::npos);
  CHECK(seen.find("POST /v1/like HTTP/1.1\r\n") != std::string::npos);
  CHECK(seen.find("Content-Type: text/plain;charset=UTF-8\r\n") != std::string::npos);
  CHECK(seen.find(R"({"on":true})") != std::string::npos);
}

TEST_CASE("destroying the transport cuts off a connection that is still being made") {
  // A listener whose queue is full leaves connections hanging, like a host behind a silent firewall.
  ScriptedServer full({}, false);
  std::vector<int> fillers;
  const std::string address = full.address();
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
  for (int i = 0; i < 20; ++i) {
    const int filler = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    (void)connect(filler, reinterpret_cast<sockaddr*>(&to), sizeof(to));
    fillers.push_back(filler);
  }
  const auto begun = Clock::now();
  {
    HttplibTransport transport;
    transport.send({"GET", address + "/", {}}, [](Result<HttpResponse>) {});
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  CHECK(Clock::now() - begun < std::chrono::milliseconds(600));
  for (const int filler : fillers) close(filler);
}
