#include "store/sqlite_store.hpp"

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <latch>
#include <thread>

#include "rules/sites.hpp"
#include "rules/system.hpp"

using namespace parvis;
using namespace parvis::server;

namespace {

class Folder {
 public:
  Folder() { std::filesystem::create_directories(path_); }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string file() const { return (path_ / "test.db").string(); }

 private:
  const std::filesystem::path path_ =
      std::filesystem::temp_directory_path() / ("parvis-store-" + std::to_string(getpid()));
};

std::size_t count_sites(Store& store) {
  std::size_t count = 0;
  CHECK(store.read([&](Reader& reader) { count = reader.sites().size(); }).ok());
  return count;
}

std::string bytes_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// In the database or in its log.
bool on_disk(const std::string& file, std::string_view text) {
  return (bytes_of(file) + bytes_of(file + "-wal")).find(text) != std::string::npos;
}

bool leaves_disk(const std::string& file, std::string_view text) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (on_disk(file, text)) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return true;
}

void make_store_of_version_1(const std::string& file) {
  sqlite3* raw = nullptr;
  sqlite3_open(file.c_str(), &raw);
  const std::string sql = bytes_of(PARVIS_SOURCE_DIR "/tests/unit/server/old_stores/version_1.sql");
  CHECK(sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(raw);
}

CommentRow comment_of(int number, std::string text) {
  CommentRow row;
  row.id = std::to_string(1'000'000'000'000'000 + number);
  row.root = row.id;
  row.page = row.visitor = 1;
  row.name = "Name of " + text;
  row.source = std::move(text);
  return row;
}

// Deleted by its author, and the time to take that back is over.
void erase(Writer& tx, int number) {
  const std::string id = comment_of(number, "").id;
  tx.set_comment_status(id, CommentRow::Status::kErased);
  auto row = tx.comment(id).value();
  row.deleted_ms = 1;
  tx.set_comment_details(row);
  CHECK(tx.erase_deleted(2) == 1);
}

}  // namespace

TEST_CASE("an erased comment's text and name leave the file and its log, while the server runs") {
  Folder folder;
  const auto store = open_sqlite_store(folder.file()).value();
  constexpr int kComments = 600;
  // Of all sizes, so that pages split, and long ones go into pages of their own.
  const auto text = [](int number) {
    return "regret " + std::to_string(number) +
           std::string(static_cast<std::size_t>(number * 13 % 9'000), '.');
  };
  (void)store->write([&](Writer& tx) -> Status {
    (void)add_site(tx, "shop", {}, system_random);
    tx.add_page(1, "mug", "", 0);
    tx.add_visitor("v", 0);
    return Unit{};
  });
  for (int i = 0; i < kComments; ++i)
    (void)store->write([&](Writer& tx) -> Status {
      tx.add_comment(comment_of(i, text(i)));
      return Unit{};
    });
  CHECK(on_disk(folder.file(), "regret 599"));
  for (int i = 0; i < kComments; ++i)
    (void)store->write([&](Writer& tx) -> Status {
      erase(tx, i);
      return Unit{};
    });
  CHECK(leaves_disk(folder.file(), "regret"));
}

TEST_CASE("a reader in the middle of reading only delays that") {
  Folder folder;
  const auto store = open_sqlite_store(folder.file()).value();
  (void)store->write([&](Writer& tx) -> Status {
    (void)add_site(tx, "shop", {}, system_random);
    tx.add_page(1, "mug", "", 0);
    tx.add_visitor("v", 0);
    tx.add_comment(comment_of(1, "regret"));
    return Unit{};
  });
  (void)store->read([&](Reader& reader) {
    (void)reader.sites();
    (void)store->write([&](Writer& tx) -> Status {
      erase(tx, 1);
      return Unit{};
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(1'500));
    CHECK(on_disk(folder.file(), "regret"));
  });
  CHECK(leaves_disk(folder.file(), "regret"));
}

TEST_CASE("an older file loses the texts that its saved answers kept, and its keys go on working") {
  Folder folder;
  make_store_of_version_1(folder.file());
  CHECK(on_disk(folder.file(), "taken back"));
  const auto store = open_sqlite_store(folder.file()).value();
  std::vector<SavedWrite> kept;
  (void)store->read([&](Reader& reader) {
    for (const char* key : {"post-1", "post-2", "delete", "like"})
      kept.push_back(reader.saved_write(1, key).value_or(SavedWrite{}));
    CHECK(reader.comment("0000000000000002")->source == "still here");
    CHECK(reader.recount().empty());
  });
  CHECK(kept[0].answer == "0000000000000001");
  CHECK(kept[0].forever);
  CHECK(kept[1].answer == "0000000000000002");
  CHECK(kept[2].answer.find("\"status\":\"deleted\"") != std::string::npos);
  CHECK(!kept[2].forever);
  CHECK(kept[3].answer == R"({"page":"mug","count":1,"liked":true})");
  CHECK(leaves_disk(folder.file(), "taken back"));
}

TEST_CASE("a file of a newer version is refused and left alone") {
  Folder folder;
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
  Folder folder;
  std::ofstream(folder.file()) << std::string(5'000, 'x');
  const auto garbage = open_sqlite_store(folder.file());
  REQUIRE(!garbage.ok());
  CHECK(garbage.error().detail.find(folder.file()) == 0);
  CHECK(!open_sqlite_store("/nowhere/at/all/test.db").ok());
}

TEST_CASE("readers do not wait for a writer, and see nothing of what is not committed") {
  Folder folder;
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
  Folder folder;
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
  Folder folder;
  const auto server = open_sqlite_store(folder.file()).value();
  const auto command = open_sqlite_store(folder.file()).value();
  CHECK(add_site(*command, "shop", {"https://shop.example"}, system_random).ok());
  CHECK(count_sites(*server) == 1);
  CHECK(!add_site(*server, "shop", {}, system_random).ok());
}

TEST_CASE("writes that wait when the store is closed are done first") {
  Folder folder;
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
  Folder folder;
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

TEST_CASE("a file from before votes and reactions keeps its likes as votes, and counts what is below") {
  Folder folder;
  make_store_of_version_1(folder.file());
  sqlite3* raw = nullptr;
  sqlite3_open(folder.file().c_str(), &raw);
  const char* more = R"sql(
INSERT INTO visitors (id, token_hash, created) VALUES (70, 'seventy', 5), (71, 'seventy-one', 6);
INSERT INTO pages (id, site, key, url, likes, comments, changes) VALUES (70, 1, 'lamp', '', 0, 3, 3);
INSERT INTO page_keys (site, key, page) VALUES (1, 'lamp', 70);
INSERT INTO comments (id, page, visitor, parent, root, depth, name, source, created, status, likes, replies, children)
  VALUES ('0000000000000070', 70, 70, '', '0000000000000070', 0, 'Ana', 'root', 100, 0, 2, 1, 1),
         ('0000000000000071', 70, 71, '0000000000000070', '0000000000000070', 1, 'Ben', 'reply', 101, 0, 0, 1, 1),
         ('0000000000000072', 70, 70, '0000000000000071', '0000000000000070', 2, 'Ana', 'again', 102, 0, 0, 0, 0);
INSERT INTO comment_likes (page, visitor, comment, at)
  VALUES (70, 70, '0000000000000070', 103), (70, 71, '0000000000000070', 104);
INSERT INTO rank_epochs (page, number, made, ids) VALUES (70, 1, 1, '0000000000000070');
)sql";
  CHECK(sqlite3_exec(raw, more, nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(raw);

  const auto store = open_sqlite_store(folder.file()).value();
  (void)store->read([&](Reader& reader) {
    CHECK(reader.recount().empty());
    const auto root = reader.comment("0000000000000070");
    REQUIRE(root.has_value());
    CHECK(root->likes == 2);
    CHECK(root->downs == 0);
    CHECK(root->below == 2);
    CHECK(reader.vote(70, root->id, 71) == 1);
    CHECK(reader.vote(70, root->id, 5) == 0);
    CHECK(reader.page_by_id(70)->created_ms == 100);
    CHECK(!reader.newest_epoch(70, Sort::kBest));
    CHECK(reader.person(70, "Ben") == 71);
    CHECK(reader.recent(1, 1).front().id == "0000000000000072");
    const auto answers = reader.answers_to(1, 71, 9);
    REQUIRE(answers.size() == 1);
    CHECK(answers.front().id == "0000000000000072");
    CHECK(reader.replies("0000000000000070", Order::kOldest, "", 9).size() == 1);
  });
  CHECK(store
            ->write([](Writer& writer) -> Status {
              CHECK(writer.set_vote(70, "0000000000000070", 71, -1, 200));
              CHECK(writer.comment("0000000000000070")->likes == 1);
              CHECK(writer.recount().empty());
              return Unit{};
            })
            .ok());
}
