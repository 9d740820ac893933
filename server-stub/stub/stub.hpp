// The test double: real handlers in memory, one per site, behind faults that go by rule and a record of what
// was asked. `/stub/…` steers it; nothing of this exists in a server that was not started with --stub.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "stub/delivery.hpp"
#include "stub/fault.hpp"
#include "stub/world.hpp"

namespace parvis::server {

struct StubOptions {
  std::int64_t now = 1'767'268'800'000;  // 2026-01-01 12:00 UTC
  bool running = false;
  std::int64_t luck = 1;
  bool rate_limits = false;
  std::string public_url;
  EventHub* events = nullptr;                // of the server that the stub answers for
  std::map<std::string, std::string> seeds;  // name -> text of the seed file; "demo" is there always
};

class Stub {
 public:
  explicit Stub(StubOptions options);

  // What its sites have when nothing else is said.
  WorldOptions defaults() const;
  // The first site answers what names none.
  Status add_site(WorldOptions wanted);
  ApiResponse respond(const ApiRequest& request);
  // Ends all waiting, so that the server can stop.
  void stop() { patience_.end(); }

  // For the line that tells where it listens.
  void write_sites(JsonWriter& out);

 private:
  struct Seen {
    std::int64_t number = 0, at = 0;
    std::string site;
    ApiRequest request;
    int status = 0;          // 0: not answered yet, or dropped
    std::int64_t fault = 0;  // the rule that hit it
  };
  using Worlds = std::vector<std::shared_ptr<World>>;

  std::shared_ptr<World> world_named(std::string_view name);
  std::shared_ptr<World> world_of(const ApiRequest& request);
  Result<std::string> seed_text(std::string_view name) const;

  std::int64_t record(const ApiRequest& request, const World& world, std::int64_t fault);
  void note_status(std::int64_t number, int status);
  std::optional<FaultRule> fault_for(const ApiRequest& request, World& world);
  ApiResponse fail(const FaultRule& rule, const ApiRequest& request, World& world);

  // The routes under /stub.
  ApiResponse control(const ApiRequest& request);
  Result<std::string> steer(const ApiRequest& request, JsonValue body);
  Result<std::string> make_site(JsonValue body);
  Result<std::string> reset(JsonValue body);
  Result<std::string> move_clock(JsonValue body);
  Result<std::string> add_fault(JsonValue body);
  std::string list_faults();
  std::string list_requests(const ApiRequest& request);
  std::string forget(JsonValue body);
  std::string overview();

  const StubOptions options_;
  Patience patience_;
  std::mutex mutex_;
  Worlds worlds_;
  std::vector<FaultRule> rules_;
  std::deque<Seen> seen_;
  std::int64_t numbers_ = 0;
  RowId sites_ = 0;
};

}  // namespace parvis::server
