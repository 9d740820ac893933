#include "file_storage.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace parvis::demo {
namespace {

// One record per line: length of the key, length of the value, then both as they are; values may hold
// anything.
void append(std::string& out, std::string_view key, std::string_view value) {
  out += std::to_string(key.size()) + ' ' + std::to_string(value.size()) + '\n';
  out += key;
  out += value;
  out += '\n';
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::string read_all(const std::string& file) {
  std::string out;
  int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return out;
  char block[4096];
  for (ssize_t got = 0; (got = ::read(fd, block, sizeof block)) > 0;)
    out.append(block, static_cast<std::size_t>(got));
  ::close(fd);
  return out;
}

}  // namespace

FileStorage::FileStorage(std::string file) : file_(std::move(file)) { read(); }

void FileStorage::read() {
  std::string bytes = read_all(file_);
  std::size_t at = 0;
  while (at < bytes.size()) {
    char* end = nullptr;
    std::size_t key = std::strtoul(bytes.c_str() + at, &end, 10);
    std::size_t value = std::strtoul(end, &end, 10);
    std::size_t start = static_cast<std::size_t>(end - bytes.c_str()) + 1;
    if (start > bytes.size() || key > bytes.size() - start || value > bytes.size() - start - key) return;
    values_[bytes.substr(start, key)] = bytes.substr(start + key, value);
    at = start + key + value + 1;
  }
}

// A new file takes the old one's place in one step: a crash leaves one or the other, whole.
bool FileStorage::write() const {
  std::error_code error;
  std::filesystem::path path(file_);
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), error);
  std::string bytes;
  for (const auto& [key, value] : values_) append(bytes, key, value);
  std::string fresh = file_ + ".new";
  int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (fd < 0) return false;
  bool kept = ::fchmod(fd, S_IRUSR | S_IWUSR) == 0 && write_all(fd, bytes) && ::fsync(fd) == 0;
  kept = ::close(fd) == 0 && kept;
  if (kept && std::rename(fresh.c_str(), file_.c_str()) == 0) return true;
  ::unlink(fresh.c_str());
  return false;
}

std::optional<std::string> FileStorage::get(std::string_view key) {
  auto found = values_.find(key);
  if (found == values_.end()) return std::nullopt;
  return found->second;
}

bool FileStorage::set(std::string_view key, std::string_view value) {
  values_.insert_or_assign(std::string(key), std::string(value));
  return write();
}

void FileStorage::remove(std::string_view key) {
  auto found = values_.find(key);
  if (found == values_.end()) return;
  values_.erase(found);
  write();
}

std::string default_storage_file() {
  if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data == '/')
    return std::string(data) + "/parvis/demo";
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/')
    return std::string(home) + "/.local/share/parvis/demo";
  return {};
}

}  // namespace parvis::demo
