// The seams of the core on a parvis_host: the functions that a C caller, or the page, handed in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parvis/host.hpp"
#include "parvis/parvis.h"

namespace parvis::capi {

// True while a host function of this thread runs: it must not call back into the library.
bool inside_host();

// Calls of host functions happen in the lifetime of one of these.
class HostCall {
 public:
  HostCall();
  ~HostCall();
  HostCall(const HostCall&) = delete;
  HostCall& operator=(const HostCall&) = delete;
};

class HostTransport final : public Transport {
 public:
  HostTransport(const parvis_host& host, std::int32_t client) : host_(host), client_(client) {}

  void send(HttpRequest request, Done done) override;
  // Hands over the answers that have arrived since.
  void poll() override;
  // An answer arrived. False: no such request is under way.
  bool arrived(std::int32_t request, Result<HttpResponse> answer);

 private:
  struct Waiting {
    std::int32_t request;
    Done done;
  };
  struct Arrived {
    Done done;
    Result<HttpResponse> answer;
  };
  const parvis_host& host_;
  std::int32_t client_;
  std::int32_t last_request_ = 0;
  std::vector<Waiting> waiting_;
  std::vector<Arrived> arrived_;
};

class HostStorage final : public Storage {
 public:
  explicit HostStorage(const parvis_host& host) : host_(host) {}

  std::optional<std::string> get(std::string_view key) override;
  bool set(std::string_view key, std::string_view value) override;
  void remove(std::string_view key) override;

 private:
  const parvis_host& host_;
};

}  // namespace parvis::capi
