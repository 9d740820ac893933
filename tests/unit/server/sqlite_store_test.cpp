#include "store/sqlite_store.hpp"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <latch>
#include <thread>

#include "../../support/temporary_folder.hpp"
#include "file_bytes.hpp"
#include "rules/sites.hpp"
#include "rules/system.hpp"

using namespace parvis;
using namespace parvis::server;
using namespace parvis::test;

namespace {

std::size_t count_sites(Store& store) {
  std::size_t count = 0;
  CHECK(store.read([&](Reader& reader) { count = reader.sites().size(); }).ok());
  return count;
}

}  // namespace

TEST_CASE("a file of a newer version is refused and left alone") {
  TemporaryFolder folder;
  CHECK(open_sqlite_store(folder.file()).ok());
  sqlite3* raw = nullptr;
  sqlite3_open(folder.file().c_str(), &raw);
  sqlite3_exec(raw, "PRAGMA user_version=999", nullptr, nullptr, nullptr);
  sqlite3_close(raw);
  const auto opened = open_sqlite_store(folder.file());
  REQUIRE(!opened.ok());
  CHECK(opened.error().code == ErrorCode::kStorage);
  CHECK(opened.error().detail.find("newer version") != std::string::npos);
}

TEST_CASE("a file that is no database, and a folder that is not there, are refused with the reason") {
  TemporaryFolder folder;
  std::ofstream(folder.file()) << std::string(5'000, 'x');
  const auto garbage = open_sqlite_store(folder.file());
  REQUIRE(!garbage.ok());
  CHECK(garbage.error().detail.find(folder.file()) == 0);
  CHECK(!open_sqlite_store("/nowhere/at/all/test.db").ok());
}

TEST_CASE("readers do not wait for a writer, and see nothing of what is not committed") {
  TemporaryFolder folder;
  const auto store = open_sqlite_store(folder.file()).value();
  std::latch written(1), seen(1);
  std::thread writer([&] {
    (void)store->write([&](Writer& tx) -> Status {
      (void)add_site(tx, "half", {}, system_random);
      written.count_down();
      seen.wait();
      return Unit{};
    });
  });
  written.wait();
  CHECK(count_sites(*store) == 0);
  seen.count_down();
  writer.join();
  CHECK(count_sites(*store) == 1);
}

TEST_CASE("a write that fails inside a shared commit undoes itself and none of its neighbours") {
  TemporaryFolder folder;
  const auto store = open_sqlite_store(folder.file()).value();
  std::latch busy(1), queued(1);
  // Keeps the writer's thread busy, so that all of the following wait for one commit.
  std::thread first([&] {
    (void)store->write([&](Writer&) -> Status {
      busy.count_down();
      queued.wait();
      return Unit{};
    });
  });
  busy.wait();
  std::atomic<int> answered{0};
  std::vector<std::thread> others;
  for (int i = 0; i < 9; ++i) {
    others.emplace_back([&, i] {
      const Status done = store->write([&, i](Writer& tx) -> Status {
        (void)add_site(tx, "site " + std::to_string(i), {}, system_random);
        if (i % 3 == 1) return Error{ErrorCode::kNotAllowed, {}, 0, {}};
        if (i % 3 == 2) tx.add_page(4'711, "no such site", "", 0);  // breaks a foreign key
        return Unit{};
      });
      if (i % 3 == 0) CHECK(done.ok());
      if (i % 3 == 1) CHECK(done.error().code == ErrorCode::kNotAllowed);
      if (i % 3 == 2) CHECK(done.error().code == ErrorCode::kUnavailable);
      ++answered;
    });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  CHECK(answered == 0);
  queued.count_down();
  first.join();
  for (std::thread& other : others) other.join();
  CHECK(count_sites(*store) == 3);
}

TEST_CASE("two processes may hold one file: the command line beside the running server") {
  TemporaryFolder folder;
  const auto server = open_sqlite_store(folder.file()).value();
  const auto command = open_sqlite_store(folder.file()).value();
  CHECK(add_site(*command, "shop", {"https://shop.example"}, system_random).ok());
  CHECK(count_sites(*server) == 1);
  CHECK(!add_site(*server, "shop", {}, system_random).ok());
}

TEST_CASE("writes that wait when the store is closed are done first") {
  TemporaryFolder folder;
  {
    const auto store = open_sqlite_store(folder.file()).value();
    for (int i = 0; i < 20; ++i) {
      store->write_later([i](Writer& tx) -> Status {
        (void)add_site(tx, "site " + std::to_string(i), {}, system_random);
        return Unit{};
      });
    }
  }
  CHECK(count_sites(*open_sqlite_store(folder.file()).value()) == 20);
}

TEST_CASE("a wrong count is found") {
  TemporaryFolder folder;
  const auto store = open_sqlite_store(folder.file()).value();
  (void)store->write([&](Writer& tx) -> Status {
    (void)add_site(tx, "shop", {}, system_random);
    const RowId page = tx.add_page(1, "mug", "", 0), visitor = tx.add_visitor("v", 0);
    tx.set_like(page, visitor, true, 0);
    CHECK(tx.recount().empty());
    return Unit{};
  });
  sqlite3* raw = nullptr;
  sqlite3_open(folder.file().c_str(), &raw);
  sqlite3_exec(raw, "UPDATE pages SET likes = 5", nullptr, nullptr, nullptr);
  sqlite3_close(raw);
  std::vector<std::string> wrong;
  (void)store->read([&](Reader& reader) { wrong = reader.recount(); });
  CHECK(wrong == std::vector<std::string>{"likes of page mug: kept 5, counted 1"});
}
