#include <doctest/doctest.h>

#include <thread>

#include "../../support/temporary_folder.hpp"
#include "file_bytes.hpp"
#include "rules/sites.hpp"
#include "rules/system.hpp"
#include "store/sqlite_store.hpp"

using namespace parvis;
using namespace parvis::server;
using namespace parvis::test;

namespace {

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
  CHECK(tx.erase_deleted(2, 2) == 1);
}

}  // namespace

TEST_CASE("an erased comment's text and name leave the file and its log, while the server runs") {
  TemporaryFolder folder;
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
  TemporaryFolder folder;
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
