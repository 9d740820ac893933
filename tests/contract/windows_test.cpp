// Threads that are opened at a comment, and comments whose subtree alone is shown.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <set>

#include "rules/ids.hpp"
#include "world.hpp"

using namespace parvis::test;

namespace {

using Ids = std::vector<std::string>;

bool holds(const Ids& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool unique(const Ids& ids) { return std::set<std::string>(ids.begin(), ids.end()).size() == ids.size(); }

// Every comment stands below its parent, where that is on the page at all; all of the answer's depths are
// right.
bool in_order(const json& thread) {
  std::set<std::string> before;
  for (const json& comment : thread["comments"]) {
    const std::string parent = comment.value("parent", "");
    bool later = false;
    if (!parent.empty() && !before.contains(parent))
      for (const json& other : thread["comments"]) later = later || other["id"] == parent;
    if (later) return false;
    before.insert(comment["id"]);
  }
  return true;
}

// Puts comments straight into the store, which takes no time; `parent_of(i)` is an index or -1.
Ids fill(World& world, int count, const std::function<int(int)>& parent_of) {
  Ids ids;
  (void)world.store().write([&](parvis::server::Writer& writer) -> parvis::Status {
    const auto site = writer.site("shop");
    const auto page = writer.add_page(site->id, "mug", "https://shop.example/mug", world.now);
    const auto visitor = writer.add_visitor("filler", world.now);
    std::vector<parvis::server::CommentRow> rows;
    for (int i = 0; i < count; ++i) {
      parvis::server::CommentRow row;
      const int parent = parent_of(i);
      row.id =
          parvis::server::next_id(ids.empty() ? "" : ids.back(), world.now + i,
                                  [](unsigned char* out, std::size_t size) { std::fill_n(out, size, 7); })
              .text;
      row.page = page;
      row.visitor = visitor;
      row.created_ms = world.now + i;
      row.source = "comment " + std::to_string(i);
      row.root = row.id;
      if (parent >= 0) {
        const auto& above = rows[static_cast<std::size_t>(parent)];
        row.parent = above.id;
        row.root = above.root;
        row.depth = above.depth + 1;
      }
      writer.add_comment(row);
      ids.push_back(row.id);
      rows.push_back(std::move(row));
    }
    return parvis::Unit{};
  });
  world.now += count;
  return ids;
}

// The window, then all before it, then all after it, as a reader would scroll.
Ids read_around(World& world, const std::string& options, const std::string& at, int& requests) {
  const json window = world.item("comments;" + options + ";at=" + at);
  requests = 1;
  CHECK(window["at"] == at);
  CHECK(in_order(window));
  Ids seen = ids_of(window);
  CHECK(holds(seen, at));
  const auto follow = [&](const char* direction) {
    std::string cursor = window.value(direction, "");
    while (!cursor.empty() && requests < 1'000) {
      const json page = world.item("comments;" + options + ";after=" + cursor);
      ++requests;
      REQUIRE(page.contains("comments"));
      CHECK(page["comments"].size() <= 1'600);
      CHECK(in_order(page));
      for (const std::string& id : ids_of(page)) seen.push_back(id);
      cursor = page.value(direction, "");
    }
  };
  follow("prev");
  follow("next");
  return seen;
}

}  // namespace

TEST_CASE("a thread opens at any comment, in one answer, and leads to all the others, each once") {
  for (const char* sort : {"newest", "oldest", "best", "discussed"}) {
    CAPTURE(sort);
    World world;
    Visitor ana(world, 1);
    std::mt19937 random(7);
    const Ids ids = fill(world, 300, [&](int i) {
      return i % 3 == 0 ? -1 : static_cast<int>(random() % static_cast<unsigned>(i));
    });
    for (int i = 0; i < 20; ++i) ana.vote(ids[random() % ids.size()], 1);
    ana.act("comment/vote", {{"id", ids[0]}, {"vote", 1}});
    world.owner("comment", {{"id", ids[30]}, {"do", "pin"}});
    for (const int target : {0, 1, 30, 150, 298, 299}) {
      CAPTURE(target);
      int requests = 0;
      const Ids seen = read_around(world, "limit=20;o=" + std::string(sort),
                                   ids[static_cast<std::size_t>(target)], requests);
      CHECK(unique(seen));
      CHECK(seen.size() == ids.size());
    }
  }
}

TEST_CASE(
    "in a comment with thousands of replies the window is small, and what is around it is reached both "
    "ways") {
  World world;
  std::mt19937 random(11);
  // One top-level comment among others, with nearly everything below it.
  const Ids ids = fill(world, 2'000, [&](int i) {
    return i < 3          ? -1
           : i % 100 == 0 ? -1
           : i == 3       ? 1
                          : static_cast<int>(3 + random() % static_cast<unsigned>(i - 3 + (i == 3)));
  });
  for (const int target : {3, 500, 1'999}) {
    CAPTURE(target);
    int requests = 0;
    const Ids seen = read_around(world, "o=oldest", ids[static_cast<std::size_t>(target)], requests);
    CHECK(unique(seen));
    CHECK(seen.size() == ids.size());
    CHECK(requests < 40);
  }
}

TEST_CASE("10,000 top-level comments: any of them in one bounded answer") {
  World world;
  const Ids ids = fill(world, 10'000, [](int) { return -1; });
  for (const char* sort : {"newest", "oldest", "best"}) {
    for (const int target : {0, 5'000, 9'999}) {
      CAPTURE(sort);
      CAPTURE(target);
      const auto begin = std::chrono::steady_clock::now();
      const json window =
          world.item("comments;o=" + std::string(sort) + ";at=" + ids[static_cast<std::size_t>(target)]);
      CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
      CHECK(window["comments"].size() <= 20);
      CHECK(window["comments"][0]["id"] == ids[static_cast<std::size_t>(target)]);
      CHECK((window.contains("prev") || window["next"] != ""));
    }
  }
}

TEST_CASE("10,000 levels deep: read, opened at the bottom, and shown from the middle, in bounded answers") {
  World world;
  const Ids ids = fill(world, 10'000, [](int i) { return i - 1; });
  const auto begin = std::chrono::steady_clock::now();
  SUBCASE("from the top") {
    const json page = world.item("comments");
    CHECK(page["comments"].size() == 201);
    CHECK(page["next"] != "");
    CHECK(world.item("comments;after=" + page["next"].get<std::string>())["comments"][0]["depth"] == 201);
  }
  SUBCASE("at the bottom") {
    const json window = world.item("comments;at=" + ids.back());
    CHECK(window["comments"].size() == 202);
    CHECK(window["comments"].back()["id"] == ids.back());
    CHECK(window["comments"].back()["depth"] == 9'999);
    CHECK(window["next"] == "");
    const json before = world.item("comments;after=" + window["prev"].get<std::string>());
    CHECK(before["comments"].size() == 400);
    CHECK(before["comments"].back()["id"] == ids[9'798]);
  }
  SUBCASE("under one in the middle") {
    const json page = world.item("comments;under=" + ids[5'000]);
    CHECK(page["under"] == ids[5'000]);
    CHECK(page["comments"].size() == 201);
    CHECK(page["comments"][0]["id"] == ids[5'000]);
    CHECK(page["comments"][0]["depth"] == 5'000);
  }
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

TEST_CASE("under a comment stands its subtree alone, in pages, each comment once") {
  World world;
  std::mt19937 random(5);
  const Ids ids = fill(world, 900, [&](int i) {
    return i == 0 ? -1 : static_cast<int>(random() % static_cast<unsigned>(std::min(i, 200)));
  });
  const json all = world.item("comments;at=" + ids[0]);
  std::string top;
  for (const std::string& id : ids)
    if (top.empty() && world.item("comments;under=" + id)["comments"].size() > 20 && id != ids[0]) top = id;
  REQUIRE(!top.empty());
  Ids seen;
  std::string after;
  do {
    const json page = world.item("comments;under=" + top + ";after=" + after);
    REQUIRE(page.contains("comments"));
    CHECK(in_order(page));
    for (const std::string& id : ids_of(page)) seen.push_back(id);
    after = page["next"];
  } while (!after.empty());
  CHECK(seen.front() == top);
  CHECK(unique(seen));
  int requests = 0;
  const Ids whole = read_around(world, "o=oldest", ids[0], requests);
  CHECK(whole.size() == ids.size());
  for (const std::string& id : seen) CHECK(holds(whole, id));
}

TEST_CASE("a comment that is gone, or of another page, opens the thread as usual") {
  World world;
  Visitor ana(world, 1);
  const std::string here = ana.comment("here"), other = ana.comment("other", "", "other page"),
                    gone = ana.comment("gone");
  ana.remove(gone);
  for (const std::string& id : {other, gone, std::string("0000000000000000")}) {
    CAPTURE(id);
    const json at = world.item("comments;at=" + id), under = world.item("comments;under=" + id);
    CHECK(!at.contains("at"));
    CHECK(ids_of(at) == Ids{here});
    CHECK(!under.contains("under"));
    CHECK(ids_of(under) == Ids{here});
  }
  CHECK(world.item("comments;at=x")["field"] == "e.at");
  CHECK(world.item("comments;under=x")["field"] == "e.under");
  CHECK(world.item("comments;at=" + here + ";under=" + here)["field"] == "e.at");
}
