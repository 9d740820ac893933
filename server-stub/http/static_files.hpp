// Files under fixed addresses, read into memory at the start: what is not in the map does not exist, so no
// address can reach outside of the folder.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "api/request.hpp"
#include "parvis/error.hpp"

namespace parvis::server {

struct StaticOptions {
  // For files whose address stays while their content changes. Those under assets/ carry a hash in their
  // name and are kept for ever.
  int max_age_seconds = 300;
  bool index_pages = false;  // "/" answers "/index.html"
  std::string page_policy;   // Content-Security-Policy of HTML pages; empty: none
  // Changes each HTML page before it is served; empty: as it is.
  std::function<std::string(std::string)> edit_html;
};

class StaticFiles {
 public:
  // Every file below `folder` but hidden ones. "name.br" and "name.gz" beside "name" are its compressed
  // forms; where they are missing they are made now.
  static Result<StaticFiles> load(const std::string& folder, const StaticOptions& options);

  // The answer to a GET; none when there is no such file. "/docs" also finds "/docs.html".
  std::optional<ApiResponse> find(const ApiRequest& request) const;

  std::size_t size() const { return files_.size(); }

 private:
  struct File {
    std::string content_type;
    std::string cache_control;
    std::string etag;
    std::string plain, gzip, brotli;  // the latter two empty: not worth it
  };

  Status add(const std::string& path, const std::string& file, const StaticOptions& options);
  void compress(File& file, const std::string& on_disk);

  std::map<std::string, File, std::less<>> files_;  // by address, "/parvis.js"
  bool index_pages_ = false;
  std::string page_policy_;
};

// By the ending of a name; application/octet-stream when unknown.
std::string_view content_type_of(std::string_view name);

}  // namespace parvis::server
