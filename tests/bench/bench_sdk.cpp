// What the SDK itself costs: bench_sdk COMMENTS ROUNDS, answers one JSON object.
#include <malloc.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "parvis/parvis.h"
#include "parvis/parvis.hpp"

#if defined(PARVIS_HAS_SIMDJSON)
#include <simdjson.h>
#endif

using namespace parvis;

namespace {

double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double median_ms(int rounds, const std::function<double()>& once) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) times.push_back(once());
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

double timed(const std::function<void()>& work) {
  const double begun = cpu_ms();
  work();
  return cpu_ms() - begun;
}

// A thread as people write them: replies to replies, a link here and there, reactions.
std::string thread_answer(int comments, std::size_t& text_bytes) {
  std::string out =
      R"({"now":1800000000000,"build":"none","items":[{"kind":"comments","page":"mug","sort":"newest",)";
  out += R"("total":)" + std::to_string(comments) +
         R"(,"reactions":[["❤️",3],["😂",0]],"edit_ms":900000,"comments":[)";
  const std::string words =
      "The glaze came out darker than in the picture, and I like it all the more for that. ";
  for (int i = 0; i < comments; ++i) {
    const std::string number = std::to_string(100000 + i);
    const int depth = i % 5;
    const std::string text = words.substr(0, 40 + static_cast<std::size_t>(i % 40)) + number;
    text_bytes += text.size() + 20;
    if (i > 0) out += ',';
    out += R"({"id":"0h)" + number + R"(","depth":)" + std::to_string(depth) + R"(,"name":"Reader )" +
           std::to_string(i % 300);
    out += R"(","tag":"k3f","at":)" + std::to_string(1799990000000 - i * 1000) + R"(,"likes":)" +
           std::to_string(i % 17);
    if (depth > 0) out += R"(,"parent":"0h)" + std::to_string(100000 + i - 1) + '"';
    if (i % 7 == 0) out += R"(,"reactions":[["❤️",2]])";
    out += R"(,"body":[["p",")" + text + R"( ",["em","really"],". ")";
    if (i % 4 == 0) out += R"(,["a","https://pottery.example/)" + number + R"(","Look here"])";
    out += "]]}";
  }
  return out + R"(],"next":"","event":"1.1"}]})";
}

// Answers each read with the same bytes.
class Canned final : public Transport {
 public:
  explicit Canned(const std::string& body) : body_(body) {}
  void send(HttpRequest, Done done) override {
    ++sent;
    waiting_.push_back(std::move(done));
  }
  void poll() override {
    for (Done& done : std::exchange(waiting_, {})) done(HttpResponse{200, 0, body_});
  }
  int sent = 0;

 private:
  const std::string& body_;
  std::vector<Done> waiting_;
};

double parse_and_state(const std::string& answer, int comments) {
  Canned transport(answer);
  MemoryStorage storage;
  Client client({.server = "https://c.example", .site = "shop", .reread_every_ms = 0}, transport, storage);
  CommentThread thread(client, {.page = {.key = "mug"}});
  client.poll(1);
  const double took = timed([&] { client.poll(2); });
  if (thread.state().comments.size() != static_cast<std::size_t>(comments)) std::abort();
  return took;
}

double bytes_per_comment(const std::string& answer, int comments, std::size_t text_bytes) {
  Canned transport(answer);
  MemoryStorage storage;
  Client client({.server = "https://c.example", .site = "shop", .reread_every_ms = 0}, transport, storage);
  CommentThread thread(client, {.page = {.key = "mug"}});
  client.poll(1);
  const std::size_t before = mallinfo2().uordblks;
  client.poll(2);
  client.poll(3);
  const std::size_t after = mallinfo2().uordblks;
  return (static_cast<double>(after - before) - static_cast<double>(text_bytes)) / comments;
}

// The C ABI as a page uses it: one comment's likes change, and the patch to what was painted is asked for.
class Painted {
 public:
  Painted(const std::string& answer, int comments) : answer_(answer), comments_(comments) {
    const parvis_host host = {this, &Painted::send, &Painted::get, &Painted::set, &Painted::random, nullptr};
    const std::string options = R"({"server":"https://c.example","site":"shop","reread_every_ms":0})";
    client_ = parvis_client_new(&host, options.data(), options.size());
    const std::string page = R"({"page":{"key":"mug"}})";
    widget_ = parvis_mount(client_, "comments", page.data(), page.size());
    parvis_poll(client_, 1);
    parvis_http_done(client_, request_, 200, 0, answer_.data(), answer_.size());
    parvis_poll(client_, 2);
    if (parvis_paint(widget_, 3) == nullptr) std::abort();
  }
  ~Painted() { parvis_client_free(client_); }
  Painted(const Painted&) = delete;
  Painted& operator=(const Painted&) = delete;

