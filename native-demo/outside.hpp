// What the window does to the world around it, so that tests can watch instead.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace parvis::demo {

struct Outside {
  std::function<bool(const std::string& url)> open_url;
  std::function<void()> retry = {};        // asks the server again; the app fills it in
  std::int64_t* clock_shift_ms = nullptr;  // by how much the inspector has moved the clock
};

// Starts the system's browser without a shell. True when it was started. Only http, https and mailto.
bool open_in_browser(const std::string& url);

}  // namespace parvis::demo
