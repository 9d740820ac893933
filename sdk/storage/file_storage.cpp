#include "parvis/file_storage.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "base/sha256.hpp"

namespace parvis {
namespace {

constexpr std::string_view kFormat = "parvis-value 1 ";
constexpr std::size_t kSumLength = 43;  // SHA-256, base64url
constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;

std::string sum_of(std::string_view bytes) {
  const auto sum = sha256(bytes);
  return base64url({reinterpret_cast<const char*>(sum.data()), sum.size()});
}

class File {
 public:
  File(const std::string& path, int flags)
      : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, kOwnerOnly)) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  bool is_open() const { return descriptor_ >= 0; }
  int number() const { return descriptor_; }
  bool sync() const { return ::fsync(descriptor_) == 0; }

  bool write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }
  std::string read() const {
    std::string bytes;
    char block[4096];
    while (true) {
      const ssize_t got = ::read(descriptor_, block, sizeof block);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return got < 0 ? std::string() : bytes;
      bytes.append(block, static_cast<std::size_t>(got));
    }
  }

 private:
  int descriptor_;
};

// Writers come one after the other, in all processes. Its file stays: were it removed, two could hold it.
class Lock {
 public:
  explicit Lock(const std::string& folder) : file_(folder + "/lock", O_RDWR | O_CREAT) {
    while (file_.is_open() && ::flock(file_.number(), LOCK_EX) != 0 && errno == EINTR) continue;
  }
  bool held() const { return file_.is_open(); }

 private:
  File file_;
};

bool make_folders(const std::string& path) {
  for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
    const std::string part = path.substr(0, end);
    if (::mkdir(part.c_str(), S_IRWXU) != 0 && errno != EEXIST && end == std::string::npos) return false;
    if (end == std::string::npos) return true;
  }
}

// A name in a folder lasts only once the folder itself is on the disk.
bool sync_folder(const std::string& folder) {
  const File file(folder, O_RDONLY | O_DIRECTORY);
  return file.is_open() && file.sync();
}

// The key and the value, with a sum over both that also tells a file under another's name.
std::string record_of(std::string_view key, std::string_view value) {
  std::string content = std::to_string(key.size()) + "\n";
  content.append(key).append(value);
  return std::string(kFormat) + sum_of(content) + " " + content;
}

std::optional<std::string> value_in(std::string_view record, std::string_view key) {
  if (!record.starts_with(kFormat) || record.size() < kFormat.size() + kSumLength + 1) return std::nullopt;
  const std::string head = std::to_string(key.size()) + "\n" + std::string(key);
  if (record[kFormat.size() + kSumLength] != ' ') return std::nullopt;
  const std::string_view sum = record.substr(kFormat.size(), kSumLength);
  const std::string_view content = record.substr(kFormat.size() + kSumLength + 1);
  if (!content.starts_with(head) || sum_of(content) != sum) return std::nullopt;
  return std::string(content.substr(head.size()));
}

}  // namespace

FileStorage::FileStorage(std::string folder) : folder_(std::move(folder)) {
  while (folder_.size() > 1 && folder_.back() == '/') folder_.pop_back();
}

FileStorage::~FileStorage() = default;

// Keys hold addresses of servers and pages, which are no file names.
std::string FileStorage::file_of(std::string_view key) const { return folder_ + "/" + sum_of(key); }

std::optional<std::string> FileStorage::get(std::string_view key) {
  if (folder_.empty()) return std::nullopt;
  const File file(file_of(key), O_RDONLY);
  if (!file.is_open()) return std::nullopt;
  return value_in(file.read(), key);
}

bool FileStorage::set(std::string_view key, std::string_view value) {
  if (folder_.empty() || !make_folders(folder_)) return false;
  const Lock lock(folder_);
  if (!lock.held()) return false;
  const std::string name = file_of(key);
  const std::string fresh = folder_ + "/new";  // one at a time, by the lock; a crash leaves no more than this
  {
    const File file(fresh, O_WRONLY | O_CREAT | O_TRUNC);
    const bool written = file.is_open() && ::fchmod(file.number(), kOwnerOnly) == 0 &&
                         file.write(record_of(key, value)) && file.sync();
    if (!written) {
      ::unlink(fresh.c_str());
      return false;
    }
  }
  return std::rename(fresh.c_str(), name.c_str()) == 0 && sync_folder(folder_);
}

void FileStorage::remove(std::string_view key) {
  const std::string name = folder_.empty() ? std::string() : file_of(key);
  if (name.empty() || ::access(name.c_str(), F_OK) != 0) return;
  const Lock lock(folder_);
  if (::unlink(name.c_str()) == 0) sync_folder(folder_);
}

std::string FileStorage::default_folder(std::string_view app) {
  if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data == '/') {
    return std::string(data).append("/").append(app);
  }
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') {
    return std::string(home).append("/.local/share/").append(app);
  }
  return {};
}

}  // namespace parvis
