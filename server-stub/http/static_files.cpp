#include "http/static_files.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

#include "base/sha256.hpp"
#include "http/compress.hpp"

namespace parvis::server {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kForever = "public, max-age=31536000, immutable";
constexpr int kBestGzip = 9;
constexpr int kBestBrotli = 11;
constexpr std::size_t kEtagLength = 24;  // hexadecimal digits of the content's hash

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream.is_open() || stream.bad()) return std::nullopt;
  return bytes;
}

bool is_hidden(const fs::path& relative) {
  return std::any_of(relative.begin(), relative.end(),
                     [](const fs::path& part) { return part.string().starts_with('.'); });
}

bool is_compressed_form(const fs::path& file) {
  const auto ending = file.extension();
  return (ending == ".br" || ending == ".gz") && fs::exists(fs::path(file).replace_extension());
}

// Weak comparison, as If-None-Match asks for it; `list` has lost the "-br" of coded tags already.
bool matches(std::string_view list, std::string_view etag) {
  return list == "*" || list.find(etag) != std::string_view::npos;
}

std::string_view header(const ApiRequest& request, const std::string& name) {
  const auto found = request.headers.find(name);
  return found == request.headers.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace

std::string_view content_type_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 18> kTypes{{
      {".html", "text/html; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".d.ts", "text/plain; charset=utf-8"},
      {".json", "application/json; charset=utf-8"},
      {".map", "application/json; charset=utf-8"},
      {".yaml", "application/yaml; charset=utf-8"},
      {".txt", "text/plain; charset=utf-8"},
      {".wasm", "application/wasm"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".webp", "image/webp"},
      {".avif", "image/avif"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".webmanifest", "application/manifest+json"},
  }};
  for (const auto& [ending, type] : kTypes)
    if (name.ends_with(ending)) return type;
  return "application/octet-stream";
}

Result<StaticFiles> StaticFiles::load(const std::string& folder, const StaticOptions& options) {
  std::error_code failure;
  StaticFiles files;
  files.index_pages_ = options.index_pages;
  files.page_policy_ = options.page_policy;
  fs::recursive_directory_iterator entries(folder, failure);
  if (failure) return Error{ErrorCode::kStorage, "cannot read folder " + folder + ": " + failure.message()};
  for (const auto end = fs::end(entries); entries != end; entries.increment(failure)) {
    if (failure) return Error{ErrorCode::kStorage, "cannot read folder " + folder + ": " + failure.message()};
    const auto relative = entries->path().lexically_relative(folder);
    if (is_hidden(relative) || !entries->is_regular_file(failure) || is_compressed_form(entries->path()))
      continue;
    auto added = files.add("/" + relative.generic_string(), entries->path().string(), options);
    if (!added) return added.error();
  }
  return files;
}

Status StaticFiles::add(const std::string& path, const std::string& on_disk, const StaticOptions& options) {
  auto bytes = read_file(on_disk);
  if (!bytes) return Error{ErrorCode::kStorage, "cannot read file " + on_disk};
  File file;
  file.content_type = content_type_of(path);
  const bool edited = options.edit_html && path.ends_with(".html");
  file.plain = edited ? options.edit_html(std::move(*bytes)) : std::move(*bytes);
  file.cache_control = path.starts_with("/assets/")
                           ? std::string(kForever)
                           : "public, max-age=" + std::to_string(options.max_age_seconds);
  const auto digest = sha256(file.plain);
  file.etag =
      '"' + hex({reinterpret_cast<const char*>(digest.data()), digest.size()}).substr(0, kEtagLength) + '"';
  compress(file, edited ? std::string() : on_disk);
  files_.emplace(path, std::move(file));
  return Unit{};
}

void StaticFiles::compress(File& file, const std::string& on_disk) {
  if (!on_disk.empty()) {
    file.brotli = read_file(on_disk + ".br").value_or("");
    file.gzip = read_file(on_disk + ".gz").value_or("");
  }
  if (!worth_compressing(file.content_type)) return;
  if (file.brotli.empty()) file.brotli = server::brotli(file.plain, kBestBrotli);
  if (file.gzip.empty()) file.gzip = server::gzip(file.plain, kBestGzip);
  if (file.brotli.size() >= file.plain.size()) file.brotli.clear();
  if (file.gzip.size() >= file.plain.size()) file.gzip.clear();
}

std::optional<ApiResponse> StaticFiles::find(const ApiRequest& request) const {
  const bool folder = index_pages_ && request.path.ends_with('/');
  auto found = files_.find(folder ? request.path + "index.html" : request.path);
  if (found == files_.end()) found = files_.find(request.path + ".html");
  if (found == files_.end()) return std::nullopt;
  const File& file = found->second;

  auto coding = choose_coding(header(request, "accept-encoding"));
  if (coding == Coding::kBrotli && file.brotli.empty()) coding = Coding::kGzip;
  if (coding == Coding::kGzip && file.gzip.empty()) coding = Coding::kIdentity;

  ApiResponse response;
  response.content_type = file.content_type;
  response.headers = {{"Cache-Control", file.cache_control}, {"ETag", coded_etag(file.etag, coding)}};
  if (!page_policy_.empty() && found->first.ends_with(".html"))
    response.headers.emplace_back("Content-Security-Policy", page_policy_);
  if (!file.brotli.empty() || !file.gzip.empty()) response.headers.emplace_back("Vary", "Accept-Encoding");
  if (matches(header(request, "if-none-match"), file.etag)) {
    response.status = 304;
    return response;
  }
  if (coding != Coding::kIdentity) response.headers.emplace_back("Content-Encoding", coding_name(coding));
  response.body = coding == Coding::kBrotli ? file.brotli : coding == Coding::kGzip ? file.gzip : file.plain;
  return response;
}

}  // namespace parvis::server
