#include "store/sqlite_store.hpp"

#include <mutex>
#include <vector>

#include "store/group_writer.hpp"
#include "store/sqlite_verbs.hpp"

namespace parvis::server {

namespace {

class SqliteStore final : public Store {
 public:
  SqliteStore(std::string path, std::unique_ptr<Database> database)
      : path_(std::move(path)), writer_(std::move(database), path_, versions()) {}

  Status read(const Read& read) override {
    std::unique_ptr<Database> database = take_reader();
    Error error;
    error.code = ErrorCode::kUnavailable;
    if (!database) return error;
    // One transaction, so that all answers are of the same moment.
    database->execute("BEGIN");
    SqliteWriter reader(*database);
    read(reader);
    database->execute("COMMIT");
    if (database->failed()) {
      error.detail = "the store cannot be read";
      return error;  // and forget this connection
    }
    std::lock_guard lock(mutex_);
    readers_.push_back(std::move(database));
    return Unit{};
  }

  Status write(const Write& write) override { return writer_.run(write); }
  void write_later(Write write) override { writer_.run_later(std::move(write)); }
  StoreFigures figures() override { return writer_.figures(); }

 private:
  std::unique_ptr<Database> take_reader() {
    {
      std::lock_guard lock(mutex_);
      if (!readers_.empty()) {
        std::unique_ptr<Database> database = std::move(readers_.back());
        readers_.pop_back();
        return database;
      }
    }
    auto opened = Database::open(path_);
    return opened ? std::move(opened).value() : nullptr;
  }

  const std::string path_;
  GroupWriter writer_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Database>> readers_;
};

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path) {
  auto database = Database::open(path);
  if (!database) return database.error();
  if (const Status done = migrate(*database.value()); !done) {
    Error error = done.error();
    error.detail = path + ": " + error.detail;
    return error;
  }
  return std::unique_ptr<Store>(std::make_unique<SqliteStore>(path, std::move(database).value()));
}

}  // namespace parvis::server
