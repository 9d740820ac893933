// Backups, restores and exports of real database files.
#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "../../support/temporary_folder.hpp"
#include "rules/counters.hpp"
#include "rules/moderation.hpp"
#include "rules/seed_demo.hpp"
#include "rules/sites.hpp"
#include "rules/system.hpp"
#include "rules/threads.hpp"
#include "rules/visits.hpp"
#include "store/sqlite_backup.hpp"
#include "store/sqlite_database.hpp"
#include "store/sqlite_store.hpp"
#include "store/sqlite_transfer.hpp"

using namespace parvis;
using namespace parvis::server;
namespace fs = std::filesystem;

namespace {

using Folder = test::TemporaryFolder;

std::unique_ptr<Store> open(const std::string& path) { return open_sqlite_store(path).value(); }

void like(Store& store, const std::string& page, int visitor) {
  CHECK(store
            .write([&](Writer& writer) -> Status {
              const Site site = writer.site("demo").value();
              const std::string hash = token_hash(page + std::to_string(visitor));
              RowId id = writer.visitor(hash);
              if (id == 0) id = writer.add_visitor(hash, 1);
              set_like(writer, site, id, {page, ""}, true, 1);
              return Unit{};
            })
            .ok());
}

std::int64_t likes(Store& store, const std::string& page) {
  std::int64_t count = -1;
  CHECK(store
            .read([&](Reader& reader) {
              const auto found = reader.page(reader.site("demo").value().id, page);
              count = found ? found->likes : 0;
            })
            .ok());
  return count;
}

void overwrite(const std::string& file, std::streamoff at, std::size_t bytes) {
  std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
  out.seekp(at);
  out << std::string(bytes, '\xee');
}

std::string exported(const std::string& db, const std::string& site) {
  std::ostringstream out;
  CHECK(write_site(db, site, out).ok());
  return out.str();
}

}  // namespace

TEST_CASE("a backup is taken while writers write, is one moment, and passes verify") {
  const Folder folder;
  const auto store = open(folder.file("live.db"));
  CHECK(seed_demo(*store, {1'700'000'000'000, {}}).ok());
  std::atomic<bool> stop{false};
  std::atomic<int> written{0};
  std::thread writer([&] {
    while (!stop) like(*store, "busy", ++written);
  });
  while (written < 5) std::this_thread::yield();
  for (int i = 0; i < 3; ++i) {
    const std::string copy = folder.file("copy" + std::to_string(i) + ".db");
    CHECK(backup_file(folder.file("live.db"), copy).ok());
    const auto health = verify_file(copy);
    CHECK(health.ok());
    if (health.ok()) CHECK(health.value().problems.empty());
    CHECK_FALSE(fs::exists(copy + "-wal"));
    CHECK(likes(*open(copy), "busy") >= 4);
  }
  stop = true;
  writer.join();
}

TEST_CASE("a backup is never written over, and half of one is not left behind") {
  const Folder folder;
  CHECK(seed_demo(*open(folder.file("live.db")), {}).ok());
  CHECK(backup_file(folder.file("live.db"), folder.file("copy.db")).ok());
  CHECK_FALSE(backup_file(folder.file("live.db"), folder.file("copy.db")).ok());
  CHECK_FALSE(backup_file(folder.file("missing.db"), folder.file("other.db")).ok());
  CHECK_FALSE(backup_file(folder.file("live.db"), folder.file("no/such/folder/copy.db")).ok());
  overwrite(folder.file("copy.db"), 8192, 4096);
  CHECK_FALSE(backup_file(folder.file("copy.db"), folder.file("worse.db")).ok());
  for (const char* name : {"other.db", "worse.db", "worse.db.unfinished", "copy.db.unfinished"})
    CHECK_FALSE(fs::exists(folder.file(name)));
}

TEST_CASE("restore brings the day of the backup back and keeps what it replaced") {
  const Folder folder;
  const std::string db = folder.file("live.db"), saved = folder.file("saved.db");
  {
    const auto store = open(db);
    CHECK(seed_demo(*store, {}).ok());
    like(*store, "yesterday", 1);
    CHECK(backup_file(db, saved).ok());
    like(*store, "today", 1);
    const Status running = restore_file(saved, db);
    CHECK_FALSE(running.ok());
    if (!running) CHECK(running.error().detail.find("stop the server") != std::string::npos);
    CHECK(likes(*store, "today") == 1);
  }
  fs::permissions(db, fs::perms(0640));
  CHECK(restore_file(saved, db).ok());
  CHECK(likes(*open(db), "yesterday") == 1);
  CHECK(likes(*open(db), "today") == 0);
  CHECK(likes(*open(db + ".before-restore"), "today") == 1);
  // What was set aside is not lost to a second try, and the file stays its server's.
  CHECK_FALSE(restore_file(saved, db).ok());
  CHECK(likes(*open(db + ".before-restore"), "today") == 1);
  CHECK((fs::status(db).permissions() & fs::perms(0777)) == fs::perms(0640));
  CHECK(restore_file(saved, folder.file("elsewhere.db")).ok());
  CHECK(likes(*open(folder.file("elsewhere.db")), "yesterday") == 1);
}

