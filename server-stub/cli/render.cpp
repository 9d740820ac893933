// render: a page's thread as files, for sites that are built before they are served.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "api/embed_page.hpp"
#include "base/sha256.hpp"
#include "base/url.hpp"
#include "cli/command_line.hpp"

namespace parvis::server {

namespace {

constexpr std::size_t kLongestName = 200;  // file systems allow 255 bytes, ending included

// Any key as one name of a file, different ones for different keys.
std::string file_name(const std::string& key) {
  std::string name = percent_encode(key);
  if (name.size() <= kLongestName) return name;
  const auto hash = sha256(key);
  return name.substr(0, kLongestName - 17) + "-" + hex({reinterpret_cast<const char*>(hash.data()), 8});
}

bool write_file(const std::filesystem::path& path, std::string_view text) {
  std::ofstream out(path, std::ios::binary);
  out << text << '\n';
  return static_cast<bool>(out.flush());
}

}  // namespace

int render(Store& store, const RenderOptions& options) {
  QueryFields query = {{"site", options.site}, {"p", options.page},
                       {"show", options.show}, {"address", options.address},
                       {"sort", options.sort}, {"limit", std::to_string(options.limit)}};
  if (!options.language.empty()) query.emplace_back("lang", options.language);
  const auto view = read_embed_view(query, {});
  if (!view) return complain(view.error());
  HandlerOptions handler;
  handler.clock = system_clock_ms;
  handler.random = system_random;
  EventHub events(new_epoch(handler.random));
  handler.events = &events;
  Service service{store, std::move(handler)};
  std::string server = options.public_url;
  while (server.ends_with('/')) server.pop_back();
  const auto fragment = embed_fragment(service, view.value(), server);
  if (!fragment) return complain(fragment.error());
  if (options.out == "-") {
    std::cout << fragment.value().html << fragment.value().json_ld_script() << '\n';
    return std::cout.flush() ? kDone : complain("cannot write");
  }
  std::error_code failure;
  std::filesystem::create_directories(options.out, failure);
  const auto base = std::filesystem::path(options.out) / file_name(options.page);
  const std::pair<const char*, const std::string&> files[] = {{".html", fragment.value().html},
                                                              {".jsonld", fragment.value().json_ld}};
  for (const auto& [ending, text] : files) {
    const std::string path = base.string() + ending;
    if (!write_file(path, text)) return complain("cannot write " + path);
    std::cout << path << '\n';
  }
  return kDone;
}

}  // namespace parvis::server
