#include <doctest/doctest.h>
#include <sqlite3.h>

#include "../../support/temporary_folder.hpp"
#include "file_bytes.hpp"
#include "store/sqlite_store.hpp"

using namespace parvis;
using namespace parvis::server;
using namespace parvis::test;

namespace {

void make_store_of_version_1(const std::string& file) {
  sqlite3* raw = nullptr;
  sqlite3_open(file.c_str(), &raw);
  const std::string sql = bytes_of(PARVIS_SOURCE_DIR "/tests/unit/server/old_stores/version_1.sql");
  CHECK(sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(raw);
}

}  // namespace

TEST_CASE("an older file loses the texts that its saved answers kept, and its keys go on working") {
  TemporaryFolder folder;
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

TEST_CASE("a file from before votes and reactions keeps its likes as votes, and counts what is below") {
  TemporaryFolder folder;
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
