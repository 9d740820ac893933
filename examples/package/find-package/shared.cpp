// Asks a server that is not there, through the shared libraries.
#include <chrono>
#include <cstdio>
#include <thread>

#include "parvis/httplib_transport.hpp"
#include "parvis/parvis.hpp"

int main() {
  parvis::HttplibTransport transport;
  parvis::MemoryStorage storage;
  parvis::Client client({.server = "http://127.0.0.1:1", .site = "shop"}, transport, storage);
  parvis::CommentThread thread(client, {.page = {.key = "teapot"}});
  for (int tries = 0; tries < 1000 && !thread.state().status.error; ++tries) {
    client.poll(1'800'000'000'000 + tries);
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  if (!thread.state().status.error) return 1;
  std::puts(parvis::error_sentence(*thread.state().status.error, "en").c_str());
}
