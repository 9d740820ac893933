// What the api layer sees of HTTP: values without sockets. One thread handles one request; values are copied.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parvis::server {

struct ApiRequest {
  std::string method;  // upper case
  std::string path;    // decoded, without the query
  // Decoded, in order; a name may repeat.
  std::vector<std::pair<std::string, std::string>> query;
  std::map<std::string, std::string> headers;  // lower-case names
  std::string body;
  std::string client_address;  // numeric, after trusted proxies were taken off
};

struct EventQuestion;

struct ApiResponse {
  int status = 200;
  std::string content_type = "application/json; charset=utf-8";
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  // Set: the same request will be answered so for as long as this is true, whoever asks.
  std::function<bool()> still_true = {};
  // Set: the answer goes on with these events for as long as the asker listens. `body` holds what can be told
  // at once, for askers without a socket.
  std::shared_ptr<const EventQuestion> events = {};
  // Only a test double sets this: puts the answer's bytes on the socket in its own way, or not at all. Runs
  // on the worker's thread; the connection closes after it.
  std::function<void(int socket, std::string_view bytes)> deliver = {};
};

}  // namespace parvis::server
