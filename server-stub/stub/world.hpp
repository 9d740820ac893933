// One site of the test double with everything that is its own: data, clock, random bytes. So tests that run
// side by side on sites of their own never see one another, and each gets the same ids in every run.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "api/handler.hpp"

namespace parvis::server {

struct WorldOptions {
  std::string name = "demo";
  std::vector<std::string> origins = {"http://localhost:*", "http://127.0.0.1:*"};
  std::string seed;       // "demo", or the text of a seed file; empty: nothing but the site
  std::int64_t now = 0;   // milliseconds since the Unix epoch
  bool running = false;   // the clock goes on by itself
  std::int64_t luck = 1;  // what the random bytes grow from
  bool rate_limits = false;
  std::string public_url;
  RowId number = 1;  // of the site, among all that share the hub
  EventHub* events = nullptr;
};

class World {
 public:
  static Result<std::shared_ptr<World>> make(const WorldOptions& options);

  ApiResponse handle(const ApiRequest& request) { return handler_->handle(request); }
  const WorldOptions& options() const { return options_; }
  const std::string& owner_key() const { return owner_key_; }
  bool lists(std::string_view origin);
  // The ids of the comments that the seed file named.
  const std::map<std::string, std::string>& named() const { return named_; }

  std::int64_t now() const;
  void set_clock(std::int64_t now, bool running);
  std::int64_t dice();  // 0 to 99

 private:
  explicit World(WorldOptions options);
  void random_bytes(unsigned char* out, std::size_t size);
  Status fill();

  const WorldOptions options_;
  std::atomic<std::int64_t> base_;
  std::atomic<bool> running_;
  std::atomic<std::int64_t> started_;
  std::atomic<std::uint64_t> random_;
  std::atomic<std::uint64_t> dice_{0};  // apart, so that a fault by chance changes no id
  std::unique_ptr<Store> store_;
  std::unique_ptr<Handler> handler_;
  std::string owner_key_;
  std::map<std::string, std::string> named_;
};

// A token that belongs to `name` in every run.
std::string token_of(std::string_view name);

// Plays a seed file: one write a line, as the API takes it, in the order of the lines; see README.
Status play_seed(World& world, std::string_view lines, std::map<std::string, std::string>& named);

}  // namespace parvis::server
