#include "file_storage.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

using parvis::demo::FileStorage;

namespace {

// A folder of this test's own, gone at its end.
struct Folder {
  Folder() { CHECK(mkdtemp(path.data()) != nullptr); }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  std::string path = (std::filesystem::temp_directory_path() / "parvis-storage-XXXXXX").string();
};

}  // namespace

TEST_CASE("what was kept is there for the next program") {
  Folder folder;
  std::string file = folder.path + "/deep/er/demo";
  {
    FileStorage storage(file);
    CHECK_FALSE(storage.get("token"));
    CHECK(storage.set("token", "abc"));
    CHECK(storage.set("outbox", std::string("line\nzero\0 12 3\n", 16)));
    CHECK(storage.set("gone", "x"));
    storage.remove("gone");
  }
  FileStorage again(file);
  CHECK(again.get("token") == "abc");
  CHECK(again.get("outbox") == std::string("line\nzero\0 12 3\n", 16));
  CHECK_FALSE(again.get("gone"));
}

TEST_CASE("nothing is on the disk before the first value, and then only its owner reads it") {
  Folder folder;
  std::string file = folder.path + "/demo";
  FileStorage storage(file);
  storage.remove("nothing");
  CHECK_FALSE(std::filesystem::exists(file));
  CHECK(storage.set("token", "abc"));
  struct stat info {};
  CHECK(stat(file.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
  CHECK_FALSE(std::filesystem::exists(file + ".new"));
}

TEST_CASE("a broken file is read as far as it goes") {
  Folder folder;
  std::string file = folder.path + "/demo";
  for (const char* bytes :
       {"", "x", "5", "5 99999999999999999999\nabc", "1 1\nab\n9 9\nab", "18446744073709551615 2\nab"}) {
    std::ofstream(file) << bytes;
    FileStorage storage(file);
    CHECK_FALSE(storage.get("token"));
  }
  std::ofstream(file) << "1 1\nab\n9 9\nab";
  CHECK(FileStorage(file).get("a") == "b");
}

TEST_CASE("a folder that cannot be written is told") {
  FileStorage storage("/proc/parvis/demo");
  CHECK_FALSE(storage.set("token", "abc"));
  CHECK(storage.get("token") == "abc");
}
