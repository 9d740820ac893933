// Draws nothing and asks nobody: an app whose network is off, and what its reader then sees.
#include <cstdio>
#include <vector>

#include "parvis/parvis.hpp"

struct NoNetwork final : parvis::Transport {
  void send(parvis::HttpRequest, Done done) override { waiting.push_back(std::move(done)); }
  void poll() override {
    for (Done& done : std::exchange(waiting, {})) done(parvis::Error{parvis::ErrorCode::kNetwork});
  }
  std::vector<Done> waiting;
};

int main() {
  NoNetwork transport;
  parvis::MemoryStorage storage;
  parvis::Client client({.server = "https://community.example", .site = "shop"}, transport, storage);
  parvis::LikeButton like(client, {.page = {.key = "teapot"}});
  client.poll(1'800'000'000'000);
  client.poll(1'800'000'000'001);
  std::puts(parvis::error_sentence(like.state().status.error.value_or(parvis::Error{}), "fr").c_str());
}
