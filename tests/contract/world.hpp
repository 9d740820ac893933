// One server with a site, a clock that stands still and visitors, behind whatever PARVIS_CONTRACT_STORE
// (memory, sqlite) and PARVIS_CONTRACT_VIA (process, http) say.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "api/handler.hpp"
#include "store/store.hpp"

namespace parvis::test {

using nlohmann::json;
using Query = std::vector<std::pair<std::string, std::string>>;
using Headers = std::map<std::string, std::string>;

// The way a request takes to the handler.
class Exchange {
 public:
  virtual ~Exchange() = default;
  virtual server::ApiResponse send(const server::ApiRequest& request) = 0;
};
std::unique_ptr<Exchange> exchange_over_http(server::Handler& handler);

struct Reply {
  int status = 0;
  json body;
  std::string text;
  Headers headers;  // lower-case names

  int code() const { return body.is_object() ? body.value("code", 0) : 0; }
  std::string field() const { return body.is_object() ? body.value("field", "") : ""; }
};

class World {
 public:
  explicit World(bool rate_limits = false);
  ~World();

  Reply get(const std::string& path, const Query& query, const Headers& headers = {});
  Reply post(const std::string& path, const json& body, const Headers& headers = {});
  Reply post_text(const std::string& path, const std::string& body, const Headers& headers = {});
  Reply send(server::ApiRequest request);

  // The items of a read of page "mug" of the site, one per descriptor.
  json read(const std::vector<std::string>& descriptors, const std::string& page = "mug");
  // One item, or the problem document.
  json item(const std::string& descriptor, const std::string& page = "mug");
  // What the owner does; the body without site and key.
  Reply owner(const std::string& verb, json body);
  Reply set(const json& settings) { return owner("settings", {{"settings", settings}}); }
  // Everything derived is right.
  bool counts_hold();

  // Closes everything and opens it again; false where the store does not outlive the process.
  bool restart();

  // Rows as text, columns joined by "|"; none where the store is no database.
  std::vector<std::string> rows(const std::string& sql) const;

  server::Store& store() { return *store_; }
  std::string owner_key;
  std::atomic<std::int64_t> now{1'790'000'000'000};

 private:
  void open();

  const bool rate_limits_;
  std::filesystem::path folder_;
  std::atomic<std::uint64_t> random_{1};
  std::unique_ptr<server::Store> store_;
  std::unique_ptr<server::Handler> handler_;
  std::unique_ptr<Exchange> exchange_;
};

// Somebody with a token of their own, who acts on page "mug" unless told otherwise.
class Visitor {
 public:
  Visitor(World& world, int number);

  json body(const json& more, const std::string& page = "mug");
  Reply act(const std::string& verb, const json& more, const std::string& page = "mug");
  Reply like(bool on, const std::string& page = "mug") { return act("like", {{"on", on}}, page); }
  // The id of the new comment; empty when refused.
  std::string comment(const std::string& text, const std::string& parent = "",
                      const std::string& page = "mug");
  Reply vote(const std::string& id, int vote) { return act("comment/vote", {{"id", id}, {"vote", vote}}); }
  Reply like_comment(const std::string& id, bool on) { return vote(id, on ? 1 : 0); }
  Reply remove(const std::string& id) { return act("comment/delete", {{"id", id}}); }
  json mine(const std::vector<std::string>& descriptors);

  const std::string token;

 private:
  World& world_;
  int keys_ = 0;
};

std::vector<std::string> ids_of(const json& thread);

}  // namespace parvis::test