  double change_one() {
    const int which =
        static_cast<int>(static_cast<unsigned>(++changes_) * 7919U % static_cast<unsigned>(comments_));
    const std::string event = R"({"type":"vote","page":"mug","id":"0h)" + std::to_string(100000 + which) +
                              R"(","likes":)" + std::to_string(1000 + changes_) + R"(,"down":0})";
    return timed([&] {
      parvis_push(client_, event.data(), event.size());
      parvis_poll(client_, 4);
      if (parvis_paint(widget_, 4) == nullptr || parvis_text_length() == 0) std::abort();
    });
  }

 private:
  static void send(void* user, std::int32_t, std::int32_t request, const char*, const char*, const char*,
                   std::size_t) {
    static_cast<Painted*>(user)->request_ = request;
  }
  static std::int32_t get(void*, const char*, char*, std::size_t) { return -1; }
  static std::int32_t set(void*, const char*, const char*, std::size_t) { return 0; }
  static void random(void*, unsigned char* out, std::size_t length) { std::fill(out, out + length, 7); }

  const std::string& answer_;
  int comments_, changes_ = 0;
  std::int32_t client_ = 0, widget_ = 0, request_ = 0;
};

// An hour of a host that sleeps until the time that poll answered: how often it wakes with nothing to do.
double idle_wakeups_per_s(const std::string& answer, std::int64_t reread_every_ms, double& rereads_per_s) {
  constexpr std::int64_t kHourMs = 3'600'000;
  Canned transport(answer);
  MemoryStorage storage;
  Client client({.server = "https://c.example", .site = "shop", .reread_every_ms = reread_every_ms},
                transport, storage);
  CommentThread thread(client, {.page = {.key = "mug"}});
  std::int64_t now = 1'800'000'000'000;
  for (int i = 0; i < 4; ++i) client.poll(++now);
  const int sent_before = transport.sent;
  int wakeups = 0, idle = 0;
  for (const std::int64_t end = now + kHourMs; now < end;) {
    const int before = transport.sent;
    const std::int64_t next = client.poll(now);
    if (transport.sent > before) {
      client.poll(++now);  // its answer, of which the transport tells
      continue;
    }
    if (next >= end) break;
    if (wakeups++ > 0 && next <= now) ++idle;
    now = std::max(next, now + 1);
  }
  rereads_per_s = (transport.sent - sent_before) / 3600.0;
  const int due = transport.sent - sent_before;
  return std::max(idle, wakeups - due - 1 > 0 ? wakeups - due - 1 : 0) / 3600.0;
}

double poll_us(const std::string& answer) {
  Canned transport(answer);
  MemoryStorage storage;
  Client client({.server = "https://c.example", .site = "shop", .reread_every_ms = 0}, transport, storage);
  CommentThread thread(client, {.page = {.key = "mug"}});
  client.poll(1);
  client.poll(2);
  client.poll(3);
  constexpr int kPolls = 2000;
  return timed([&] {
           for (int i = 0; i < kPolls; ++i) client.poll(4 + i);
         }) *
         1000 / kPolls;
}

}  // namespace

int main(int count, char** words) {
  const int comments = count > 1 ? std::atoi(words[1]) : 10'000;
  const int rounds = count > 2 ? std::atoi(words[2]) : 15;
  std::size_t text_bytes = 0;
  const std::string answer = thread_answer(comments, text_bytes);
  const double per_comment = bytes_per_comment(answer, comments, text_bytes);
  std::printf(R"({"comments":%d,"answer_bytes":%zu,"bytes_per_comment":%.0f)", comments, answer.size(),
              per_comment);

  // In turns, so that a busy machine is busy for all of them.
  std::vector<double> ours, nlohmann, fastest;
  for (int i = 0; i < rounds; ++i) {
    ours.push_back(parse_and_state(answer, comments));
    nlohmann.push_back(timed([&] {
      if (nlohmann::json::parse(answer)["items"].size() != 1) std::abort();
    }));
#if defined(PARVIS_HAS_SIMDJSON)
    fastest.push_back(timed([&] {
      simdjson::dom::parser parser;
      simdjson::dom::element document;
      if (parser.parse(answer).get(document) != simdjson::SUCCESS) std::abort();
    }));
#endif
  }
  const auto middle = [](std::vector<double> times) {
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
  };
  std::printf(R"(,"parse_and_state_ms":%.3f,"nlohmann_ms":%.3f,"parse_vs_nlohmann":%.3f)", middle(ours),
              middle(nlohmann), middle(ours) / middle(nlohmann));
  if (!fastest.empty()) {
    std::printf(R"(,"simdjson_ms":%.3f,"parse_vs_fastest":%.3f)", middle(fastest),
                middle(ours) / middle(fastest));
  }
  Painted painted(answer, comments);
  std::printf(R"(,"diff_one_ms":%.4f)",
              median_ms(std::max(rounds, 15), [&] { return painted.change_one(); }));
  double rereads = 0, none = 0;
  std::printf(R"(,"idle_wakeups_per_s":%.4f)", idle_wakeups_per_s(answer, 60'000, rereads));
  std::printf(R"(,"rereads_per_s":%.4f,"idle_wakeups_without_rereads_per_s":%.4f)", rereads,
              idle_wakeups_per_s(answer, 0, none));
  std::printf(R"(,"poll_us":%.2f})"
              "\n",
              poll_us(answer));
}
