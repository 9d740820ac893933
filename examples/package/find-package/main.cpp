// Likes a page of a shop that exists in this process only, and says how many do.
#include <cstdio>

#include "parvis/memory_transport.hpp"
#include "parvis/parvis.hpp"

int main() {
  parvis::MemoryTransport transport;
  parvis::MemoryStorage storage;
  parvis::Client client({.server = "https://community.example", .site = "shop"}, transport, storage);
  parvis::LikeButton like(client, {.page = {.key = "teapot"}});
  like.set_liked(true);
  for (std::int64_t now = 1'800'000'000'000; client.busy(); now += 10) client.poll(now);
#if defined(__cpp_exceptions)
  // The app's own affair: none may leave a callback or a transport, for the core could not pass it on.
  try {
    throw 1;
  } catch (int) {
  }
#endif
  std::puts(parvis::plural_message("like.count", like.state().confirmed.count, "en").c_str());
}
