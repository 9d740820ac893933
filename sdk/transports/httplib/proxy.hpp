// Which proxy stands between this program and a server.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parvis {

struct Proxy {
  std::string host;
  int port = 0;
  std::string user, password;
};

class ProxyRules {
 public:
  ProxyRules() = default;
  // HttplibOptions::proxy; the environment is read here and not again.
  explicit ProxyRules(std::string_view option);

  // For "https://host:port".
  std::optional<Proxy> find(std::string_view origin) const;

 private:
  std::optional<Proxy> plain_, secure_;
  bool from_environment_ = false;
  std::string exceptions_;  // host names and domains, separated by commas
};

}  // namespace parvis
