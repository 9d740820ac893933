#include "parvis/client.hpp"

#include "client_core.hpp"

namespace parvis {

Client::Client(ClientOptions options, Transport& transport, Storage& storage) {
  while (!options.server.empty() && options.server.back() == '/') options.server.pop_back();
  core_ = std::make_unique<ClientCore>(std::move(options), transport, storage);
}

Client::~Client() = default;

std::int64_t Client::poll(std::int64_t now_ms) { return core_->poll(now_ms); }

bool Client::busy() const { return core_->busy(); }

void Client::refresh() { core_->refresh(); }

Status Client::push(std::string_view json) { return core_->push(json); }

}  // namespace parvis
