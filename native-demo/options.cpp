#include "options.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string_view>

#include "shop.hpp"

namespace parvis::demo {
namespace {

constexpr std::string_view kLanguages = "en fr de es it pt nl pl uk tr ar he ja zh-Hans ko";

bool is_spoken(const std::string& language) {
  const std::string all = ' ' + std::string(kLanguages) + ' ';
  return language.find(' ') == language.npos && all.find(' ' + language + ' ') != all.npos;
}

// "gallery" shows the threads, "likes" the gallery's likes.
bool set_view(Options& out, const std::string& value) {
  constexpr std::string_view kGroups[] = {"likes", "fans", "shares", "threads"};
  for (int i = 0; i < 4; ++i) {
    if (value != kGroups[i] && !(i == 3 && value == "gallery")) continue;
    out.view = ViewName::kGallery;
    out.gallery = i;
    return true;
  }
  out.view = value == "inspector" ? ViewName::kInspector : ViewName::kProduct;
  return value == "inspector" || value == "product";
}

std::optional<std::string> set_value(Options& out, const std::string& name, const std::string& value) {
  auto wrong = [&](std::string_view expected) {
    return name + " expects " + std::string(expected) + ", not \"" + value + '"';
  };
  if (name == "--server") {
    if (!value.starts_with("http://") && !value.starts_with("https://")) return wrong("an http(s) address");
    out.server = value;
  } else if (name == "--site") {
    out.site = value;
  } else if (name == "--page") {
    if (product_index(value) < 0) return wrong("mug, lamp, notebook, chair, teapot or blanket");
    out.page = value;
  } else if (name == "--view") {
    if (!set_view(out, value)) return wrong("product, inspector or gallery (likes, fans, shares, threads)");
  } else if (name == "--at") {
    out.at = value;
  } else if (name == "--theme") {
    if (value != "light" && value != "dark") return wrong("light or dark");
    out.theme = value == "dark" ? ThemeName::kDark : ThemeName::kLight;
  } else if (name == "--lang" || name == "--language") {
    if (!is_spoken(value)) return wrong("one of " + std::string(kLanguages));
    out.language = value;
  } else if (name == "--scale") {
    out.scale = std::strtof(value.c_str(), nullptr);
    if (out.scale < 0.5f || out.scale > 4) return wrong("a number from 0.5 to 4");
  } else if (name == "--size") {
    if (std::sscanf(value.c_str(), "%dx%d", &out.width, &out.height) != 2 || out.width < 320 ||
        out.height < 240 || out.width > 8192 || out.height > 8192) {
      return wrong("WIDTHxHEIGHT, from 320x240 to 8192x8192");
    }
  } else if (name == "--scroll") {
    out.scroll = std::strtof(value.c_str(), nullptr);
  } else if (name == "--wait-ready") {
    out.wait_ready_ms = std::atoi(value.c_str());
    if (out.wait_ready_ms < 0) return wrong("milliseconds");
  } else if (name == "--now") {
    out.now_ms = std::atoll(value.c_str());
    if (out.now_ms <= 0) return wrong("milliseconds since 1970");
  } else if (name == "--screenshot") {
    out.screenshot = value;
  } else {
    return "there is no option " + name;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> read_options(const std::vector<std::string>& arguments, Options& out) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string name = arguments[i];
    if (name == "--help" || name == "-h")
      out.help = true;
    else if (name == "--offline")
      out.offline = true;
    else if (name == "--forget")
      out.forget = true;
    else {
      std::size_t equals = name.find('=');
      std::string value;
      if (equals != std::string::npos) {
        value = name.substr(equals + 1);
        name.resize(equals);
      } else if (i + 1 < arguments.size()) {
        value = arguments[++i];
      } else {
        return "there is no value after " + name;
      }
      if (auto problem = set_value(out, name, value)) return problem;
    }
  }
  return std::nullopt;
}

std::string usage() {
  return "parvis-demo: a window on the demo shop, drawn with Dear ImGui\n"
         "\n"
         "  --server URL       the Parvis server (default http://127.0.0.1:8080)\n"
         "  --offline          no server: the same rules run inside this window, on data of its own\n"
         "  --site NAME        site on the server (default demo)\n"
         "  --page KEY         mug, lamp, notebook, chair, teapot or blanket\n"
         "  --view NAME        product, inspector, gallery (its groups: likes, fans, shares, threads)\n"
         "  --at ID            opens the thread at this comment\n"
         "  --lang TAG         " +
         std::string(kLanguages) +
         " (default en)\n"
         "  --theme light|dark\n"
         "  --scale N          size of everything (default: what the screen asks for)\n"
         "  --size WxH         size of the window (default 1240x860)\n"
         "  --forget           keep nothing on this device\n"
         "  --screenshot FILE  draw into a PNG file and leave; with it also:\n"
         "  --now MS           as of this moment: milliseconds since 1970\n"
         "  --wait-ready MS    wait so long for the answers (default 10000)\n"
         "  --scroll N         scroll the page down by N\n";
}

}  // namespace parvis::demo
