#include "host.hpp"

#include <cstring>

namespace parvis::test {

parvis_host ScenarioHost::functions() {
  parvis_host host{};
  host.user = this;
  host.http_send = [](void* user, std::int32_t client, std::int32_t request, const char* method,
                      const char* url, const char* body, std::size_t body_length) {
    OpenRequest made{client, request, method, url, std::string(body, body_length)};
    std::string line = "send " + made.method + " " + made.url;
    if (!made.body.empty()) line += " " + made.body;
    of(user).log.push_back(std::move(line));
    of(user).open.push_back(std::move(made));
  };
  host.storage_get = [](void* user, const char* key, char* out, std::size_t capacity) -> std::int32_t {
    const auto found = of(user).storage.find(key);
    if (found == of(user).storage.end()) return -1;
    if (found->second.size() <= capacity) std::memcpy(out, found->second.data(), found->second.size());
    return static_cast<std::int32_t>(found->second.size());
  };
  host.storage_set = [](void* user, const char* key, const char* value, std::size_t length) -> std::int32_t {
    if (value == nullptr) {
      if (of(user).storage.erase(key) > 0) of(user).log.push_back(std::string("forget ") + key);
      return 0;
    }
    of(user).storage[key] = std::string(value, length);
    of(user).log.push_back(std::string("keep ") + key + " " + of(user).storage[key]);
    return 0;
  };
  // The same numbers in scenario.mjs.
  host.random_bytes = [](void* user, unsigned char* out, std::size_t length) {
    for (std::size_t i = 0; i < length; ++i) {
      of(user).random_ = of(user).random_ * 1103515245U + 12345U;
      out[i] = static_cast<unsigned char>(of(user).random_ >> 16);
    }
  };
  host.event = [](void* user, std::int32_t widget, const char* json, std::size_t length) {
    const auto name = of(user).names.find(widget);
    of(user).log.push_back("event " + (name == of(user).names.end() ? std::string("?") : name->second) + " " +
                           std::string(json, length));
  };
  return host;
}

}  // namespace parvis::test
