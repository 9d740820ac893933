// The command line of parvis-demo.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "theme.hpp"

namespace parvis::demo {

enum class ViewName : std::uint8_t { kProduct, kGallery, kInspector };

struct Options {
  std::string server = "http://127.0.0.1:8080";
  std::string site = "demo";
  std::string page = "mug";
  ViewName view = ViewName::kProduct;
  int gallery = 3;  // which of its groups: likes, fans, shares, threads
  std::string at;   // id of a comment to open the thread at
  std::string language = "en";
  ThemeName theme = ThemeName::kLight;
  bool offline = false;
  bool forget = false;  // keep nothing on the device
  bool help = false;
  float scale = 0;  // 0: what the screen asks for
  int width = 1240, height = 860;
  std::int64_t now_ms = 0;     // a screenshot's moment; 0: now
  std::string screenshot;      // file; empty: an ordinary window
  float scroll = 0;            // of the product's column, in logical pixels
  int wait_ready_ms = 10'000;  // a screenshot waits so long for the answers
};

// Answers what is wrong with the command line; nothing: `out` is filled.
std::optional<std::string> read_options(const std::vector<std::string>& arguments, Options& out);
std::string usage();

}  // namespace parvis::demo
