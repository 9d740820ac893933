// A client with everything around it in the test's hands: time, randomness, storage and every answer.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parvis/parvis.hpp"

namespace parvis::test {

// Holds requests until the test answers them.
class HeldTransport final : public Transport {
 public:
  struct Open {
    HttpRequest request;
    Done done;
  };

  void send(HttpRequest request, Done done) override {
    sent.push_back(request);
    open.push_back({std::move(request), std::move(done)});
  }
  void poll() override {
    for (auto& [done, result] : std::exchange(arrived, {})) done(std::move(result));
  }

  // Answers the oldest open request whose address contains `path`; delivered with the next poll. False: none.
  bool answer(std::string_view path, Result<HttpResponse> result) {
    for (auto one = open.begin(); one != open.end(); ++one) {
      if (one->request.url.find(path) == std::string::npos) continue;
      arrived.emplace_back(std::move(one->done), std::move(result));
      open.erase(one);
      return true;
    }
    return false;
  }
  std::size_t count(std::string_view path) const {
    std::size_t found = 0;
    for (const HttpRequest& request : sent) found += request.url.find(path) != std::string::npos ? 1U : 0U;
    return found;
  }
  const HttpRequest& last() const { return sent.back(); }

  std::vector<HttpRequest> sent;
  std::vector<Open> open;
  std::vector<std::pair<Done, Result<HttpResponse>>> arrived;
};

// Storage that tells what it holds, and can refuse.
class WatchedStorage final : public Storage {
 public:
  std::optional<std::string> get(std::string_view key) override {
    const auto found = values.find(std::string(key));
    return found == values.end() ? std::nullopt : std::optional<std::string>(found->second);
  }
  bool set(std::string_view key, std::string_view value) override {
    ++writes;
    if (full) return false;
    values[std::string(key)] = value;
    return true;
  }
  void remove(std::string_view key) override { values.erase(std::string(key)); }

  std::map<std::string, std::string> values;
  int writes = 0;
  bool full = false;
};

inline constexpr const char* kServer = "https://c.example";
inline constexpr const char* kTokenKey = "parvis:https://c.example:token";
inline constexpr const char* kOutboxKey = "parvis:https://c.example:outbox";
inline constexpr const char* kNameKey = "parvis:https://c.example:name";

struct Rig {
  explicit Rig(std::int64_t reread_every_ms = 0) : client(options(reread_every_ms), transport, storage) {}

  ClientOptions options(std::int64_t reread_every_ms) {
    ClientOptions made;
    made.server = "https://c.example/";
    made.site = "shop";
    made.reread_every_ms = reread_every_ms;
    made.random = [this](unsigned char* out, std::size_t size) {
      for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<unsigned char>(random_used++ * 37 + 11);
    };
    return made;
  }

  std::int64_t poll(std::int64_t advance_ms = 10) { return client.poll(now += advance_ms); }

  bool reply(std::string_view path, std::string body) {
    const bool found = transport.answer(path, HttpResponse{200, 0, std::move(body)});
    poll();
    return found;
  }
  bool refuse(std::string_view path, int status, ErrorCode code, std::int64_t retry_after_ms = 0) {
    const std::string body = R"({"type":"x","title":"x","status":)" + std::to_string(status) +
                             R"(,"detail":"because","code":)" + std::to_string(static_cast<int>(code)) + "}";
    const bool found = transport.answer(path, HttpResponse{status, retry_after_ms, body});
    poll();
    return found;
  }
  bool lose(std::string_view path) {
    const bool found = transport.answer(path, Error{ErrorCode::kNetwork, "lost", 0});
    poll();
    return found;
  }
  // The answer to a GET /v1/read with these items.
  bool reply_items(const std::string& items) {
    return reply("/v1/read", R"({"now":1,"build":"b","items":[)" + items + "]}");
  }
  bool give_token() {
    storage.values[kTokenKey] = std::string(43, 'T');
    return true;
  }

  WatchedStorage storage;
  HeldTransport transport;
  std::size_t random_used = 0;
  std::int64_t now = 1'000'000;
  Client client;
};

inline PageRef at(std::string address) { return PageRef{{}, {}, std::move(address)}; }
inline PageRef keyed(std::string key) { return PageRef{std::move(key), {}, "https://shop.example/"}; }

inline std::string like_item(std::int64_t count, std::string_view page = "mug") {
  return R"({"kind":"like","page":")" + std::string(page) + R"(","count":)" + std::to_string(count) + "}";
}
inline std::string like_answer(std::int64_t count, bool liked, std::string_view page = "mug") {
  return R"({"page":")" + std::string(page) + R"(","count":)" + std::to_string(count) + R"(,"liked":)" +
         (liked ? "true}" : "false}");
}
// A member of a JSON body, as text.
inline std::string member(const std::string& body, const std::string& name) {
  const std::size_t begin = body.find("\"" + name + "\":");
  if (begin == std::string::npos) return {};
  const std::size_t value = begin + name.size() + 3;
  const std::size_t end = body.find_first_of(body[value] == '"' ? "\"" : ",}", value + 1);
  return body[value] == '"' ? body.substr(value + 1, end - value - 1) : body.substr(value, end - value);
}

}  // namespace parvis::test
