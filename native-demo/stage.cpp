#include "stage.hpp"

#include <utility>

#include "shop.hpp"

namespace parvis::demo {
namespace {

constexpr const char* kServer = "https://community.example";
constexpr const char* kPage = "mug";
constexpr const char* kAddress = "https://shop.example/mug.html";

// The same bytes in every run, so that pictures of the gallery can be compared.
RandomBytes steady_random() {
  return [state = std::uint64_t{7}](unsigned char* out, std::size_t size) mutable {
    for (std::size_t i = 0; i < size; ++i) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      out[i] = static_cast<unsigned char>(state >> 56);
    }
  };
}

MemoryOptions memory(const std::int64_t& now_ms) {
  MemoryOptions options;
  options.sites = {{"shop", {"https://shop.example"}}};
  options.clock = [&now_ms] { return now_ms; };
  options.random = steady_random();
  return options;
}

PageRef page() { return {.key = kPage, .canonical = "", .address = kAddress}; }

// Made of the name alone: whoever has the same name is the same visitor.
std::string token_of(std::string_view visitor) {
  std::string token;
  for (char c : visitor) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    token += plain ? c : '_';
  }
  token.resize(43, 'A');
  return token;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out + '"';
}

std::string text_member(const std::string& json, const std::string& name) {
  std::string start = "\"" + name + "\":\"";
  std::size_t at = json.find(start);
  if (at == std::string::npos) return {};
  at += start.size();
  return json.substr(at, json.find('"', at) - at);
}

}  // namespace

Stage::Stage(std::int64_t now_ms, std::string language)
    : server(memory(now_ms_)), real_now_ms_(now_ms), now_ms_(now_ms), language_(std::move(language)) {
  thread_view.address = kAddress;
}

HttpResponse Stage::write(std::string_view verb, std::string_view visitor, const std::string& members) {
  std::string body = R"({"site":"shop","token":")" + token_of(visitor) + R"(","key":"key)" +
                     std::to_string(++keys_) + R"(","page":{"key":"mug","address":")" + kAddress + "\"}," +
                     members + "}";
  return server.answer({"POST", std::string(kServer) + "/v1/" + std::string(verb), body});
}

void Stage::owner(std::string_view verb, const std::string& members) {
  std::string body = R"({"site":"shop","owner_key":")" + server.owner_key("shop") + "\"," + members + "}";
  server.answer({"POST", std::string(kServer) + "/v1/owner/" + std::string(verb), body});
}

void Stage::liked_by(int visitors) {
  for (int i = 0; i < visitors; ++i) write("like", "visitor" + std::to_string(i), R"("on":true)");
}

void Stage::joined_by(int visitors) {
  for (int i = 0; i < visitors; ++i)
    write("fan", "visitor" + std::to_string(i), R"("community":"","on":true)");
}

std::string Stage::comment(std::string_view name, std::string_view text, std::string_view parent) {
  HttpResponse answer =
      write("comment", name,
            R"("parent":)" + quoted(parent) + R"(,"name":)" + quoted(name) + R"(,"text":)" + quoted(text));
  return text_member(answer.body, "id");
}

void Stage::vote_by(int visitors, std::string_view id, int vote) {
  for (int i = 0; i < visitors; ++i)
    write("comment/vote", "visitor" + std::to_string(i) + (vote < 0 ? "down" : ""),
          R"("id":)" + quoted(id) + R"(,"vote":)" + std::to_string(vote));
}

void Stage::react_by(int visitors, std::string_view id, std::string_view emoji) {
  for (int i = 0; i < visitors; ++i)
    write("comment/react", "visitor" + std::to_string(i),
          R"("id":)" + quoted(id) + R"(,"reaction":)" + quoted(emoji) + R"(,"on":true)");
}

void Stage::open_client() {
  if (client_) return;
  ClientOptions options;
  options.server = kServer;
  options.site = "shop";
  options.language = language_;
  options.random = steady_random();
  options.remember_visits = true;
  client_ = std::make_unique<Client>(std::move(options), server, device_);
}

void Stage::open_like() {
  open_client();
  like = std::make_unique<LikeButton>(*client_, LikeOptions{page()});
}

void Stage::open_fans() {
  open_client();
  fans = std::make_unique<FanCounter>(*client_, FanOptions{page(), ""});
}

void Stage::open_share() {
  open_client();
  ShareOptions options{.page = page(), .networks = {}, .url = kAddress, .title = "Mug", .image = ""};
  share = std::make_unique<ShareBar>(*client_, std::move(options));
}

void Stage::open_thread(ThreadOptions options) {
  open_client();
  options.page = page();
  thread = std::make_unique<CommentThread>(*client_, std::move(options));
}

void Stage::settle() {
  if (!client_) return;
  for (int i = 0; i < 40; ++i) client_->poll(now_ms_);
}

void Stage::pass(std::int64_t milliseconds) {
  real_now_ms_ += milliseconds;
  now();
  settle();
}

void Stage::leave() {
  like.reset();
  fans.reset();
  share.reset();
  thread.reset();
  client_.reset();
}

void Stage::tick(std::int64_t now_ms) {
  now_ms_ = now_ms;
  if (client_) client_->poll(now_ms);
}

}  // namespace parvis::demo
