// The benchmarks' hand on a database file, without the server.
//   bench_store rows FILE SECONDS BATCH   a bare SQLite program: durable transactions of BATCH likes each
//   bench_store fill FILE LIKES COMMENTS  site "bench" with pages p0, p1, …: ten likes a page, and the
//                                         comments as threads of a hundred on pages t0, t1, …
//   bench_store check FILE                the integrity of the file, and every count afresh
// Each prints one JSON line.
#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "rules/ids.hpp"
#include "rules/sites.hpp"
#include "rules/system.hpp"
#include "store/sqlite_store.hpp"

using namespace parvis;
using namespace parvis::server;

namespace {

using Steady = std::chrono::steady_clock;

double since(Steady::time_point start) {
  return std::chrono::duration<double>(Steady::now() - start).count();
}

int fail(const char* what) {
  std::fprintf(stderr, "bench_store: %s\n", what);
  return 1;
}

int rows(const char* file, double seconds, int batch) {
  sqlite3* database = nullptr;
  if (sqlite3_open(file, &database) != SQLITE_OK) return fail("cannot open the file");
  const auto run = [&](const char* sql) {
    return sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
  };
  sqlite3_stmt* insert = nullptr;
  const bool ready =
      run("PRAGMA journal_mode=WAL") && run("PRAGMA synchronous=FULL") &&
      run("CREATE TABLE likes (page INTEGER, visitor INTEGER, at INTEGER, PRIMARY KEY (page, visitor)) "
          "WITHOUT ROWID") &&
      sqlite3_prepare_v2(database, "INSERT INTO likes VALUES (?, ?, 1)", -1, &insert, nullptr) == SQLITE_OK;
  if (!ready) return fail(sqlite3_errmsg(database));
  std::int64_t done = 0;
  const auto start = Steady::now();
  while (since(start) < seconds) {
    if (!run("BEGIN")) return fail(sqlite3_errmsg(database));
    for (int i = 0; i < batch; ++i, ++done) {
      sqlite3_bind_int64(insert, 1, done % 1'000);
      sqlite3_bind_int64(insert, 2, done);
      if (sqlite3_step(insert) != SQLITE_DONE) return fail(sqlite3_errmsg(database));
      sqlite3_reset(insert);
    }
    if (!run("COMMIT")) return fail(sqlite3_errmsg(database));
  }
  std::printf("{\"rows\":%lld,\"per_second\":%.0f}\n", static_cast<long long>(done),
              static_cast<double>(done) / since(start));
  sqlite3_finalize(insert);
  sqlite3_close(database);
  return 0;
}

struct Filling {
  Site site;
  std::vector<RowId> visitors;
  std::string last_id;
  std::int64_t now = system_clock_ms() - 3'600'000;
};

void add_thread(Writer& writer, Filling& filling, std::int64_t number, std::int64_t comments) {
  const RowId page = writer.add_page(filling.site.id, "t" + std::to_string(number), "", filling.now);
  std::string root;
  for (std::int64_t i = 0; i < comments; ++i) {
    CommentRow row;
    row.id = next_id(filling.last_id, filling.now++, system_random).text;
    filling.last_id = row.id;
    row.page = page;
    row.visitor = filling.visitors[static_cast<std::size_t>(i) % filling.visitors.size()];
    // Sixty of a hundred start a talk of their own, forty answer the one before.
    if (i % 5 >= 3 && !root.empty()) {
      row.parent = root;
      row.depth = 1;
    } else {
      root = row.id;
    }
    row.root = root;
    row.name = "Reader " + std::to_string(i % 50);
    row.source =
        "A comment of about the length that people write under a product: it fits, it arrived "
        "quickly, and the colour is *exactly* the one in the picture.";
    row.created_ms = filling.now;
    writer.add_comment(row);
  }
}

int fill(const char* file, std::int64_t likes, std::int64_t comments) {
  auto opened = open_sqlite_store(file);
  if (!opened) return fail(opened.error().detail.c_str());
  Store& store = *opened.value();
  if (!add_site(store, "bench", {"http://localhost:*"}, system_random)) return fail("cannot add the site");
  Filling filling;
  const auto write = [&](auto&& act) {
    return store
        .write([&](Writer& writer) -> Status {
          filling.site = *writer.site("bench");
          act(writer);
          return Unit{};
        })
        .ok();
  };
  constexpr std::int64_t kLikesPerPage = 10, kPerCommit = 20'000;
  bool well = write([&](Writer& writer) {
    for (int i = 0; i < kLikesPerPage; ++i)
      filling.visitors.push_back(writer.add_visitor("v" + std::to_string(i), filling.now));
  });
  const std::int64_t pages = (likes + kLikesPerPage - 1) / kLikesPerPage;
  for (std::int64_t page = 0; well && page < pages;) {
    well = write([&](Writer& writer) {
      for (std::int64_t end = page + kPerCommit / kLikesPerPage; page < end && page < pages; ++page) {
        const RowId row = writer.add_page(filling.site.id, "p" + std::to_string(page), "", filling.now);
        for (const RowId visitor : filling.visitors) writer.set_like(row, visitor, true, filling.now);
      }
    });
  }
  const std::int64_t per_thread = comments % 100 == 0 ? 100 : comments;
  for (std::int64_t thread = 0; well && thread * per_thread < comments; ++thread)
    well = write([&](Writer& writer) { add_thread(writer, filling, thread, per_thread); });
  std::printf("{\"likes\":%lld,\"comments\":%lld}\n", static_cast<long long>(likes),
              static_cast<long long>(comments));
  return well ? 0 : fail("the store refused");
}

int check(const char* file) {
  sqlite3* database = nullptr;
  std::string integrity = "cannot be opened";
  if (sqlite3_open(file, &database) == SQLITE_OK)
    sqlite3_exec(
        database, "PRAGMA integrity_check",
        [](void* told, int, char** values, char**) {
          *static_cast<std::string*>(told) = values[0];
          return 0;
        },
        &integrity, nullptr);
  sqlite3_close(database);
  std::size_t wrong = 0;
  auto opened = open_sqlite_store(file);
  if (!opened) return fail(opened.error().detail.c_str());
  const Status read = opened.value()->read([&](Reader& reader) { wrong = reader.recount().size(); });
  std::printf("{\"integrity\":\"%s\",\"wrong_counts\":%zu}\n", integrity.c_str(), wrong);
  return read.ok() && integrity == "ok" && wrong == 0 ? 0 : 1;
}

// Holds the file's write lock until the standard input ends.
int hold(const char* file) {
  sqlite3* database = nullptr;
  const bool held = sqlite3_open(file, &database) == SQLITE_OK &&
                    sqlite3_exec(database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK;
  std::printf("{\"held\":%s}\n", held ? "true" : "false");
  std::fflush(stdout);
  while (std::getchar() != EOF) {
  }
  sqlite3_close(database);
  return held ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "";
  if (mode == "rows" && argc == 5) return rows(argv[2], std::atof(argv[3]), std::atoi(argv[4]));
  if (mode == "fill" && argc == 5) return fill(argv[2], std::atoll(argv[3]), std::atoll(argv[4]));
  if (mode == "check" && argc == 3) return check(argv[2]);
  if (mode == "hold" && argc == 3) return hold(argv[2]);
  return fail("rows FILE SECONDS BATCH | fill FILE LIKES COMMENTS | check FILE | hold FILE");
}
