#include <doctest/doctest.h>

#include <filesystem>
#include <sstream>

#include "api/handler.hpp"
#include "saved_store.hpp"
#include "store/sqlite_backup.hpp"
#include "store/sqlite_database.hpp"
#include "store/sqlite_store.hpp"
#include "store/sqlite_transfer.hpp"

using namespace parvis;
using namespace parvis::server;
using namespace parvis::test;
namespace fs = std::filesystem;

namespace {

std::string ask(Store& store, const std::string& method, const std::string& path, const std::string& body,
                std::vector<std::pair<std::string, std::string>> query = {}) {
  HandlerOptions options;
  options.rate_limits = false;
  Handler handler(store, options);
  ApiRequest request;
  request.method = method;
  request.path = path;
  request.query = std::move(query);
  request.body = body;
  return handler.handle(request).body;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a database of every earlier version is saved here") {
  for (std::int64_t version = 1; version < newest_schema(); ++version) {
    INFO("missing: " << dump_of(version)
                     << "; sqlite3 FILE .dump of a database of that version, with \"PRAGMA "
                     << "user_version=" << version << ";\" as its first line");
    CHECK(fs::exists(dump_of(version)));
  }
  CHECK(fs::exists(dump_of(1)));
}

TEST_CASE("a saved database of every version opens, is sound, and lost nothing") {
  for (std::int64_t version = 1; version <= newest_schema(); ++version) {
    if (!fs::exists(dump_of(version))) continue;
    CAPTURE(version);
    const SavedStore saved(version);
    {
      const auto store = open_sqlite_store(saved.file());
      CHECK(store.ok());
      if (!store.ok()) FAIL(store.error().detail);
      const std::string read = ask(*store.value(), "GET", "/v1/read", "",
                                   {{"site", "shop"},
                                    {"e", "like;p=mug"},
                                    {"e", "share;p=mug;n=x,email"},
                                    {"e", "fans"},
                                    {"e", "fans;c=potters"},
                                    {"e", "comments;p=mug;o=oldest"}});
      CHECK(contains(read, R"("count":2)"));
      CHECK(contains(read, R"("networks":[["x",1],["email",1]])"));
      CHECK(contains(read, R"("kind":"fans","community":"potters","count":1)"));
      CHECK(contains(read, "Hello "));
      CHECK(contains(read, "caf\u00e9 \U0001F375"));
      CHECK(contains(read, R"("status":"deleted")"));
      CHECK_FALSE(contains(read, "Hidden by the owner"));
      CHECK_FALSE(contains(read, "Removed by the owner"));
    }
    const auto health = verify_file(saved.file());
    CHECK(health.ok());
    if (health.ok()) CHECK(health.value().problems.empty());
    if (health.ok()) CHECK(health.value().schema == newest_schema());
    std::ostringstream out;
    CHECK(write_site(saved.file(), "shop", out).ok());
  }
}

TEST_CASE("what outlived its comment in version 4 is gone: the author's name, a note, a hash of the text") {
  const SavedStore saved(4);
  const auto store = open_sqlite_store(saved.file());
  REQUIRE(store.ok());
  (void)store.value()->read([](Reader& reader) {
    CHECK(reader.member(1, 8).name.empty());
    CHECK(reader.member(1, 5).name == "Newa");
    REQUIRE(reader.webhook(3).has_value());
    CHECK(!contains(reader.webhook(3)->body, "outlives"));
    CHECK(reader.report("1m80m4fs00003q3s", 6)->note == "note that outlives");
    CHECK(reader.comment("1m80m4fs00003q3s")->downs == 1);
    CHECK(reader.saved_write(5, "n1")->meaning.empty());
    CHECK(reader.recount().empty());
  });
  // A key from before goes on answering what it did.
  const std::string again = ask(*store.value(), "POST", "/v1/comment",
                                R"({"site":"shop","token":"N1)" + std::string(41, 'A') +
                                    R"(","key":"n1","page":{"key":"mug"},"name":"Newa","text":"A newer"})");
  CHECK(contains(again, R"("id":"1m80m4fs00003q3s")"));
  CHECK(contains(again, "An edited thread"));
}
