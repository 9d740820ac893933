// Both ends of the server benchmark.
//   http_load constant FILE              a bare cpp-httplib server that answers every GET with FILE's bytes
//   http_load load PORT TARGET SECONDS CONNECTIONS
//                                        keep-alive GETs, each connection sending the next when answered
// `load` prints one JSON line: requests, seconds, p50_us, p99_us, bytes.
#include <arpa/inet.h>
#include <httplib.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

namespace {

using Steady = std::chrono::steady_clock;

int serve_constant(const char* file) {
  std::ifstream input(file, std::ios::binary);
  const std::string body((std::istreambuf_iterator<char>(input)), std::istreambuf_iterator<char>());
  httplib::Server server;
  server.set_tcp_nodelay(true);
  server.set_keep_alive_max_count(1u << 30);
  server.new_task_queue = [] { return new httplib::ThreadPool(64); };
  server.Get(".*", [&body](const httplib::Request&, httplib::Response& response) {
    response.set_content(body, "application/json; charset=utf-8");
  });
  const int port = server.bind_to_any_port("127.0.0.1");
  std::printf("api http://127.0.0.1:%d\n", port);
  std::fflush(stdout);
  return server.listen_after_bind() ? 0 : 1;
}

class Connection {
 public:
  explicit Connection(int port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
      give_up("cannot connect");
  }
  ~Connection() { close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Sends one request and reads its whole answer; the answer's size in bytes.
  std::size_t exchange(const std::string& request) {
    if (send(socket_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size())) {
      give_up("cannot send");
    }
    std::string answer;
    std::size_t wanted = std::string::npos;
    while (answer.size() < wanted) {
      char chunk[65536];
      const ssize_t got = recv(socket_, chunk, sizeof chunk, 0);
      if (got <= 0) give_up("the server closed the connection");
      answer.append(chunk, static_cast<std::size_t>(got));
      if (wanted == std::string::npos) wanted = whole_size(answer);
    }
    return answer.size();
  }

 private:
  static std::size_t whole_size(const std::string& answer) {
    const std::size_t end = answer.find("\r\n\r\n");
    if (end == std::string::npos) return std::string::npos;
    if (answer.compare(0, 12, "HTTP/1.1 200") != 0) give_up(answer.substr(0, answer.find('\r')).c_str());
    const char* length = strcasestr(answer.c_str(), "\r\ncontent-length:");
    if (length == nullptr) give_up("an answer without Content-Length");
    return end + 4 + static_cast<std::size_t>(std::atol(length + 17));
  }

  [[noreturn]] static void give_up(const char* why) {
    std::fprintf(stderr, "http_load: %s\n", why);
    std::exit(1);
  }

  int socket_;
};

int load(int port, const std::string& target, double seconds, int connections) {
  const std::string request =
      "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n\r\n";
  std::vector<std::vector<double>> latencies(static_cast<std::size_t>(connections));
  std::size_t bytes = 0;
  const auto start = Steady::now();
  const auto end =
      start + std::chrono::duration_cast<Steady::duration>(std::chrono::duration<double>(seconds));
  std::vector<std::thread> threads;
  for (auto& mine : latencies) {
    threads.emplace_back([&, first = &mine == &latencies.front()] {
      Connection connection(port);
      auto before = Steady::now();
      do {
        const std::size_t size = connection.exchange(request);
        const auto after = Steady::now();
        mine.push_back(std::chrono::duration<double, std::micro>(after - before).count());
        before = after;
        if (first) bytes = size;
      } while (before < end);
    });
  }
  for (auto& thread : threads) thread.join();
  const double took = std::chrono::duration<double>(Steady::now() - start).count();
  std::vector<double> all;
  for (const auto& mine : latencies) all.insert(all.end(), mine.begin(), mine.end());
  std::sort(all.begin(), all.end());
  const auto at = [&all](double part) {
    return all[static_cast<std::size_t>(part * static_cast<double>(all.size() - 1))];
  };
  std::printf("{\"requests\":%zu,\"seconds\":%.3f,\"p50_us\":%.1f,\"p99_us\":%.1f,\"bytes\":%zu}\n",
              all.size(), took, at(0.5), at(0.99), bytes);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "";
  if (mode == "constant" && argc == 3) return serve_constant(argv[2]);
  if (mode == "load" && argc == 6)
    return load(std::atoi(argv[2]), argv[3], std::atof(argv[4]), std::atoi(argv[5]));
  std::fprintf(stderr, "usage: http_load constant FILE | http_load load PORT TARGET SECONDS CONNECTIONS\n");
  return 2;
}
