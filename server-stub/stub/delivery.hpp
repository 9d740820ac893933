// Putting an answer on the socket badly, as a fault asks for.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "stub/fault.hpp"

namespace parvis::server {

// Waiting that ends at once when the server is to stop.
class Patience {
 public:
  // False: the server stops.
  bool wait(std::chrono::milliseconds time);
  void end();

 private:
  std::mutex mutex_;
  std::condition_variable ended_;
  bool over_ = false;
};

// Closes the connection without a byte.
void drop_connection(ApiResponse& response);

// Truncates, drips or spoils the answer. `patience` must outlive the server.
void spoil(ApiResponse& response, const Fault& fault, Patience& patience);

}  // namespace parvis::server
