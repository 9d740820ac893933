// What lies in a SQLite file and in its log.
#pragma once

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <thread>

namespace parvis::test {

inline std::string bytes_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// In the database or in its log.
inline bool on_disk(const std::string& file, std::string_view text) {
  return (bytes_of(file) + bytes_of(file + "-wal")).find(text) != std::string::npos;
}

inline bool leaves_disk(const std::string& file, std::string_view text) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (on_disk(file, text)) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return true;
}

}  // namespace parvis::test
