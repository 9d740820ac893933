// Reads a thread and likes its page by a transport of the program's own: own-transport SERVER PAGE
#include <chrono>
#include <cstdio>
#include <ctime>
#include <thread>

#include "curl_transport.hpp"
#include "parvis/parvis.hpp"

int main(int count, char** words) {
  if (count != 3) return 2;
  curl_global_init(CURL_GLOBAL_DEFAULT);
  CurlTransport transport;
  parvis::MemoryStorage storage;
  parvis::Client client({.server = words[1], .site = "demo"}, transport, storage);
  parvis::CommentThread thread(client, {.page = {.key = words[2]}});
  parvis::LikeButton like(client, {.page = {.key = words[2]}});
  like.set_liked(true);
  const auto waiting = [&] {
    return client.busy() || thread.state().status.phase == parvis::Phase::kLoading;
  };
  while (waiting() && !thread.state().status.error) {
    client.poll(std::time(nullptr) * 1000);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  if (thread.state().status.error) {
    std::fprintf(stderr, "%s\n", parvis::error_sentence(*thread.state().status.error, "en").c_str());
    return 1;
  }
  std::puts(parvis::plural_message("like.count", like.state().shown.count, "en").c_str());
  for (const parvis::Comment& comment : thread.state().comments) std::printf("%s\n", comment.name.c_str());
}
