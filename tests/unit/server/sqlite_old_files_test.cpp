#include <doctest/doctest.h>

#include "saved_store.hpp"
#include "store/sqlite_store.hpp"

using namespace parvis;
using namespace parvis::server;
using namespace parvis::test;

TEST_CASE("an older file loses the texts that its saved answers kept, and its keys go on working") {
  const SavedStore saved(1);
  CHECK(on_disk(saved.file(), "A reply, later deleted"));
  const auto store = open_sqlite_store(saved.file()).value();
  (void)store->read([](Reader& reader) {
    const auto answered = [&reader](RowId visitor, const char* key) {
      return reader.saved_write(visitor, key).value_or(SavedWrite{});
    };
    CHECK(answered(2, "saved-13").answer == "1m80ax1m800003ga");
    CHECK(answered(2, "saved-13").forever);
    CHECK(answered(1, "saved-12").answer == "1m80ax1k8000d695");
    CHECK(answered(2, "saved-20").answer.find("\"status\":\"deleted\"") != std::string::npos);
    CHECK(!answered(2, "saved-20").forever);
    CHECK(answered(1, "saved-1").answer == R"({"page":"mug","count":1,"liked":true})");
    CHECK(reader.comment("1m80ax1p80004vc4")->source == "Deeper");
    CHECK(reader.recount().empty());
  });
  CHECK(leaves_disk(saved.file(), "A reply, later deleted"));
}

TEST_CASE("a file from before votes and reactions keeps its likes as votes, and counts what is below") {
  const SavedStore saved(1, R"sql(
INSERT INTO visitors (id, token_hash, created) VALUES (70, 'seventy', 5), (71, 'seventy-one', 6);
INSERT INTO pages (id, site, key, url, likes, comments, changes) VALUES (70, 1, 'lamp', '', 0, 3, 3);
INSERT INTO page_keys (site, key, page) VALUES (1, 'lamp', 70);
INSERT INTO comments (id, page, visitor, parent, root, depth, name, source, created, status, likes, replies, children)
  VALUES ('2000000000000070', 70, 70, '', '2000000000000070', 0, 'Ana', 'root', 100, 0, 2, 1, 1),
         ('2000000000000071', 70, 71, '2000000000000070', '2000000000000070', 1, 'Ben', 'reply', 101, 0, 0, 1, 1),
         ('2000000000000072', 70, 70, '2000000000000071', '2000000000000070', 2, 'Ana', 'again', 102, 0, 0, 0, 0);
INSERT INTO comment_likes (page, visitor, comment, at)
  VALUES (70, 70, '2000000000000070', 103), (70, 71, '2000000000000070', 104);
INSERT INTO rank_epochs (page, number, made, ids) VALUES (70, 1, 1, '2000000000000070');
)sql");
  const auto store = open_sqlite_store(saved.file()).value();
  (void)store->read([&](Reader& reader) {
    CHECK(reader.recount().empty());
    const auto root = reader.comment("2000000000000070");
    REQUIRE(root.has_value());
    CHECK(root->likes == 2);
    CHECK(root->downs == 0);
    CHECK(root->below == 2);
    CHECK(reader.vote(70, root->id, 71) == 1);
    CHECK(reader.vote(70, root->id, 5) == 0);
    CHECK(reader.page_by_id(70)->created_ms == 100);
    CHECK(!reader.newest_epoch(70, Sort::kBest));
    CHECK(reader.person(70, "Ben") == 71);
    CHECK(reader.recent(1, 1).front().id == "2000000000000072");
    const auto answers = reader.answers_to(1, 71, 9);
    REQUIRE(answers.size() == 1);
    CHECK(answers.front().id == "2000000000000072");
    CHECK(reader.replies("2000000000000070", Order::kOldest, "", 9).size() == 1);
  });
  CHECK(store
            ->write([](Writer& writer) -> Status {
              CHECK(writer.set_vote(70, "2000000000000070", 71, -1, 200));
              CHECK(writer.comment("2000000000000070")->likes == 1);
              CHECK(writer.recount().empty());
              return Unit{};
            })
            .ok());
}
