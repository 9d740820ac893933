#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "../../support/temporary_folder.hpp"
#include "faulty_disk.hpp"
#include "rules/sites.hpp"
#include "rules/system.hpp"
#include "store/sqlite_store.hpp"

using namespace parvis;
using namespace parvis::server;

namespace {

class World {
 public:
  World() { open(); }
  ~World() {
    disk.fail_syncs(false);
    store.reset();
  }
  void open() {
    store.reset();
    store = open_sqlite_store(file()).value();
  }
  std::string file() const { return folder_.file(); }

  Status add(const std::string& name) {
    return store->write([&](Writer& writer) -> Status {
      auto added = add_site(writer, name, {}, system_random);
      return added ? Status(Unit{}) : Status(added.error());
    });
  }
  std::vector<std::string> sites() {
    std::vector<std::string> names;
    CHECK(store
              ->read([&](Reader& reader) {
                for (const Site& site : reader.sites()) names.push_back(site.name);
              })
              .ok());
    return names;
  }
  // Tries until the store takes writes again.
  bool takes(const std::string& name) {
    return soon([&] { return add(name).ok(); });
  }
  template <typename Condition>
  static bool soon(Condition&& condition) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!condition()) {
      if (std::chrono::steady_clock::now() > until) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return true;
  }

  test::FaultyDisk disk;
  std::unique_ptr<Store> store;

 private:
  const test::TemporaryFolder folder_;
};

void check_refused(const Status& done) {
  REQUIRE(!done.ok());
  CHECK(done.error().code == ErrorCode::kUnavailable);
  CHECK(done.error().retry_after_ms > 0);
}

}  // namespace

TEST_CASE("writes that a failing sync hits are refused and leave nothing; then the file is opened again") {
  World world;
  CHECK(world.add("before").ok());
  const int opened = world.disk.databases_opened();
  world.disk.fail_syncs(true);
  check_refused(world.add("lost"));
  world.disk.fail_syncs(false);
  CHECK(world.takes("after"));
  CHECK(world.disk.databases_opened() > opened);
  CHECK(world.sites() == std::vector<std::string>{"before", "after"});
  world.open();
  CHECK(world.sites() == std::vector<std::string>{"before", "after"});
}

TEST_CASE("while the disk goes on failing, writes are refused at once and reads go on") {
  World world;
  CHECK(world.add("before").ok());
  world.disk.fail_syncs(true);
  const int opened = world.disk.databases_opened();
  check_refused(world.add("lost"));
  CHECK(World::soon([&] {
    check_refused(world.add("lost too"));
    return world.disk.databases_opened() >= opened + 3;
  }));
  CHECK(world.sites() == std::vector<std::string>{"before"});
  world.disk.fail_syncs(false);
  CHECK(world.takes("after"));
  CHECK(world.sites() == std::vector<std::string>{"before", "after"});
}

TEST_CASE("a file that is found damaged afterwards takes no writes until it is sound again") {
  World world;
  CHECK(world.add("before").ok());
  CHECK(world.store
            ->write([](Writer& writer) -> Status {
              for (int i = 0; i < 4'000; ++i) writer.add_visitor("visitor " + std::to_string(i), 0);
              return Unit{};
            })
            .ok());
  world.open();
  const auto size = static_cast<std::streamoff>(std::filesystem::file_size(world.file()));
  const std::streamoff middle = size / 4'096 / 2 * 4'096;
  std::string page(4'096, '\0');
  std::fstream raw(world.file(), std::ios::binary | std::ios::in | std::ios::out);
  const auto write_page = [&](const std::string& bytes) {
    raw.seekp(middle).write(bytes.data(), 4'096).flush();
  };
  raw.seekg(middle).read(page.data(), 4'096);
  write_page(std::string(4'096, 'x'));
  world.disk.fail_syncs(true);
  check_refused(world.add("lost"));
  world.disk.fail_syncs(false);
  const int opened = world.disk.databases_opened();
  CHECK(World::soon([&] {
    check_refused(world.add("lost too"));
    return world.disk.databases_opened() >= opened + 3;
  }));
  CHECK(world.sites() == std::vector<std::string>{"before"});
  write_page(page);
  CHECK(world.takes("after"));
}
