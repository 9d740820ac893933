// One open stream of events, on a thread of its own: opened anew whenever it breaks, until it is destroyed.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "parvis/httplib_transport.hpp"
#include "proxy.hpp"

namespace parvis {

class EventStream {
 public:
  EventStream(const HttplibOptions& options, const ProxyRules& proxies, std::string address,
              std::string last_id);
  ~EventStream();
  EventStream(const EventStream&) = delete;
  EventStream& operator=(const EventStream&) = delete;

  // The events that came since the last call.
  std::vector<std::string> take();
  // Of the last event taken.
  std::string last_id() const;

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace parvis
