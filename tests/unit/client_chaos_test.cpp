// Whatever is clicked, lost, refused and restarted: in the end every widget shows what the server has, and no
// action took effect twice.
#include <doctest/doctest.h>

#include <array>
#include <map>
#include <memory>
#include <set>

#include "../support/client_rig.hpp"
#include "../support/random.hpp"

using namespace parvis;
using namespace parvis::test;

namespace {

constexpr int kPages = 3;

std::string page_name(int page) { return "page" + std::to_string(page); }

// A server of likes that keeps the contract, on a line that does not.
class UnreliableServer final : public Transport {
 public:
  UnreliableServer(Random& random, bool refusals) : random_(random), refusals_(refusals) {}

  void send(HttpRequest request, Done done) override {
    waiting_.push_back({std::move(request), std::move(done)});
  }

  void poll() override {
    std::vector<Waiting> later;
    for (Waiting& one : std::exchange(waiting_, {})) {
      if (chaos && random_.one_in(3)) {
        later.push_back(std::move(one));
        continue;
      }
      one.done(outcome(one.request));
    }
    waiting_.insert(waiting_.begin(), std::make_move_iterator(later.begin()),
                    std::make_move_iterator(later.end()));
  }
  // The program ends: what it asked for may still reach the server.
  void forget() {
    for (Waiting& one : std::exchange(waiting_, {})) {
      if (random_.one_in(2)) (void)outcome(one.request);
    }
  }

  bool chaos = true;
  std::array<std::int64_t, kPages> others{};
  std::array<bool, kPages> liked{};
  std::map<std::string, std::string> answered;  // key -> answer
  std::map<std::string, int> effects;           // key -> times
  bool body_changed = false;

 private:
  struct Waiting {
    HttpRequest request;
    Done done;
  };

  Result<HttpResponse> outcome(const HttpRequest& request) {
    const std::size_t dice = chaos ? random_.below(10) : 9;
    if (dice == 0) return Error{ErrorCode::kNetwork, "", 0};
    if (dice == 1) return HttpResponse{429, 2000, ""};
    if (dice == 2) return HttpResponse{503, 0, "<html>"};
    if (dice == 3 && refusals_ && request.method == "POST" &&
        answered.count(member(request.body, "key")) == 0) {
      return HttpResponse{403, 0, ""};
    }
    HttpResponse answer{200, 0, request.method == "GET" ? read(request) : write(request)};
    if (dice == 4) return Error{ErrorCode::kTimeout, "", 0};
    return answer;
  }

  std::int64_t count(int page) const {
    const auto index = static_cast<std::size_t>(page);
    return others[index] + (liked[index] ? 1 : 0);
  }

  std::string read(const HttpRequest& request) const {
    std::string items;
    for (std::size_t at = request.url.find("p=page"); at != std::string::npos;
         at = request.url.find("p=page", at + 1)) {
      const int page = request.url[at + 6] - '0';
      items += (items.empty() ? "" : ",") + like_item(count(page), page_name(page));
    }
    return R"({"now":1,"build":"b","items":[)" + items + "]}";
  }

  std::string write(const HttpRequest& request) {
    if (request.url.find("/v1/mine") != std::string::npos) return mine(request);
    const std::string key = member(request.body, "key");
    if (const auto known = answered.find(key); known != answered.end()) {
      body_changed |= bodies_[key] != request.body;
      return known->second;
    }
    bodies_[key] = request.body;
    ++effects[key];
    const int page = request.body[request.body.find("page\":{\"key\":\"page") + 18] - '0';
    liked[static_cast<std::size_t>(page)] = member(request.body, "on") == "true";
    return answered[key] = like_answer(count(page), liked[static_cast<std::size_t>(page)], page_name(page));
  }

  std::string mine(const HttpRequest& request) const {
    std::string items;
    for (std::size_t at = request.body.find("p=page"); at != std::string::npos;
         at = request.body.find("p=page", at + 1)) {
      const int page = request.body[at + 6] - '0';
      items += (items.empty() ? "" : ",") + std::string(R"({"liked":)") +
               (liked[static_cast<std::size_t>(page)] ? "true}" : "false}");
    }
    return R"({"name":"","items":[)" + items + "]}";
  }

  Random& random_;
  bool refusals_;
  std::vector<Waiting> waiting_;
  std::map<std::string, std::string> bodies_;
};

struct Story {
  Story(std::uint64_t seed, bool refusals) : random(seed), server(random, refusals) { start(); }

  void start() {
    ClientOptions options;
    options.server = kServer;
    options.reread_every_ms = 20'000;
    options.random = [this](unsigned char* out, std::size_t size) {
      for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<unsigned char>(random.next() >> 20);
    };
    client = std::make_unique<Client>(options, server, storage);
    for (int page = 0; page < kPages; ++page) {
      buttons.push_back(std::make_unique<LikeButton>(*client, LikeOptions{keyed(page_name(page))}));
    }
  }
  void restart() {
    buttons.clear();
    client.reset();
    server.forget();
    start();
  }
  void step(bool with_restarts) {
    const std::size_t page = random.below(kPages);
    switch (random.below(with_restarts ? 12 : 11)) {
      case 0:
      case 1:
      case 2:
        buttons[page]->toggle();
        wish[page] = buttons[page]->state().shown.on;
        break;
      case 3:
        ++server.others[page];
        break;
      case 4:
        client->refresh();
        break;
      case 11:
        restart();
        break;
      default:
        break;
    }
    client->poll(now += static_cast<std::int64_t>(random.below(5000)));
  }
  // The line is good again: everything comes to rest.
  void settle() {
    server.chaos = false;
    for (int i = 0; i < 50 && client->busy(); ++i) client->poll(now += 61'000);
    client->refresh();
    for (int i = 0; i < 10; ++i) client->poll(now += 61'000);
  }

  Random random;
  WatchedStorage storage;
  UnreliableServer server;
  std::unique_ptr<Client> client;
  std::vector<std::unique_ptr<LikeButton>> buttons;
  std::array<bool, kPages> wish{};
  std::int64_t now = 1'000'000;
};

void check_rest(const Story& story) {
  CHECK_FALSE(story.client->busy());
  CHECK_FALSE(story.server.body_changed);
  for (const auto& [key, times] : story.server.effects) CHECK(times == 1);
  for (std::size_t page = 0; page < kPages; ++page) {
    const LikeState& state = story.buttons[page]->state();
    const bool liked = story.server.liked[page];
    CHECK(state.shown == Toggle{story.server.others[page] + (liked ? 1 : 0), liked});
    CHECK(state.confirmed == state.shown);
    CHECK_FALSE(state.status.pending);
    CHECK(state.status.phase == Phase::kReady);
  }
}

}  // namespace

TEST_CASE("on a bad line without refusals every last wish comes true") {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    Story story(seed, false);
    for (int i = 0; i < 80; ++i) story.step(false);
    story.settle();
    check_rest(story);
    for (std::size_t page = 0; page < kPages; ++page) CHECK(story.server.liked[page] == story.wish[page]);
  }
}

TEST_CASE("with refusals and restarts every widget ends at what the server has") {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    Story story(seed, true);
    for (int i = 0; i < 80; ++i) story.step(true);
    story.settle();
    check_rest(story);
  }
}
