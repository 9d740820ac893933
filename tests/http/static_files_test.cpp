// The SDK's files: their types, how long they are kept, and that nothing outside their folder is served.
#include "http/static_files.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "http_fixture.hpp"

using namespace parvis;
using namespace parvis::server;
using namespace parvis::test;
namespace fs = std::filesystem;

namespace {

// A folder that is gone afterwards.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("parvis-static-" + std::to_string(::getpid()));
  Folder() {
    write("web/parvis.js", "console.log(1)" + std::string(2000, ';'));
    write("web/index.html", "<script src=\"https://community.example/parvis.js\"></script>");
    write("web/assets/parvis.0123abcd.wasm", std::string(2000, 'w'));
    write("web/assets/parvis.0123abcd.wasm.br", "made by the build");
    write("web/sub/index.html", "sub");
    write("web/.hidden", "x");
    write("web/.git/config", "x");
    write("secret.txt", "secret");
  }
  ~Folder() { fs::remove_all(path); }
  void write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << bytes;
  }
};

HttpServer::Respond serve(const StaticFiles& files) {
  return [&files](const ApiRequest& request) {
    auto found = files.find(request);
    if (found) return *found;
    ApiResponse missing;
    missing.status = 404;
    return missing;
  };
}

}  // namespace

TEST_CASE("files have their types, caching rules and headers") {
  const Folder folder;
  const auto files = StaticFiles::load((folder.path / "web").string(), {});
  CHECK(files.ok());
  if (!files.ok()) return;
  RunningServer running(RunningServer::quick(), serve(files.value()));
  RawClient client(running.port());

  const auto script = client.exchange(get("/parvis.js?v=1"));
  CHECK(script.status == 200);
  CHECK(script.header("content-type") == "text/javascript; charset=utf-8");
  CHECK(script.header("cache-control") == "public, max-age=300");
  CHECK(script.header("access-control-allow-origin") == "*");
  CHECK(script.header("cross-origin-resource-policy") == "cross-origin");
  CHECK(script.header("x-content-type-options") == "nosniff");
  CHECK(script.body.starts_with("console.log(1)"));

  const auto wasm = client.exchange(get("/assets/parvis.0123abcd.wasm", "Accept-Encoding: gzip, br\r\n"));
  CHECK(wasm.header("content-type") == "application/wasm");
  CHECK(wasm.header("cache-control") == "public, max-age=31536000, immutable");
  CHECK(wasm.header("content-encoding") == "br");
  CHECK(wasm.body == "made by the build");
  const auto gzipped = client.exchange(get("/assets/parvis.0123abcd.wasm", "Accept-Encoding: gzip\r\n"));
  CHECK(gzipped.header("content-encoding") == "gzip");
  CHECK(client.exchange(get("/")).status == 404);
}

TEST_CASE("a file that has not changed is not sent again") {
  const Folder folder;
  const auto files = StaticFiles::load((folder.path / "web").string(), {});
  if (!files.ok()) return;
  RunningServer running(RunningServer::quick(), serve(files.value()));
  RawClient client(running.port());
  for (const std::string coding : {"br", "gzip", "identity"}) {
    const std::string accept = "Accept-Encoding: " + coding + "\r\n";
    const auto tag = client.exchange(get("/parvis.js", accept)).header("etag");
    const auto again =
        client.exchange(get("/parvis.js", accept + "If-None-Match: \"other\", W/" + tag + "\r\n"));
    CHECK(again.status == 304);
    CHECK(again.header("etag") == tag);
    CHECK(again.header("vary") == "Accept-Encoding");
  }
}

TEST_CASE("nothing outside of the folder and nothing hidden is served") {
  const Folder folder;
  const auto files = StaticFiles::load((folder.path / "web").string(), {});
  if (!files.ok()) return;
  CHECK(files.value().size() == 4);
  RunningServer running(RunningServer::quick(), serve(files.value()));
  RawClient client(running.port());
  for (const std::string path :
       {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/../../secret.txt",
        "//secret.txt", "/.hidden", "/.git/config", "/assets/parvis.0123abcd.wasm.br", "/parvis.js/",
        "/..\\secret.txt", "/assets"})
    CHECK_MESSAGE(client.exchange(get(path)).status == 404, path);
}

TEST_CASE("shop pages have index pages and point to the API that serves them") {
  const Folder folder;
  StaticOptions options;
  options.index_pages = true;
  options.edit_html = [](std::string page) {
    return page.replace(page.find("https://"), 25, "http://127.0.0.1:1");
  };
  folder.write("web/sub/index.html", "https://community.example");
  const auto files = StaticFiles::load((folder.path / "web").string(), options);
  if (!files.ok()) return;
  RunningServer running(RunningServer::quick(), serve(files.value()));
  RawClient client(running.port());
  CHECK(client.exchange(get("/")).body == "<script src=\"http://127.0.0.1:1/parvis.js\"></script>");
  CHECK(client.exchange(get("/sub/")).body == "http://127.0.0.1:1");
}

TEST_CASE("a folder that is not there is an error with its name") {
  const auto files = StaticFiles::load("/nowhere/at/all", {});
  CHECK(!files.ok());
  if (!files.ok()) CHECK(files.error().detail.find("/nowhere/at/all") != std::string::npos);
}
