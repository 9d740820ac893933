// A proxy as in many a company: carries plain requests on, and opens tunnels for HTTPS.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace parvis::test {

class LocalProxy {
 public:
  LocalProxy();
  ~LocalProxy();
  LocalProxy(const LocalProxy&) = delete;
  LocalProxy& operator=(const LocalProxy&) = delete;

  std::string address(const std::string& user = {}) const;
  // The head of each request that came for the proxy itself.
  std::vector<std::string> heads();

 private:
  void serve();
  void carry(int client);

  int listener_ = -1;
  int port_ = 0;
  std::mutex mutex_;
  std::vector<std::string> heads_;
  std::vector<int> open_;
  std::vector<std::thread> carriers_;
  std::thread thread_;
};

}  // namespace parvis::test