TEST_CASE("a damaged backup is not restored, and verify names the damage") {
  const Folder folder;
  const std::string db = folder.file("live.db"), saved = folder.file("saved.db");
  CHECK(seed_demo(*open(db), {}).ok());
  CHECK(backup_file(db, saved).ok());
  {
    const auto database = Database::open(saved).value();
    CHECK(database->execute("UPDATE pages SET likes = likes + 1 WHERE key = 'mug'"));
  }
  const auto miscounted = verify_file(saved);
  CHECK(miscounted.ok());
  if (miscounted.ok()) CHECK(miscounted.value().problems.size() == 1);
  CHECK_FALSE(restore_file(saved, db).ok());
  overwrite(saved, 3 * 4096, 8192);
  const auto broken = verify_file(saved);
  CHECK((!broken.ok() || !broken.value().problems.empty()));
  CHECK_FALSE(restore_file(saved, db).ok());
  std::ofstream(folder.file("text.db")) << "no database at all, but long enough to be read as one. " << db;
  const auto text = verify_file(folder.file("text.db"));
  CHECK((!text.ok() || !text.value().problems.empty()));
  CHECK_FALSE(restore_file(folder.file("text.db"), db).ok());
  CHECK(likes(*open(db), "mug") == 1284);
}

TEST_CASE("a site goes out as lines, comes in elsewhere, and goes out again byte for byte") {
  const Folder folder;
  const std::string from = folder.file("from.db"), to = folder.file("to.db");
  {
    const auto store = open(from);
    CHECK(seed_demo(*store, {1'700'000'000'000, {}}).ok());
    CHECK(add_site(*store, "other", {"https://other.example"}, system_random).ok());
    CHECK(store
              ->write([&](Writer& writer) -> Status {
                const Site site = writer.site("demo").value();
                const RowId visitor = writer.add_visitor(token_hash("hard"), 5);
                const auto posted = post_comment(writer, site, visitor, {"mug", ""},
                                                 {"", "Zo\u00eb \"Q\"", "line\nbreak \u2028 \U0001F375 \\"},
                                                 9, system_random);
                CHECK(posted.ok());
                CHECK(block_author(writer, site, posted.value(), true).ok());
                CHECK(moderate_comment(writer, site, posted.value(), Moderation::kHide, 10).ok());
                writer.set_closed(writer.page(site.id, "lamp")->id, true);
                CHECK(writer.add_alias(writer.page(site.id, "lamp")->id, "old-lamp"));
                return Unit{};
              })
              .ok());
  }
  const std::string lines = exported(from, "demo");
  CHECK(lines.find("other.example") == std::string::npos);
  std::istringstream in(lines);
  const auto name = read_site(to, in);
  CHECK(name.ok());
  if (!name.ok()) FAIL(name.error().detail);
  CHECK(name.value() == "demo");
  CHECK(exported(to, "demo") == lines);
  const auto health = verify_file(to);
  CHECK(health.ok());
  if (health.ok()) CHECK(health.value().problems.empty());
}

TEST_CASE("an import is all or nothing") {
  const Folder folder;
  const std::string from = folder.file("from.db"), to = folder.file("to.db");
  CHECK(seed_demo(*open(from), {1'700'000'000'000, {}}).ok());
  CHECK(add_site(*open(to), "kept", {"https://kept.example"}, system_random).ok());
  const std::string before = exported(to, "kept");
  const std::string lines = exported(from, "demo");
  const std::size_t likes = lines.find(R"({"table":"likes")");
  const std::size_t second = lines.find('\n');
  const std::string bad[] = {"",
                             "{}",
                             "[1]\n",
                             "no json\n",
                             lines.substr(second + 1),
                             lines.substr(0, lines.size() / 2),
                             lines.substr(0, likes) + lines.substr(lines.find('\n', likes) + 1),
                             lines + "{\"table\":\"nothing\"}\n",
                             lines + "{\"table\":\"likes\"}\n",
                             lines + lines,
                             "{\"table\":\"sites\",\"format\":2,\"schema\":1,\"name\":\"demo\"}\n"};
  for (const std::string& one : bad) {
    CAPTURE(one.substr(0, 80));
    std::istringstream in(one);
    CHECK_FALSE(read_site(to, in).ok());
  }
  CHECK(exported(to, "kept") == before);
  const auto health = verify_file(to);
  CHECK(health.ok());
  if (health.ok()) CHECK(health.value().sites == 1);
  for (int i = 0; i < 2; ++i) {
    std::istringstream in(lines);
    CHECK(read_site(to, in).ok() == (i == 0));
  }
}
