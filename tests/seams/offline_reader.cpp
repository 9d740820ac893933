// A reader's program that may be killed at any moment: offline_reader SERVER FOLDER act|send
// `act` likes, joins, shares and comments and then waits to be killed; `send` sends what waits.
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>

#include "parvis/file_storage.hpp"
#include "parvis/httplib_transport.hpp"
#include "parvis/parvis.hpp"

namespace {

std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

void say(const char* line) {
  std::puts(line);
  std::fflush(stdout);
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) return 2;
  const std::string what = words[3];
  parvis::HttplibTransport transport;
  parvis::FileStorage storage(words[2]);
  parvis::Client client({.server = words[1], .site = "demo", .reread_every_ms = 0}, transport, storage);
  parvis::LikeButton like(client, {.page = {.key = "mug"}});
  parvis::FanCounter fans(client, {.page = {.key = "mug"}, .community = {}});
  parvis::ShareBar share(
      client,
      {.page = {.key = "mug"}, .networks = {parvis::Network::kX}, .url = {}, .title = {}, .image = {}});
  parvis::CommentThread thread(client, {.page = {.key = "mug"}});
  if (what == "act") {
    like.set_liked(true);
    fans.set_joined(true);
    share.share(parvis::Network::kX);
    thread.set_draft("From the tunnel");
    thread.post();
    say("acted");
  }
  while (what == "act" || client.busy()) {
    client.poll(now_ms());
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  say("sent");
}
