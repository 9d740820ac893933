// The smallest program on Parvis: likes a page and tells how many others do. The README shows it.
// clang-format off
// [readme]
#include <cstdio>
#include <ctime>
#include <thread>
#include "parvis/httplib_transport.hpp"
#include "parvis/parvis.hpp"
int main() {
  parvis::HttplibTransport transport;
  parvis::MemoryStorage storage;
  parvis::Client client({.server = "https://community.example", .site = "demo"}, transport, storage);
  parvis::LikeButton like(client, {.page = {.key = "mug"}});
  like.set_liked(true);
  for (; client.busy() && !like.state().status.error; std::this_thread::sleep_for(std::chrono::milliseconds(10)))
    client.poll(std::time(nullptr) * 1000);
  std::printf("%s\n", parvis::plural_message("like.count", like.state().shown.count, "en").c_str());
}
// [/readme]
// clang-format on
