// The example pages, at an address of their own.
#include <memory>

#include "cli/command_line.hpp"
#include "http/static_files.hpp"

namespace parvis::server {
namespace {

constexpr std::string_view kServerInExamples = "https://community.example";

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

}  // namespace

// The pages name the server by a made-up address; here it becomes the real one.
Result<HttpServer::Respond> shop_pages(const std::string& folder, const std::string& server) {
  StaticOptions files;
  files.max_age_seconds = 0;
  files.index_pages = true;
  files.edit_html = [&](std::string page) { return replace_all(std::move(page), kServerInExamples, server); };
  auto loaded = StaticFiles::load(folder, files);
  if (!loaded) return loaded.error();
  auto pages = std::make_shared<const StaticFiles>(std::move(loaded).value());
  return HttpServer::Respond([pages](const ApiRequest& request) {
    if (auto page = pages->find(request)) return *page;
    return problem({404, ErrorCode::kNotFound, "There is no such page."});
  });
}

}  // namespace parvis::server
