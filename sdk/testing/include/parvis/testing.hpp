// The Parvis server as a test double: `parvis-server --stub` as a child process, and a fixture that gives
// each test case a site of its own there. README.md, "For testers", shows it in ten lines. Nothing here
// throws; a stub that could not be started says so in error().
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parvis/client.hpp"

namespace parvis::testing {

struct StubOptions {
  std::string program = {};  // empty: the environment's PARVIS_SERVER, else parvis-server of the PATH
  std::vector<std::string> seeds = {};  // files of writes; "demo" is there always
  std::vector<std::string> extra = {};  // further arguments of parvis-server --stub
};

// Which requests go wrong, how often, and how; the same members as the JSON of POST /stub/faults.
struct Fault {
  enum class Drop : std::uint8_t { kNo, kBefore, kAfter };  // before or after the write took effect

  std::string route = "*";     // "POST /v1/like", "/v1/*"
  std::string body_part = {};  // only requests whose body holds this
  std::int64_t skip = 0, every = 1;
  std::int64_t times = 0;  // 0: no end
  std::int64_t chance = 100;
  std::int64_t delay_ms = 0, jitter_ms = 0;
  Drop drop = Drop::kNo;
  int status = 0;  // answered in place of the server
  std::string body = {}, content_type = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::int64_t truncate = -1;  // bytes of the body that still go out; -1: all
  bool garbage = false;
  std::int64_t drip_bytes = 0, drip_ms = 0;
};

struct SeenRequest {
  std::int64_t at = 0;  // by the site's clock
  std::string method, path, body;
  std::vector<std::pair<std::string, std::string>> query, headers;
  int status = 0;       // 0: its answer was dropped
  bool failed = false;  // a fault hit it
};

class Stub {
 public:
  explicit Stub(StubOptions options = {});
  ~Stub();
  Stub(const Stub&) = delete;
  Stub& operator=(const Stub&) = delete;

  // One for the whole test program, started at the first use.
  static Stub& shared();

  const std::string& url() const { return url_; }
  const std::string& error() const { return error_; }  // empty: it runs
  // A request to the controls under /stub; GET when `body` is empty. Empty when it was refused, see error().
  std::string control(const std::string& path, const std::string& body = {});

 private:
  std::string url_, error_;
  int pid_ = 0;
};

struct SiteOptions {
  std::string seed = "demo";  // empty: nothing; else the stem of a seed file
  std::string lines = {};     // the text of a seed file
  std::int64_t now = 0;       // 0: 2026-01-01 12:00 UTC
};

// A site of its own, so that tests never see one another.
class Site {
 public:
  explicit Site(Stub& stub, const SiteOptions& options = {});

  const std::string& url() const { return stub_.url(); }
  const std::string& site() const { return name_; }
  const std::string& owner_key() const { return owner_key_; }

  void fault(const Fault& fault);
  void clear_faults();
  // What the server received for this site, in order; `path` narrows it.
  std::vector<SeenRequest> requests(std::string_view path = {});
  void advance(std::int64_t milliseconds);
  void reset();

  // Polls until `holds`, or for ten seconds; the client's own time flies, so that back-off costs none.
  bool poll_until(Client& client, const std::function<bool()>& holds);

 private:
  Stub& stub_;
  std::string name_, owner_key_;
  std::int64_t client_now_ = 0;
};

// TEST_CASE_FIXTURE(parvis::testing::StubFixture, "…"): a Site on the shared stub, with the demo shop in it.
struct StubFixture : Site {
  StubFixture() : Site(Stub::shared()) {}
};

}  // namespace parvis::testing
