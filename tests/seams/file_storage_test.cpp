#include "parvis/file_storage.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using parvis::FileStorage;
namespace fs = std::filesystem;

namespace {

// A folder of this test's own, gone at its end.
struct Folder {
  Folder() { CHECK(mkdtemp(path.data()) != nullptr); }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  std::vector<fs::path> files() const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      if (entry.is_regular_file()) found.push_back(entry.path());
    }
    return found;
  }
  std::string path = (fs::temp_directory_path() / "parvis-storage-XXXXXX").string();
};

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

fs::path file_of_value(const Folder& folder) {
  for (const fs::path& path : folder.files()) {
    if (path.filename() != "lock") return path;
  }
  return {};
}

}  // namespace

TEST_CASE("what was kept is there for the next program, whatever its bytes and its name") {
  const Folder folder;
  const std::string deep = folder.path + "/deep/er/";
  const std::string odd = std::string("line\nzero\0 12 \xff", 15);
  {
    FileStorage storage(deep);
    CHECK_FALSE(storage.get("token"));
    CHECK(storage.set("parvis:https://c.example/../x:token", "abc"));
    CHECK(storage.set("outbox", odd));
    CHECK(storage.set("outbox", odd + odd));
    CHECK(storage.set("empty", ""));
    CHECK(storage.set("gone", "x"));
    storage.remove("gone");
    storage.remove("never there");
  }
  FileStorage again(folder.path + "/deep/er");
  CHECK(again.get("parvis:https://c.example/../x:token") == "abc");
  CHECK(again.get("outbox") == odd + odd);
  CHECK(again.get("empty") == "");
  CHECK_FALSE(again.get("gone"));
}

TEST_CASE("nothing is on the disk before the first value, and then only its owner reads it") {
  const Folder folder;
  const std::string own = folder.path + "/own";
  FileStorage storage(own);
  storage.remove("nothing");
  CHECK_FALSE(storage.get("nothing"));
  CHECK_FALSE(fs::exists(own));
  const mode_t before = umask(0);
  CHECK(storage.set("token", "abc"));
  umask(before);
  struct stat info {};
  for (const fs::path& path : folder.files()) {
    CHECK(stat(path.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
  }
  CHECK(stat(own.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0700);
}

TEST_CASE("a damaged value reads as none, byte by byte, and can be written again") {
  const Folder folder;
  FileStorage storage(folder.path);
  CHECK(storage.set("token", "a value"));
  const fs::path file = file_of_value(folder);
  const std::string good = read_file(file);
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    write_file(file, bad);
    CHECK_FALSE(storage.get("token"));
    write_file(file, good.substr(0, i));
    CHECK_FALSE(storage.get("token"));
  }
  write_file(file, good + "more");
  CHECK_FALSE(storage.get("token"));
  CHECK(storage.set("token", "anew"));
  CHECK(storage.get("token") == "anew");
}

TEST_CASE("one value's file under the name of another is none") {
  const Folder folder;
  FileStorage storage(folder.path);
  CHECK(storage.set("one", "1"));
  const fs::path file = file_of_value(folder);
  CHECK(storage.set("two", "2"));
  for (const fs::path& path : folder.files()) {
    if (path != file && path.filename() != "lock")
      fs::copy_file(file, path, fs::copy_options::overwrite_existing);
  }
  CHECK(storage.get("one") == "1");
  CHECK_FALSE(storage.get("two"));
}

TEST_CASE("what a crash left half written is in nobody's way") {
  const Folder folder;
  FileStorage storage(folder.path);
  CHECK(storage.set("token", "before"));
  write_file(folder.path + "/new", "half a val");
  CHECK(storage.get("token") == "before");
  CHECK(storage.set("token", "after"));
  CHECK(storage.get("token") == "after");
  CHECK_FALSE(fs::exists(folder.path + "/new"));
}

TEST_CASE("a folder that cannot be is told by set, and reads as empty") {
  const Folder folder;
  write_file(folder.path + "/file", "in the way");
  for (const std::string& path : {folder.path + "/file/below", folder.path + "/file", std::string()}) {
    FileStorage storage(path);
    CHECK_FALSE(storage.set("token", "abc"));
    CHECK_FALSE(storage.get("token"));
    storage.remove("token");
  }
}
